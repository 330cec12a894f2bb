import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RecordModule } from '#libs/record';
import { CheckQueries } from './checks/check.queries.ts';
import { Checks } from './checks/checks.service.ts';
import { ContentQueries } from './content/content.queries.ts';
import { AssessmentContent } from './content/content.service.ts';
import { CheckAnswer, CheckAttempt, CheckQuestion, CheckResult } from './entities/check.entity.ts';
import { ItemVersion, RubricVersion, ScenarioVersion } from './entities/content.entity.ts';

const entities = [ItemVersion, RubricVersion, ScenarioVersion, CheckAttempt, CheckQuestion, CheckAnswer, CheckResult];
const services = [AssessmentContent, ContentQueries, Checks, CheckQueries];

@Module({
  imports: [TypeOrmModule.forFeature(entities), RecordModule],
  providers: services,
  exports: services,
})
export class AssessmentModule {}
