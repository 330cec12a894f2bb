import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, dayOf, isId, newCode, newId, NotFound, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { TrainingRecord } from '#libs/record';
import { randomInt } from 'node:crypto';
import { ContentQueries } from '../content/content.queries.ts';
import { isOnOffer, judgeAnswer } from '../domain/answer.ts';
import { drawCheck } from '../domain/drawing.ts';
import { scoreCheck, type Score } from '../domain/scoring.ts';
import { CheckAttempt, CheckQuestion, CheckResult } from '../entities/check.entity.ts';
import { CheckQueries } from './check.queries.ts';
import { CheckAlreadySubmitted, CheckHasNoItems, ChoiceNotOnOffer } from './check.refusals.ts';
import type { AnswerOutcome, AttemptResult, AttemptSummary, CheckOnOffer, GivenAnswer, QuestionSteps, SavedAnswer } from './check.shapes.ts';

const RECEIPT_LETTERS = 4;
const SEEDS = 2 ** 31;

@Injectable()
export class Checks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly content: ContentQueries,
    private readonly record: TrainingRecord,
    private readonly queries: CheckQueries,
  ) {}

  /**
   * Opens an attempt of the actor, or answers the one that is open: nobody has two. Whether the actor may take the check (enrollment, prerequisites) is
   * the course's to ask before. Answers the attempt's id. @throws CheckHasNoItems
   */
  async start(actor: Actor, offer: CheckOnOffer): Promise<string> {
    if (offer.itemVersionIds.length === 0 || offer.draw < 1) throw new CheckHasNoItems(offer.title);
    return this.database.transaction(async () => {
      const seed = randomInt(SEEDS);
      const attemptId = await this.open(actor, offer, seed);
      if (attemptId === null) return this.openAttemptOf(actor, offer);
      await this.draw(attemptId, actor, offer, seed);
      return attemptId;
    });
  }

  /** Saves one answer as given. `sequence` is the newest step that the page had seen, 0 for none. @throws NotFound, CheckAlreadySubmitted, ChoiceNotOnOffer */
  async answer(actor: Actor, attemptId: string, number: number, chosen: readonly number[], sequence: number): Promise<AnswerOutcome> {
    const [outcome] = await this.save(actor, attemptId, [{ number, chosen, sequence }]);
    return outcome!;
  }

  /**
   * Saves several answers, each by itself: a stale one does not hold the others back. Outcomes are in the order of the numbers. Who goes on to hand in, in the
   * same transaction, says `handingIn`: two that held the attempt in common would wait for each other without end.
   */
  async save(actor: Actor, attemptId: string, answers: readonly GivenAnswer[], { handingIn = false } = {}): Promise<AnswerOutcome[]> {
    return this.database.transaction(async () => {
      const attempt = await this.lock(actor, attemptId, handingIn ? 'update' : 'share');
      if (attempt.submittedAt !== null) throw new CheckAlreadySubmitted();
      const given = answers.toSorted((one, other) => one.number - other.number);
      const questions = await this.queries.questions(attemptId, given.map(({ number }) => number));
      await this.checkOnOffer(given, questions);
      const outcomes: AnswerOutcome[] = [];
      for (const answer of given) outcomes.push(await this.take(attemptId, answer, questions.find(({ number }) => number === answer.number)!.steps));
      return outcomes;
    });
  }

  /** Hands a check in; handing it in again answers the same result. The first pass becomes a statement in the record. @throws NotFound */
  async submit(actor: Actor, attemptId: string): Promise<AttemptResult> {
    return this.database.transaction(async () => {
      const attempt = await this.lock(actor, attemptId, 'update');
      if (attempt.submittedAt === null) await this.resolve(attempt);
      return (await this.queries.result(attemptId))!;
    });
  }

  /** Keys of the checks that stand as passed in a person's record. */
  async passedLineages(personId: string): Promise<Set<string>> {
    return this.queries.passedLineages(personId);
  }

  /** The attempts of a person at a check, oldest first. */
  async attemptsOf(personId: string, checkKey: string): Promise<AttemptSummary[]> {
    return this.queries.attemptsOf(personId, checkKey);
  }

  /** Null when another attempt is open, be it by a request of the same moment. */
  private async open(actor: Actor, { itemVersionIds: _items, draw: _draw, ...offer }: CheckOnOffer, seed: number): Promise<string | null> {
    const now = this.clock.now();
    const row = { moduleSlug: offer.moduleLineage, ...offer, id: newId(now.getTime()), personId: actor.id, competencies: [...(offer.competencies ?? [])], seed, startedAt: now };
    const added = await this.database.rows(CheckAttempt).createQueryBuilder().insert().values(row).orIgnore().returning('id').execute();
    return (added.raw as unknown[]).length > 0 ? row.id : null;
  }

  private async openAttemptOf(actor: Actor, offer: CheckOnOffer): Promise<string> {
    const [open] = await this.database.read<{ id: string }>(`select id from check_attempts where person_id = $1 and check_key = $2 and submitted_at is null`, [actor.id, offer.checkKey]);
    // Handed in between the two: then there is room for a new one.
    return open?.id ?? this.start(actor, offer);
  }

  private async draw(attemptId: string, actor: Actor, { checkKey, itemVersionIds, draw }: CheckOnOffer, seed: number): Promise<void> {
    const items = await this.content.items(itemVersionIds);
    const drawable = items.map(({ lineage, kind, options }, at) => ({ versionId: itemVersionIds[at]!, lineage, kind, optionCount: options.length }));
    const drawn = drawCheck(drawable, draw, await this.askedLast(actor, checkKey), seed);
    await this.database.rows(CheckQuestion).insert(drawn.map(({ versionId, optionOrder }, at) => ({ attemptId, number: at + 1, itemVersionId: versionId, optionOrder: [...optionOrder] })));
  }

  /** Lineages, not versions: an item that was only reworded is not a fresh one. */
  private async askedLast(actor: Actor, checkKey: string): Promise<Set<string>> {
    const rows = await this.database.read<{ lineage: string }>(
      `select v.lineage from check_questions q join item_versions v on v.id = q.item_version_id where q.attempt_id = (
         select id from check_attempts where person_id = $1 and check_key = $2 and submitted_at is not null order by submitted_at desc, id desc limit 1)`,
      [actor.id, checkKey],
    );
    return new Set(rows.map(({ lineage }) => lineage));
  }

  /** `share` lets answers to different questions pass each other, and holds handing in back until they are saved. */
  private async lock(actor: Actor, attemptId: string, how: 'share' | 'update'): Promise<CheckAttempt> {
    const lock = { mode: how === 'share' ? 'pessimistic_read' : 'pessimistic_write' } as const;
    const attempt = isId(attemptId) && (await this.database.rows(CheckAttempt).findOne({ where: { id: attemptId, personId: actor.id }, lock }));
    if (!attempt) throw new NotFound('check');
    return attempt;
  }

  private async checkOnOffer(given: readonly GivenAnswer[], questions: readonly QuestionSteps[]): Promise<void> {
    const items = await this.content.items(questions.map(({ itemVersionId }) => itemVersionId));
    for (const { number, chosen } of given) {
      const item = items[questions.findIndex((question) => question.number === number)];
      if (!item || !isOnOffer(chosen, item.options.length, item.kind === 'multiple')) throw new ChoiceNotOnOffer(number);
    }
  }

  private async take(attemptId: string, given: GivenAnswer, steps: readonly SavedAnswer[]): Promise<AnswerOutcome> {
    const { number, chosen, sequence } = given;
    const verdict = judgeAnswer(steps, given);
    if (verdict !== 'new') return { number, kind: verdict === 'stale' ? 'stale' : 'saved', answer: steps.at(-1) ?? null, offered: chosen };
    const step = { sequence: sequence + 1, chosen: chosen.toSorted((one, other) => one - other), receipt: newCode().slice(0, RECEIPT_LETTERS), savedAt: this.clock.now() };
    const added = await this.database.read(
      `insert into check_answers (attempt_id, number, sequence, chosen, receipt, saved_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning sequence`,
      [attemptId, number, step.sequence, step.chosen, step.receipt, step.savedAt],
    );
    if (added.length > 0) return { number, kind: 'saved', answer: step, offered: chosen };
    // Another page took this step at the same moment: judged again by what it saved.
    const [question] = await this.queries.questions(attemptId, [number]);
    return this.take(attemptId, given, question!.steps);
  }

  private async resolve(attempt: CheckAttempt): Promise<void> {
    const now = this.clock.now();
    const questions = await this.queries.questions(attempt.id);
    const items = await this.content.items(questions.map(({ itemVersionId }) => itemVersionId));
    const score = scoreCheck(items, questions.map(({ steps }) => steps.at(-1)?.chosen ?? []), attempt.passPercent);
    await this.database.rows(CheckResult).insert({ attemptId: attempt.id, points: score.points, ofPoints: score.of, passed: score.passed, resolvedAt: now });
    await this.database.rows(CheckAttempt).update({ id: attempt.id }, { submittedAt: now });
    if (score.passed) await this.state(attempt, score, now);
  }

  private async state({ id, personId, checkKey, title, competencies }: CheckAttempt, { points, of, percent }: Score, now: Date): Promise<void> {
    await this.record.append({
      source: `check:${personId}:${checkKey}`,
      personId,
      verb: 'passed',
      kind: 'check',
      objectId: id,
      lineage: checkKey,
      title,
      day: dayOf(now, this.settings.timeZone),
      competencies,
      result: { points, of, percent },
      voucherKind: 'server',
    });
  }
}
