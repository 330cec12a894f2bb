import { Module } from '@nestjs/common';
import { AssessmentModule } from '#libs/assessment';
import { ChecksController } from './checks.controller.ts';

@Module({ imports: [AssessmentModule], controllers: [ChecksController] })
export class ChecksPages {}
