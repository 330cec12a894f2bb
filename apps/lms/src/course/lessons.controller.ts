import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { LessonQueries, Lessons } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { checkForm, page, redirect, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { SignForm } from './forms.ts';
import { lessonView } from './lesson.view.ts';
import { lessonPath, modulePath } from './paths.ts';
import { inLanguage, keptLanguage, readingLanguage } from './reading-language.ts';

@Controller('lessons/:module/:lesson')
export class LessonsController {
  constructor(
    private readonly lessons: Lessons,
    private readonly queries: LessonQueries,
  ) {}

  /** Hard material is not thrown at anybody: its note comes first, and opening it is a choice. */
  @Get()
  async show(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Query('language') asked?: unknown): Promise<Page | Redirect> {
    const reading = readingLanguage(person, asked);
    const found = await this.queries.find(person.id, `${module}/${lesson}`);
    if (found.module.locks.length > 0) return redirect(inLanguage(modulePath(found.module), reading), { flash: 'course.lesson.locked', kind: 'info' });
    const standing = await this.queries.standing(person.id, found);
    const view = lessonView(found, standing, reading);
    if (view.contentNote && standing.partSeen === undefined) return page('course/lesson-note', { ...view });
    await this.lessons.open(person, found.lesson.lineage);
    return page('course/lesson', { ...view });
  }

  @Post('opening')
  async open(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<Redirect> {
    const lineage = `${module}/${lesson}`;
    await this.lessons.open(person, lineage);
    return redirect(inLanguage(lessonPath({ lineage }), keptLanguage(person, body)));
  }

  @Post('postponement')
  async postpone(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<Redirect> {
    await this.lessons.postpone(person, `${module}/${lesson}`);
    return redirect(inLanguage('/', keptLanguage(person, body)), { flash: 'course.lesson.postponed' });
  }

  /** From the page's script, once a minute while it is in view. */
  @Post('signs')
  async sign(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<{ seen: boolean }> {
    const { value, state } = await checkForm(SignForm, body);
    await this.lessons.seen(person, `${module}/${lesson}`, state.ok ? value.part : 0);
    return { seen: true };
  }

  @Post('completion')
  async finish(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<Redirect> {
    const lineage = `${module}/${lesson}`;
    const reading = keptLanguage(person, body);
    const finishing = await this.lessons.finish(person, lineage);
    if ('missing' in finishing) return redirect(inLanguage(`${lessonPath({ lineage })}#finish`, reading), { flash: 'course.lesson.notYet', kind: 'info' });
    const { minutes, minutesObserved, credited } = finishing;
    return redirect(inLanguage('/', reading), { flash: credited ? 'course.lesson.credited' : 'course.lesson.creditedBefore', values: { minutes, minutesObserved } });
  }
}
