import { Module } from '@nestjs/common';
import { EvidenceModule } from '#libs/evidence';
import { FilesModule } from '#libs/files';
import { IdentityModule } from '#libs/identity';
import { HoursController } from './hours.controller.ts';
import { ConfirmController, SupervisionController } from './supervision.controller.ts';
import { SupervisorsController } from './supervisors.controller.ts';
import { TrainingController } from './training.controller.ts';
import { TransferReviewController } from './transfer-review.controller.ts';

@Module({
  imports: [EvidenceModule, FilesModule, IdentityModule],
  controllers: [HoursController, ConfirmController, SupervisionController, SupervisorsController, TrainingController, TransferReviewController],
})
export class EvidencePages {}
