import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { isId, NotFound, percentOf } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { RecordQueries } from '#libs/record';
import { ContentQueries } from '../content/content.queries.ts';
import type { ItemContent } from '../domain/item.ts';
import { isRight, pointsToPass } from '../domain/scoring.ts';
import { itemIn, languagesOf, type Worded } from '../domain/words.ts';
import { CheckAttempt } from '../entities/check.entity.ts';
import { CheckNotSubmitted } from './check.refusals.ts';
import type { AskedQuestion, AttemptResult, AttemptSummary, CheckReview, CheckSheet, QuestionSteps, SavedAnswer } from './check.shapes.ts';

interface StepRow extends Omit<QuestionSteps, 'steps'> {
  readonly sequence: number | null;
  readonly chosen: number[];
  readonly receipt: string;
  readonly savedAt: Date;
}

@Injectable()
export class CheckQueries {
  constructor(
    private readonly database: Database,
    private readonly content: ContentQueries,
    private readonly record: RecordQueries,
  ) {}

  /** What the trainee works on, in a language where there are words in it. Only their own. @throws NotFound */
  async sheet(actor: Actor, attemptId: string, language = ''): Promise<CheckSheet> {
    const attempt = await this.own(actor, attemptId);
    const drawn = await this.drawn(attemptId, language, (item, { optionOrder }, asked) => ({ ...asked, options: optionOrder.map((position) => ({ position, text: item.options[position]!.text })) }));
    return { attempt, ...drawn };
  }

  /** Keys and feedback, after handing in. @throws NotFound, CheckNotSubmitted */
  async review(actor: Actor, attemptId: string, language = ''): Promise<CheckReview> {
    const attempt = await this.own(actor, attemptId);
    const result = await this.result(attemptId);
    if (!result) throw new CheckNotSubmitted();
    const drawn = await this.drawn(attemptId, language, (item, { optionOrder }, asked) => {
      const chosen = asked.answer?.chosen ?? [];
      return { ...asked, right: isRight(item, chosen), options: optionOrder.map((position) => ({ position, ...item.options[position]!, chosen: chosen.includes(position) })) };
    });
    return { attempt, ...drawn, result };
  }

  /** Keys of the checks that stand as passed in a person's record. */
  async passedLineages(personId: string): Promise<Set<string>> {
    return this.record.lineages(personId, 'check');
  }

  /** The attempts of a person at a check, oldest first. */
  async attemptsOf(personId: string, checkKey: string): Promise<AttemptSummary[]> {
    const rows = await this.database.read<{ id: string; startedAt: Date; submittedAt: Date | null; passPercent: number; points: number | null; of: number; passed: boolean }>(
      `select a.id, a.started_at as "startedAt", a.submitted_at as "submittedAt", a.pass_percent as "passPercent", r.points, r.of_points as of, r.passed
       from check_attempts a left join check_results r on r.attempt_id = a.id where a.person_id = $1 and a.check_key = $2 order by a.started_at, a.id`,
      [personId, checkKey],
    );
    return rows.map(({ id, startedAt, submittedAt, ...row }) => ({ id, startedAt, submittedAt, result: row.points === null ? null : resultOf({ ...row, points: row.points }) }));
  }

  async result(attemptId: string): Promise<AttemptResult | null> {
    const [row] = await this.database.read<{ points: number; of: number; passed: boolean; passPercent: number }>(
      `select r.points, r.of_points as of, r.passed, a.pass_percent as "passPercent" from check_results r join check_attempts a on a.id = r.attempt_id where r.attempt_id = $1`,
      [attemptId],
    );
    return row ? resultOf(row) : null;
  }

  /** Questions with their answers; all of them, or those with these numbers. */
  async questions(attemptId: string, numbers: readonly number[] | null = null): Promise<QuestionSteps[]> {
    const rows = await this.database.read<StepRow>(
      `select q.number, q.item_version_id as "itemVersionId", q.option_order as "optionOrder", s.sequence, s.chosen, s.receipt, s.saved_at as "savedAt"
       from check_questions q left join check_answers s on s.attempt_id = q.attempt_id and s.number = q.number
       where q.attempt_id = $1 and ($2::int[] is null or q.number = any($2)) order by q.number, s.sequence`,
      [attemptId, numbers],
    );
    const questions = new Map<number, QuestionSteps & { steps: SavedAnswer[] }>();
    for (const { number, itemVersionId, optionOrder, sequence, chosen, receipt, savedAt } of rows) {
      const question = questions.get(number) ?? { number, itemVersionId, optionOrder, steps: [] };
      if (sequence !== null) question.steps.push({ sequence, chosen, receipt, savedAt });
      questions.set(number, question);
    }
    return [...questions.values()];
  }

  private async own(actor: Actor, attemptId: string): Promise<CheckAttempt> {
    const attempt = isId(attemptId) && (await this.database.rows(CheckAttempt).findOneBy({ id: attemptId, personId: actor.id }));
    if (!attempt) throw new NotFound('check');
    return attempt;
  }

  private async drawn<Q>(attemptId: string, wished: string, show: (item: Worded<ItemContent>, question: QuestionSteps, asked: AskedQuestion) => Q): Promise<{ languages: string[]; questions: Q[] }> {
    const questions = await this.questions(attemptId);
    const items = await this.content.items(questions.map((question) => question.itemVersionId));
    const shown = questions.map((question, at) => {
      const item = itemIn(items[at]!, wished);
      const { kind, stem, language } = item;
      return show(item, question, { number: question.number, kind, stem, language, answer: question.steps.at(-1) ?? null });
    });
    return { languages: languagesOf(items), questions: shown };
  }
}

function resultOf({ points, of, passed, passPercent }: { points: number; of: number; passed: boolean; passPercent: number }): AttemptResult {
  return { points, of, percent: percentOf(points, of), passed, pointsToPass: pointsToPass(of, passPercent) };
}
