import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '#libs/files';
import { RecordModule } from '#libs/record';
import { CheckQueries } from './checks/check.queries.ts';
import { Checks } from './checks/checks.service.ts';
import { ContentQueries } from './content/content.queries.ts';
import { AssessmentContent } from './content/content.service.ts';
import { CheckAnswer, CheckAttempt, CheckQuestion, CheckResult } from './entities/check.entity.ts';
import { ItemVersion, RubricVersion, ScenarioVersion } from './entities/content.entity.ts';
import { GradingClaim, Rating, RolePlayResult } from './entities/rating.entity.ts';
import { ConsentWithdrawal, LapseWarning, RolePlayAttempt, RolePlayConsent, RolePlaySubmission } from './entities/role-play.entity.ts';
import { ConsentTexts } from './role-plays/consent-texts.ts';
import { GradingQueries } from './role-plays/grading.queries.ts';
import { GradingQueue } from './role-plays/grading-queue.service.ts';
import { Lapses } from './role-plays/lapses.service.ts';
import { Ratings } from './role-plays/ratings.service.ts';
import { Recordings } from './role-plays/recordings.service.ts';
import { RecordingsOfRolePlays } from './role-plays/recordings-of-role-plays.ts';
import { Consequences, Results } from './role-plays/results.service.ts';
import { RolePlayQueries } from './role-plays/role-play.queries.ts';
import { RolePlays } from './role-plays/role-plays.service.ts';

const rolePlayEntities = [RolePlayAttempt, RolePlayConsent, ConsentWithdrawal, RolePlaySubmission, LapseWarning, GradingClaim, Rating, RolePlayResult];
const entities = [...rolePlayEntities, ItemVersion, RubricVersion, ScenarioVersion, CheckAttempt, CheckQuestion, CheckAnswer, CheckResult];
const rolePlays = [RolePlays, RolePlayQueries, GradingQueue, GradingQueries, Ratings, Results, Recordings, Lapses, ConsentTexts];
const services = [...rolePlays, AssessmentContent, ContentQueries, Checks, CheckQueries];

@Module({
  imports: [TypeOrmModule.forFeature(entities), RecordModule, FilesModule],
  providers: [...services, RecordingsOfRolePlays, Consequences],
  exports: services,
})
export class AssessmentModule {}
