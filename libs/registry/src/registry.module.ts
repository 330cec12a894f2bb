import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ListingDecision } from './entities/listing-decision.ts';
import { Listing } from './entities/listing.ts';
import { PublishedFile } from './entities/published-file.ts';
import { SigningCertificate } from './entities/signing-certificate.ts';
import { FileVerifications } from './file-verifications.queries.ts';
import { RegistryService } from './registry.service.ts';
import { SigningCertificates } from './signing-certificates.queries.ts';
import { Verifications } from './verifications.queries.ts';

@Module({
  imports: [TypeOrmModule.forFeature([Listing, ListingDecision, PublishedFile, SigningCertificate])],
  providers: [FileVerifications, RegistryService, SigningCertificates, Verifications],
  exports: [RegistryService, SigningCertificates, Verifications],
})
export class RegistryModule {}
