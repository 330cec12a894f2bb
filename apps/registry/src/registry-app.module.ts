import { Module } from '@nestjs/common';
import { RegistryModule } from '#libs/registry';
import { ApiController } from './api.controller.ts';
import { ReadingController } from './reading.controller.ts';
import { TriesByAddress } from './tries.ts';
import { VerificationsController } from './verifications.controller.ts';

@Module({
  imports: [RegistryModule],
  controllers: [VerificationsController, ReadingController, ApiController],
  providers: [TriesByAddress],
})
export class RegistryAppModule {}
