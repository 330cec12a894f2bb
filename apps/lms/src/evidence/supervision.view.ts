import { stateOf, type HoursAnswer, type HoursClaim } from '#libs/evidence';
import { isId } from '#libs/kernel';
import { TAGS } from './hours.view.ts';

interface RowToAnswer {
  readonly id: string;
  readonly answerName: string;
  readonly reasonName: string;
  readonly day: string;
  readonly minutes: number;
  readonly site: string;
  /** In words. */
  readonly domain: string;
  readonly activity: string;
  readonly supervisionDay: string | null;
  readonly individualMinutes: number;
  readonly groupMinutes: number;
  /** Why it corrects an earlier row; null for a first one. */
  readonly correction: string | null;
}

export interface SupervisionView {
  readonly groups: readonly { readonly trainee: string; readonly minutes: number; readonly rows: readonly RowToAnswer[] }[];
  readonly answered: readonly object[];
}

function rowToAnswer(claim: HoursClaim, titleOf: (domain: string) => string): RowToAnswer {
  const { id, day, minutes, site, activity, supervisionDay, individualMinutes, groupMinutes } = claim;
  return { id, answerName: `answer-${id}`, reasonName: `reason-${id}`, day, minutes, site, domain: titleOf(claim.domain), activity, supervisionDay, individualMinutes, groupMinutes, correction: claim.amendmentReason };
}

/** Rows that wait, by trainee, and the receipt of what was answered. */
export function supervisionView(waiting: readonly HoursClaim[], answered: readonly HoursClaim[], titleOf: (domain: string) => string): SupervisionView {
  const trainees = [...new Set(waiting.map(({ personId }) => personId))];
  const groups = trainees.map((personId) => {
    const claims = waiting.filter((claim) => claim.personId === personId);
    return { trainee: claims[0]!.trainee, minutes: claims.reduce((sum, { minutes }) => sum + minutes, 0), rows: claims.map((claim) => rowToAnswer(claim, titleOf)) };
  });
  return {
    groups,
    answered: answered.map((claim) => {
      const state = stateOf(claim);
      return { trainee: claim.trainee, day: claim.day, minutes: claim.minutes, site: claim.site, state, tag: TAGS[state], reason: claim.verdictReason, answeredAt: claim.answeredAt };
    }),
  };
}

/** What a supervisor chose, row by row; rows left open are left out. */
export function answersOf(body: unknown): HoursAnswer[] {
  const typed = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return Object.entries(typed).flatMap(([name, verdict]) => {
    const claimId = name.slice('answer-'.length);
    if (!name.startsWith('answer-') || !isId(claimId) || (verdict !== 'confirmed' && verdict !== 'disputed')) return [];
    const reason = typed[`reason-${claimId}`];
    return [{ claimId, verdict, reason: typeof reason === 'string' ? reason.replaceAll('\u0000', '').normalize('NFC').trim().slice(0, 500) || null : null }];
  });
}
