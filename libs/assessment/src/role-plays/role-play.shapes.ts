import type { StoredFile } from '#libs/files';
import type { AttemptStage } from '../domain/attempt.ts';
import type { GivenConsent, Terms } from '../domain/consent.ts';
import type { RatingDraft } from '../domain/rating.ts';
import type { Missing } from '../domain/result.ts';

/** What course knows when it sends somebody to a role play: the pinned versions, and where the trainee stands. */
export interface RolePlayOnOffer {
  /** Key of the role play, under which its result is kept, whichever situation is performed. */
  readonly rolePlay: string;
  /** Versions of the situations that it can be performed in. */
  readonly scenarioVersionIds: readonly string[];
  readonly rubricVersionId: string;
  readonly moduleLineage: string;
  /** Where the pages lead back to; the lineage when left out. */
  readonly moduleSlug?: string;
  readonly cohortId: string;
  readonly organizationId: string;
}

export interface ConsentOfAttempt extends GivenConsent, Terms {
  readonly name: string;
  readonly givenAt: Date;
}

export interface ReleasedResult {
  readonly outcome: 'passed' | 'not-yet';
  readonly points: number;
  readonly ofPoints: number;
  readonly missing: readonly Missing[];
  readonly releasedAt: Date;
  readonly instructor: string;
  readonly rating: RatingDraft;
}

export interface SubmissionOfAttempt {
  readonly id: string;
  readonly receipt: string;
  readonly submittedAt: Date;
  readonly file: StoredFile;
}

/** An attempt as its trainee, or an instructor of the organization, may see it. */
export interface AttemptView {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly organizationId: string;
  readonly moduleSlug: string;
  readonly title: string;
  /** Key of the role play. */
  readonly rolePlay: string;
  readonly scenarioVersionId: string;
  readonly rubricVersionId: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly stage: AttemptStage;
  readonly consents: readonly ConsentOfAttempt[];
  /** How long its recording is kept. */
  readonly terms: Terms;
  readonly submission: SubmissionOfAttempt | null;
  readonly result: ReleasedResult | null;
}

export interface AttemptSummaryOfRolePlay {
  readonly attemptId: string;
  readonly rolePlay: string;
  readonly title: string;
  readonly stage: AttemptStage;
  readonly openedAt: Date;
}

/** One line of the grading queue. `claim` is shown while it holds. */
export interface QueuedSubmission {
  readonly submissionId: string;
  readonly title: string;
  readonly traineeName: string;
  readonly moduleLineage: string;
  readonly submittedAt: Date;
  readonly type: string;
  readonly durationMs: number | null;
  /** When the recording is deleted if nobody gives a result. */
  readonly lapsesAt: Date;
  readonly claim: { readonly instructorId: string; readonly name: string; readonly until: Date } | null;
}

export interface RatingSheet {
  readonly submissionId: string;
  readonly attemptId: string;
  readonly rubricVersionId: string;
  readonly scenarioVersionId: string;
  readonly title: string;
  readonly traineeName: string;
  readonly traineePronouns: string | null;
  readonly submittedAt: Date;
  readonly file: StoredFile;
  readonly draft: RatingDraft;
  /** 0 before the first save. */
  readonly version: number;
  readonly savedAt: Date | null;
  readonly leasedUntil: Date;
  readonly released: boolean;
}

/** A save counts when the page knew the newest version; else both are shown, and nothing is overwritten. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly version: number; readonly savedAt: Date }
  | { readonly kind: 'stale'; readonly version: number; readonly savedAt: Date; readonly theirs: RatingDraft; readonly yours: RatingDraft };
