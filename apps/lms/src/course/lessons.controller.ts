import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { LessonQueries, Lessons } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { checkForm, page, redirect, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { SignForm } from './forms.ts';
import { lessonView } from './lesson.view.ts';
import { lessonPath, modulePath } from './paths.ts';

@Controller('lessons/:module/:lesson')
export class LessonsController {
  constructor(
    private readonly lessons: Lessons,
    private readonly queries: LessonQueries,
  ) {}

  /** Hard material is not thrown at anybody: its note comes first, and opening it is a choice. */
  @Get()
  async show(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Query('language') language?: unknown): Promise<Page | Redirect> {
    const found = await this.queries.find(person.id, `${module}/${lesson}`);
    if (found.module.locks.length > 0) return redirect(modulePath(found.module), { flash: 'course.lesson.locked', kind: 'info' });
    const standing = await this.queries.standing(person.id, found);
    const view = lessonView(found, standing, typeof language === 'string' ? language : person.language);
    if (view.contentNote && standing.partSeen === undefined) return page('course/lesson-note', { ...view });
    await this.lessons.open(person, found.lesson.lineage);
    return page('course/lesson', { ...view });
  }

  @Post('opening')
  async open(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string): Promise<Redirect> {
    await this.lessons.open(person, `${module}/${lesson}`);
    return redirect(lessonPath({ lineage: `${module}/${lesson}` }));
  }

  @Post('postponement')
  async postpone(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string): Promise<Redirect> {
    await this.lessons.postpone(person, `${module}/${lesson}`);
    return redirect('/', { flash: 'course.lesson.postponed' });
  }

  /** From the page's script, once a minute while it is in view. */
  @Post('signs')
  async sign(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string, @Body() body: unknown): Promise<{ seen: boolean }> {
    const { value, state } = await checkForm(SignForm, body);
    await this.lessons.seen(person, `${module}/${lesson}`, state.ok ? value.part : 0);
    return { seen: true };
  }

  @Post('completion')
  async finish(@Person() person: SignedInPerson, @Param('module') module: string, @Param('lesson') lesson: string): Promise<Redirect> {
    const lineage = `${module}/${lesson}`;
    const finishing = await this.lessons.finish(person, lineage);
    if ('missing' in finishing) return redirect(`${lessonPath({ lineage })}#finish`, { flash: 'course.lesson.notYet', kind: 'info' });
    const { minutes, minutesObserved, credited } = finishing;
    return redirect('/', { flash: credited ? 'course.lesson.credited' : 'course.lesson.creditedBefore', values: { minutes, minutesObserved } });
  }
}
