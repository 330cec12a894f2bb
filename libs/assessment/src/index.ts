/**
 * assessment: judging what a person can do: items and checks, scenarios, rubrics, and their results.
 * Owns item_versions, scenario_versions, rubric_versions, check_attempts, check_questions, check_answers, check_results, role_play_*, grading_claims,
 * ratings. Does not know modules, prerequisites or cohorts: a course pins versions, starts attempts, and hands in a cohort and an organization as ids that mean nothing here.
 */
export { AssessmentModule } from './assessment.module.ts';
export { CheckQueries } from './checks/check.queries.ts';
export { CheckAlreadySubmitted, CheckHasNoItems, CheckNotSubmitted, ChoiceNotOnOffer } from './checks/check.refusals.ts';
export {
  type AnswerOutcome,
  type AskedQuestion,
  type AttemptResult,
  type AttemptSummary,
  type CheckOnOffer,
  type CheckReview,
  type CheckSheet,
  type GivenAnswer,
  type ReviewedQuestion,
  type SavedAnswer,
  type SheetQuestion,
} from './checks/check.shapes.ts';
export { Checks } from './checks/checks.service.ts';
export { ContentQueries } from './content/content.queries.ts';
export { AssessmentContent, type ContentVersions, type PublishedContent, type VersionIds } from './content/content.service.ts';
export { readItem, readItemWords, type ItemContent, type ItemKind, type ItemOption, type ItemWords } from './domain/item.ts';
export { lintItems, lintRepeats, type ItemWarning } from './domain/item-lint.ts';
export { type Fault, type Reading } from './domain/reading.ts';
export { readRubric, readRubricWords, type RubricWords, type Criterion, type LevelPoints, type PassRule, type RubricContent, type RubricLevel } from './domain/rubric.ts';
export { readScenario, readScenarioWords, type Persona, type ScenarioContent, type ScenarioWords, type Source } from './domain/scenario.ts';
export { itemIn, languagesOf, rubricIn, scenarioIn, type Worded } from './domain/words.ts';
export { CheckAnswer, CheckAttempt, CheckQuestion, CheckResult } from './entities/check.entity.ts';
export { ItemVersion, RubricVersion, ScenarioVersion } from './entities/content.entity.ts';
export { stageOf, type AttemptStage } from './domain/attempt.ts';
export { termsOf, type Party, type Terms } from './domain/consent.ts';
export { gapsOf, notesOf, readDraft, type CriterionNotes, type RatingDraft, type RatingGap, type TimedComment } from './domain/rating.ts';
export { judge, type Judgement, type Missing } from './domain/result.ts';
export { GradingClaim, Rating, RolePlayResult } from './entities/rating.entity.ts';
export { ConsentWithdrawal, LapseWarning, RolePlayAttempt, RolePlayConsent, RolePlaySubmission } from './entities/role-play.entity.ts';
export { ConsentTexts, type ConsentText } from './role-plays/consent-texts.ts';
export { GradingQueries } from './role-plays/grading.queries.ts';
export { GradingQueue, LEASE_MINUTES } from './role-plays/grading-queue.service.ts';
export { foresee, Ratings, type Foreseen } from './role-plays/ratings.service.ts';
export { Lapses, WARNING_DAYS } from './role-plays/lapses.service.ts';
export { Recordings, type NamedViewing, type ViewingLog } from './role-plays/recordings.service.ts';
export { Results } from './role-plays/results.service.ts';
export { RolePlayQueries } from './role-plays/role-play.queries.ts';
export { AttemptIsClosed, GradedByAnother, ConsentMissing, OwnWorkIsNotRated, RatingIncomplete, RatingIsStale, ResultAlreadyReleased, RolePlayAlreadySubmitted } from './role-plays/role-play.refusals.ts';
export type { AttemptSummaryOfRolePlay, AttemptView, ConsentOfAttempt, QueuedSubmission, RatingSheet, ReleasedResult, RolePlayOnOffer, SaveOutcome, SubmissionOfAttempt } from './role-plays/role-play.shapes.ts';
export { RolePlays } from './role-plays/role-plays.service.ts';
