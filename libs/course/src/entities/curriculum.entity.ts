import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Change, Pinned } from '../domain/changes.ts';
import type { Competency, Domain, FormWords, Guide, LessonPart, LessonWords, ModuleWords, Objective, Prerequisite, Source, Translations, TranslationStanding } from '../domain/content.ts';
import type { Coverage } from '../domain/coverage.ts';

@Entity({ name: 'curricula' })
export class Curriculum {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  /** How many versions there are: the number of the newest. */
  @Column('int') versions: number;
}

@Entity({ name: 'curriculum_versions' })
export class CurriculumVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') curriculumId: string;
  @Column('int') number: number;
  @Column('text') digest: string;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('text') language: string;
  @Column('text') license: string;
  @Column('int') observedPercent: number;
  @Column('jsonb') domains: Domain[];
  @Column('jsonb') competencies: Competency[];
  /** Where each competency is taught and shown. */
  @Column('jsonb') coverage: Coverage[];
  @Column('jsonb') translations: TranslationStanding[];
  /** Every part by kind, lineage and version: what the next version is compared with. */
  @Column('jsonb') pinned: Pinned[];
  /** What is different from the version before. */
  @Column('jsonb') changes: Change[];
  /** Null: by the operator of the installation. */
  @Column('uuid', { nullable: true }) publishedBy: string | null;
  @Column('timestamptz') publishedAt: Date;
}

@Entity({ name: 'modules' })
export class CourseModuleRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') curriculumVersionId: string;
  @Column('int') position: number;
  @Column('text') lineage: string;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('text', { nullable: true }) contentNote: string | null;
  @Column('jsonb') minutesByDomain: Record<string, number>;
  @Column('text', { array: true }) competencies: string[];
  @Column('jsonb') prerequisites: Prerequisite[];
  @Column('int', { nullable: true }) checkDraw: number | null;
  @Column('int', { nullable: true }) checkPassPercent: number | null;
  @Column('jsonb') translations: Translations<ModuleWords>;
}

@Entity({ name: 'lessons' })
export class Lesson {
  @PrimaryColumn('uuid') id: string;
  @Column('text') lineage: string;
  @Column('text') digest: string;
  @Column('text') title: string;
  @Column('int') minutes: number;
  @Column('text') domain: string;
  @Column('text', { array: true }) competencies: string[];
  @Column('jsonb') objectives: Objective[];
  @Column('text', { nullable: true }) contentNote: string | null;
  @Column('jsonb') sources: Source[];
  @Column('jsonb') parts: LessonPart[];
  /** Of a meeting. */
  @Column('jsonb', { nullable: true }) guide: Guide | null;
  @Column('jsonb') translations: Translations<LessonWords>;
  @Column('timestamptz') publishedAt: Date;
}

@Entity({ name: 'module_lessons' })
export class ModuleLesson {
  @PrimaryColumn('uuid') moduleId: string;
  @PrimaryColumn('int') position: number;
  @Column('uuid') lessonId: string;
}

@Entity({ name: 'module_items' })
export class ModuleItem {
  @PrimaryColumn('uuid') moduleId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') lineage: string;
  @Column('uuid') itemVersionId: string;
}

@Entity({ name: 'module_role_plays' })
export class ModuleRolePlay {
  @PrimaryColumn('uuid') moduleId: string;
  @PrimaryColumn('int') position: number;
  /** Key of the role play, shared by all situations that it can be performed in. */
  @Column('text') rolePlay: string;
  /** The rubric's. */
  @Column('text') rolePlayTitle: string;
  /** The scenario's. */
  @Column('text') lineage: string;
  @Column('text') title: string;
  @Column('uuid') scenarioVersionId: string;
  @Column('text') rubricLineage: string;
  @Column('uuid') rubricVersionId: string;
}

@Entity({ name: 'exam_items' })
export class ExamItem {
  @PrimaryColumn('uuid') curriculumVersionId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') lineage: string;
  @Column('text') domain: string;
  @Column('uuid') itemVersionId: string;
}

@Entity({ name: 'curriculum_rubrics' })
export class CurriculumRubric {
  @PrimaryColumn('uuid') curriculumVersionId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') lineage: string;
  @Column('text') title: string;
  @Column('uuid') rubricVersionId: string;
}

@Entity({ name: 'forms' })
export class Form {
  @PrimaryColumn('uuid') curriculumVersionId: string;
  @PrimaryColumn('int') position: number;
  @Column('text') slug: string;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('text', { array: true }) modules: string[];
  @Column('jsonb') sources: Source[];
  @Column('text') html: string;
  @Column('jsonb') translations: Translations<FormWords>;
}
