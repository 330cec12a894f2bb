import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '#libs/files';
import { IdentityModule } from '#libs/identity';
import { RecordModule } from '#libs/record';
import { AnswerLetters } from './answer-letters.ts';
import { Claim, ClaimWithdrawal } from './entities/claim.entity.ts';
import { HoursRowRow } from './entities/hours-row.entity.ts';
import { TrainingCredit, TrainingMinutes, TrainingRowRow } from './entities/training-row.entity.ts';
import { AskedClaim, VouchingRow, VouchRequest } from './entities/vouching.entity.ts';
import { HoursEntries } from './hours-entries.ts';
import { HoursQueries } from './hours.queries.ts';
import { SupervisedHours } from './supervised-hours.service.ts';
import { SupervisorApprovals } from './supervisor-approvals.service.ts';
import { SupervisorLinks } from './supervisor-links.ts';
import { SupervisorQueries } from './supervisors.queries.ts';
import { TrainingQueries } from './training.queries.ts';
import { TransferReview } from './transfer-review.service.ts';
import { TransferredTraining } from './transferred-training.service.ts';
import { Vouching } from './vouching.service.ts';

const entities = [Claim, ClaimWithdrawal, HoursRowRow, TrainingRowRow, TrainingMinutes, TrainingCredit, VouchRequest, AskedClaim, VouchingRow];
const services = [HoursQueries, SupervisedHours, SupervisorApprovals, SupervisorLinks, SupervisorQueries, TrainingQueries, TransferReview, TransferredTraining, Vouching];

@Module({
  imports: [TypeOrmModule.forFeature(entities), FilesModule, IdentityModule, RecordModule],
  providers: [...services, AnswerLetters, HoursEntries],
  exports: services,
})
export class EvidenceModule {}
