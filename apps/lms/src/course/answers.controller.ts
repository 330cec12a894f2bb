import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Lessons, type Saving, type TypedAnswer } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { checkForm, emptyForm, page, redirect, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { AnswerForm } from './forms.ts';
import { lessonPath } from './paths.ts';
import { askedLanguage, inLanguage, keptLanguage } from './reading-language.ts';

/** What the autosaving script hears: the new version, or the newer text that it must not overwrite. */
export type AnswerOutcome = { readonly saved: { version: number; at: string } } | { readonly newer: { version: number; text: string } };

const outcome = (saving: Saving): AnswerOutcome =>
  'saved' in saving ? { saved: { version: saving.saved.version, at: saving.saved.savedAt.toISOString() } } : { newer: { version: saving.newer.version, text: saving.newer.text } };

@Controller('lessons/:module/:lesson/answers/:activity')
export class AnswersController {
  constructor(private readonly lessons: Lessons) {}

  /** A form without script gets a page back; the script on the page asks for JSON. */
  @Post()
  async save(
    @Person() person: SignedInPerson,
    @Param('module') module: string,
    @Param('lesson') lesson: string,
    @Param('activity') activityId: string,
    @Headers('accept') accept: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect | AnswerOutcome> {
    const lineage = `${module}/${lesson}`;
    const { value, state } = await checkForm(AnswerForm, body);
    const typed: TypedAnswer = { activityId, text: value.text ?? '', done: value.done, version: value.version };
    const reading = keptLanguage(person, body);
    const here = { action: `${lessonPath({ lineage })}/answers/${activityId}`, back: inLanguage(`${lessonPath({ lineage })}#${activityId}`, reading), askedLanguage: askedLanguage(reading) };
    if (!state.ok) return page('course/answer-again', { ...here, form: state, newer: null, version: value.version ?? 0 }, { status: 422 });
    const saving = await this.lessons.answer(person, lineage, typed);
    if (accept?.includes('application/json')) {
      if ('newer' in saving) void reply.code(409);
      return outcome(saving);
    }
    if ('saved' in saving) return redirect(here.back, { flash: 'course.answer.saved' });
    return page('course/answer-again', { ...here, form: emptyForm({ text: typed.text, done: typed.done ? 'yes' : '' }), newer: saving.newer.text, version: saving.newer.version }, { status: 409 });
  }
}
