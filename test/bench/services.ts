import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CertificationModule } from '#libs/certification';
import { CourseModule } from '#libs/course';
import { IdentityModule } from '#libs/identity';
import { readSettings, SystemClock, type Settings } from '#libs/kernel';
import { PersistenceModule } from '#libs/persistence';

export const AT_ONCE = 6;

/** Peerway's own services over the bench's database, without any app around them. */
export interface Services {
  readonly settings: Settings;
  get<T>(service: Type<T>): T;
  close(): Promise<void>;
}

/** `careless`: the server does not wait for the disk, which only seeding may. */
export async function openServices(environment: Readonly<Record<string, string | undefined>>, { careless = false } = {}): Promise<Services> {
  const settings = readSettings(environment, '/nowhere', () => '');
  const databaseUrl = `${settings.appDatabaseUrl!}${careless ? `?options=${encodeURIComponent('-c synchronous_commit=off')}` : ''}`;
  @Module({ imports: [PersistenceModule.forRoot({ settings, clock: new SystemClock(), databaseUrl, name: 'peerway-bench', poolSize: AT_ONCE + 2 }), IdentityModule, CourseModule, CertificationModule] })
  class BenchModule {}
  const context: INestApplicationContext = await NestFactory.createApplicationContext(BenchModule, { logger: ['error', 'warn'], abortOnError: false });
  return { settings, get: (service) => context.get(service, { strict: false }), close: () => context.close() };
}
