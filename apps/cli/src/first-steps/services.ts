import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PersistenceModule } from '#libs/persistence';
import type { FirstStepContext } from './context.ts';

/** What a command or a first step works with: services of libraries, without any app around them. */
export async function withServices<T>(context: Pick<FirstStepContext, 'settings' | 'clock' | 'databaseUrl'>, modules: readonly (Type | DynamicModule)[], act: (services: INestApplicationContext) => Promise<T>): Promise<T> {
  @Module({ imports: [PersistenceModule.forRoot({ ...context, name: 'peerway-cli', poolSize: 6 }), ...modules] })
  class Services {}
  const services = await NestFactory.createApplicationContext(Services, { logger: ['error', 'warn'], abortOnError: false });
  try {
    return await act(services);
  } finally {
    await services.close();
  }
}
