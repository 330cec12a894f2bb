import { newId, type Clock } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { CourseModuleRow, CurriculumRubric, ExamItem, Form, ModuleItem, ModuleLesson, ModuleRolePlay } from './entities/curriculum.entity.ts';
import type { ReadCurriculumContent as Content } from './import/read-curriculum.ts';
import type { ReadModuleContent as ModuleRead } from './import/read-module.ts';
import type { Pins } from './pins.ts';

/** Writes the parts of a new curriculum version: rows that are never changed after. In the transaction of the publication. */
export class VersionRows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async add(curriculumVersionId: string, { modules, exam, rubrics, forms }: Content, pins: Pins): Promise<void> {
    for (const [at, module] of modules.entries()) await this.addModule(curriculumVersionId, at + 1, module, pins);
    await this.database.rows(ExamItem).insert(exam.map(({ lineage, domain = '' }, at) => ({ curriculumVersionId, position: at + 1, lineage, domain, itemVersionId: pins.items[lineage]! })));
    await this.database.rows(CurriculumRubric).insert(rubrics.map(({ lineage, title }, at) => ({ curriculumVersionId, position: at + 1, lineage, title, rubricVersionId: pins.rubrics[lineage]! })));
    await this.database.rows(Form).insert(
      forms.map((form, at) => ({ ...form, modules: [...form.modules], sources: [...form.sources], translations: form.translations as never, curriculumVersionId, position: at + 1 })),
    );
  }

  private async addModule(curriculumVersionId: string, position: number, module: ModuleRead, pins: Pins): Promise<void> {
    const id = newId(this.clock.now().getTime());
    await this.database.rows(CourseModuleRow).insert({
      id, curriculumVersionId, position, lineage: module.lineage, slug: module.slug, title: module.title, summary: module.summary, contentNote: module.contentNote,
      minutesByDomain: { ...module.minutesByDomain }, competencies: [...module.competencies], prerequisites: [...module.prerequisites],
      checkDraw: module.check?.draw ?? null, checkPassPercent: module.check?.passPercent ?? null, translations: module.translations as never,
    });
    await this.database.rows(ModuleLesson).insert(module.lessons.map(({ lineage }, at) => ({ moduleId: id, position: at + 1, lessonId: pins.lessons[lineage]! })));
    await this.database.rows(ModuleItem).insert(module.items.map(({ lineage }, at) => ({ moduleId: id, position: at + 1, lineage, itemVersionId: pins.items[lineage]! })));
    const situations = module.rolePlays.flatMap(({ lineage, title, rubric, scenarios }) => scenarios.map((scenario) => ({ rolePlay: lineage, rolePlayTitle: title, rubric, scenario })));
    await this.database.rows(ModuleRolePlay).insert(
      situations.map(({ rolePlay, rolePlayTitle, rubric, scenario }, at) => ({
        moduleId: id, position: at + 1, rolePlay, rolePlayTitle, lineage: scenario.lineage, title: scenario.title, rubricLineage: rubric.lineage,
        scenarioVersionId: pins.scenarios[scenario.lineage]!, rubricVersionId: pins.rubrics[rubric.lineage]!,
      })),
    );
  }
}
