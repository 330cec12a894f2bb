import { Module } from '@nestjs/common';
import { CertificationModule } from '#libs/certification';
import { CourseModule } from '#libs/course';
import { EvidenceModule } from '#libs/evidence';
import { FilesModule } from '#libs/files';
import { IdentityModule } from '#libs/identity';
import { ChoicesForHours } from './hours-choices.ts';
import { HoursController } from './hours.controller.ts';
import { ProgramHours } from './program-hours.ts';
import { ConfirmController, SupervisionController } from './supervision.controller.ts';
import { SupervisorsController } from './supervisors.controller.ts';
import { TrainingController } from './training.controller.ts';
import { TransferReviewController } from './transfer-review.controller.ts';

@Module({
  imports: [CertificationModule, CourseModule, EvidenceModule, FilesModule, IdentityModule],
  controllers: [HoursController, ConfirmController, SupervisionController, SupervisorsController, TrainingController, TransferReviewController],
  providers: [ChoicesForHours, ProgramHours],
})
export class EvidencePages {}
