import { Module } from '@nestjs/common';
import { CertificationModule } from '#libs/certification';
import { IdentityModule } from '#libs/identity';
import { ApplicationController } from './application.controller.ts';
import { AttestationController } from './attestation.controller.ts';
import { CorrectionsController } from './corrections.controller.ts';
import { EligibilityController } from './eligibility.controller.ts';
import { EthicsController } from './ethics.controller.ts';
import { HolderController } from './holder.controller.ts';
import { RegistrarController } from './registrar.controller.ts';
import { ReviewPages } from './review-page.ts';
import { ReviewController } from './review.controller.ts';
import { SecondLooksController } from './second-looks.controller.ts';
import { StandingController } from './standing.controller.ts';

@Module({
  imports: [IdentityModule, CertificationModule],
  controllers: [EligibilityController, EthicsController, AttestationController, ApplicationController, HolderController, RegistrarController, CorrectionsController, SecondLooksController, StandingController, ReviewController],
  providers: [ReviewPages],
})
export class CertificationPages {}
