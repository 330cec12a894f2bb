/**
 * course: what is taught and how people walk through it: curricula and their versions, modules, lessons, cohorts, enrollments, answers, time seen.
 * Owns curricula, curriculum_versions, modules, lessons, module_*, cohorts, cohort_*, enrollments, withdrawals, lesson_openings, signs_of_life,
 * activity_answers, postponements, media_files, lesson_media, exam_items, curriculum_rubrics, forms. Progress is stored nowhere: it is derived from the training record on read. Does not know what is in
 * an item or a rubric, nor what a certification asks for.
 */
export { CohortQueries, type CohortFacts, type EndedPlace, type CohortInList, type Roster, type RosterRow } from './cohorts.queries.ts';
export { Cohorts, type NewCohort } from './cohorts.service.ts';
export { CourseModule } from './course.module.ts';
export { CurriculumQueries, type CurriculumStanding, type FormInList, type FormOfCurriculum } from './curricula.queries.ts';
export { Curricula, type Publication } from './curricula.service.ts';
export type { Change } from './domain/changes.ts';
export { activitiesOf, isActivity, type Activity, type Competency, type Domain, type FormContent, type Guide, type LessonPart, type LessonWords, type Media, type Source, type TranslationStanding } from './domain/content.ts';
export { holesOf, type Coverage } from './domain/coverage.ts';
export { isDone, type Missing } from './domain/finishing.ts';
export type { Invited } from './domain/invitation-list.ts';
export { checkKey, type LessonProgress, type Lock, type ModuleProgress, type ModuleState, type NextStep, type PathOfModules, type StepState } from './domain/progress.ts';
export { Enrollments } from './enrollments.service.ts';
export { Invitations } from './invitations.service.ts';
export { inWords, type Fault } from './import/fault.ts';
export { importCurriculum, type ImportReport } from './import/import-curriculum.ts';
export { readCurriculum, type CurriculumReading } from './import/read-curriculum.ts';
export { LessonQueries, type LessonForPerson, type LessonStanding, type SavedAnswer } from './lessons.queries.ts';
export { Lessons, type Finishing, type Saving, type TypedAnswer } from './lessons.service.ts';
export { MeetingQueries, type AttendanceRow, type MeetingInList, type MeetingSheet } from './meetings.queries.ts';
export { Meetings, type Attended, type Confirmed } from './meetings.service.ts';
export { MediaQueries, type KeptMedia } from './media.queries.ts';
export { minutesOffered, Outlines, type CurriculumOutline, type ModuleOfOutline, type PinnedRolePlay } from './outlines.queries.ts';
export { PastStudy, type TimeAtThePage } from './past-study.service.ts';
export { Progress, type Journey, type Place } from './progress.queries.ts';
export { Starts } from './starts.service.ts';
export { CohortFull, CohortNotOpen, EndsBeforeStart, LessonsLeft, LongerThanMeeting, MeetingNotYetHeld, ModuleLocked, NoPlaceThatDay, OwnAttendance, SlugTaken } from './refusals.ts';
