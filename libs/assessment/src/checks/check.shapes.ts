import type { AnswerStep } from '../domain/answer.ts';
import type { ItemKind } from '../domain/item.ts';
import type { CheckAttempt } from '../entities/check.entity.ts';

/** What a curriculum version says about a check, and where the trainee takes it. */
export interface CheckOnOffer {
  /** Lineage of the check, the same through all versions of the curriculum: passing it is credited once. */
  readonly checkKey: string;
  readonly moduleLineage: string;
  /** How the module is named in page addresses; its lineage where left out. */
  readonly moduleSlug?: string;
  readonly title: string;
  readonly itemVersionIds: readonly string[];
  /** How many items an attempt asks; all of them where there are fewer. */
  readonly draw: number;
  readonly passPercent: number;
  readonly competencies?: readonly string[];
  readonly cohortId: string;
  readonly organizationId: string;
}

export interface GivenAnswer extends AnswerStep {
  readonly number: number;
}

/**
 * `saved`: `answer` holds what was given, with its receipt (null when nothing was given and nothing was there). `stale`: the page had not seen the newest
 * answer, so what it gave is kept out and is in `offered`; `answer` is the one that stands.
 */
export interface AnswerOutcome {
  readonly number: number;
  readonly kind: 'saved' | 'stale';
  readonly answer: SavedAnswer | null;
  readonly offered: readonly number[];
}

/** A saved answer with its receipt: a short code that a person can note down or quote. */
export interface SavedAnswer {
  readonly sequence: number;
  readonly chosen: readonly number[];
  readonly receipt: string;
  readonly savedAt: Date;
}

export interface AskedQuestion {
  readonly number: number;
  readonly kind: ItemKind;
  readonly stem: string;
  /** Of its words; null where they are as they were written. */
  readonly language: string | null;
  /** The newest one; null while unanswered. */
  readonly answer: SavedAnswer | null;
}

/** A question as it is asked: nothing in it tells the key. `options` are in the order of the page; `position` is the option's place in the item. */
export interface SheetQuestion extends AskedQuestion {
  readonly options: readonly { readonly position: number; readonly text: string }[];
}

export interface ReviewedQuestion extends AskedQuestion {
  readonly right: boolean;
  readonly options: readonly { readonly position: number; readonly text: string; readonly key: boolean; readonly chosen: boolean; readonly feedback: string }[];
}

export interface CheckSheet {
  readonly attempt: CheckAttempt;
  /** That any of its questions can be read in besides its own. */
  readonly languages: readonly string[];
  readonly questions: readonly SheetQuestion[];
}

export interface CheckReview {
  readonly attempt: CheckAttempt;
  readonly languages: readonly string[];
  readonly questions: readonly ReviewedQuestion[];
  readonly result: AttemptResult;
}

export interface AttemptResult {
  readonly points: number;
  readonly of: number;
  /** Rounded down. */
  readonly percent: number;
  readonly passed: boolean;
  readonly pointsToPass: number;
}

export interface AttemptSummary {
  readonly id: string;
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  /** Null while the attempt is open. */
  readonly result: AttemptResult | null;
}

/** A question of an attempt with all its answers, oldest first. */
export interface QuestionSteps {
  readonly number: number;
  readonly itemVersionId: string;
  readonly optionOrder: readonly number[];
  readonly steps: readonly SavedAnswer[];
}
