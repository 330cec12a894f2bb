import { WARNING_DAYS, type QueuedSubmission } from '#libs/assessment';
import { timeCode } from './player.view.ts';

export interface QueueRow {
  readonly href: string;
  readonly title: string;
  readonly trainee: string;
  readonly submittedAt: Date;
  readonly daysWaiting: number;
  readonly medium: 'video' | 'audio';
  readonly length: string | null;
  /** Days until the recording is deleted without a result; shown where they are few. */
  readonly lapsesInDays: number;
  readonly lapsing: boolean;
  readonly mine: boolean;
  /** Somebody else who grades it at the moment. */
  readonly claimedBy: string | null;
  readonly until: Date | null;
}

export interface QueueView {
  readonly rows: readonly QueueRow[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
}

const MS_PER_DAY = 86_400_000;

function row(one: QueuedSubmission, actorId: string, now: Date): QueueRow {
  const daysLeft = Math.max(0, Math.floor((one.lapsesAt.getTime() - now.getTime()) / MS_PER_DAY));
  const mine = one.claim?.instructorId === actorId;
  return {
    href: `/grading/${one.submissionId}`,
    title: one.title,
    trainee: one.traineeName,
    submittedAt: one.submittedAt,
    daysWaiting: Math.floor((now.getTime() - one.submittedAt.getTime()) / MS_PER_DAY),
    medium: one.type.startsWith('video/') ? 'video' : 'audio',
    length: one.durationMs === null ? null : timeCode(one.durationMs / 1000),
    lapsesInDays: daysLeft,
    lapsing: daysLeft <= WARNING_DAYS,
    mine,
    claimedBy: mine ? null : (one.claim?.name ?? null),
    until: one.claim?.until ?? null,
  };
}

export function queueView({ rows, next }: { rows: readonly QueuedSubmission[]; next: string | null }, actorId: string, now: Date, after: string | null): QueueView {
  return { rows: rows.map((one) => row(one, actorId, now)), nextHref: next && `/grading?after=${next}`, firstHref: after && '/grading' };
}
