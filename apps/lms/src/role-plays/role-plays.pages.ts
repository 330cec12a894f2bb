import { Module } from '@nestjs/common';
import { AssessmentModule } from '#libs/assessment';
import { FilesModule } from '#libs/files';
import { AttemptPages } from './attempt-pages.ts';
import { GradingController } from './grading.controller.ts';
import { RecordingsController } from './recordings.controller.ts';
import { RolePlaysController } from './role-plays.controller.ts';
import { SubmissionController } from './submission.controller.ts';

@Module({
  imports: [AssessmentModule, FilesModule],
  controllers: [RolePlaysController, SubmissionController, GradingController, RecordingsController],
  providers: [AttemptPages],
})
export class RolePlaysPages {}
