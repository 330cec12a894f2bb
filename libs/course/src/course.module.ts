import { AssessmentModule } from '#libs/assessment';
import { IdentityModule } from '#libs/identity';
import { RecordModule } from '#libs/record';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CohortLetters } from './cohort-letters.ts';
import { CohortQueries } from './cohorts.queries.ts';
import { Cohorts } from './cohorts.service.ts';
import { CurriculumQueries } from './curricula.queries.ts';
import { Curricula } from './curricula.service.ts';
import { Enrollments } from './enrollments.service.ts';
import { Cohort, CohortClosing, CohortOpening, Enrollment, InvitationList, Withdrawal } from './entities/cohort.entity.ts';
import { CourseModuleRow, Curriculum, CurriculumRubric, CurriculumVersion, ExamItem, Form, Lesson, ModuleItem, ModuleLesson, ModuleRolePlay } from './entities/curriculum.entity.ts';
import { ActivityAnswer, LessonOpening, Postponement, SignOfLife } from './entities/lesson-work.entity.ts';
import { Invitations } from './invitations.service.ts';
import { LessonQueries } from './lessons.queries.ts';
import { Lessons } from './lessons.service.ts';
import { MeetingQueries } from './meetings.queries.ts';
import { Meetings } from './meetings.service.ts';
import { MediaQueries } from './media.queries.ts';
import { Outlines } from './outlines.queries.ts';
import { PastStudy } from './past-study.service.ts';
import { Progress } from './progress.queries.ts';
import { Starts } from './starts.service.ts';
import { StudyTime } from './study-time.service.ts';

const entities = [
  Curriculum, CurriculumVersion, CourseModuleRow, Lesson, ModuleLesson, ModuleItem, ModuleRolePlay, ExamItem, CurriculumRubric, Form,
  Cohort, CohortOpening, CohortClosing, Enrollment, InvitationList, Withdrawal,
  LessonOpening, SignOfLife, ActivityAnswer, Postponement,
];
const services = [CohortQueries, Cohorts, Curricula, CurriculumQueries, Enrollments, Invitations, LessonQueries, Lessons, MediaQueries, MeetingQueries, Meetings, Outlines, PastStudy, Progress, Starts];

@Module({
  imports: [TypeOrmModule.forFeature(entities), AssessmentModule, IdentityModule, RecordModule],
  providers: [...services, CohortLetters, StudyTime],
  exports: services,
})
export class CourseModule {}
