import { may, mayAskNow, stateOf, supervisionRatio, type ClaimState, type HoursClaim, type HoursTotals } from '#libs/evidence';
import { percentOf } from '#libs/kernel';
import type { HoursInWords } from './program-hours.ts';

export const TAGS: Readonly<Record<ClaimState, string>> = { claimed: 'info', asked: 'wait', confirmed: 'good', disputed: 'caution', credited: 'good', declined: 'caution', withdrawn: 'past', superseded: 'past' };

export interface HoursRowView {
  readonly id: string;
  readonly day: string;
  readonly minutes: number;
  readonly site: string;
  /** In words. */
  readonly domain: string;
  readonly activity: string;
  readonly supervisor: string;
  readonly supervisionMinutes: number | null;
  readonly state: ClaimState;
  readonly tag: string;
  readonly reason: string | null;
  readonly correctionWaits: boolean;
  readonly supervisorLeft: boolean;
  readonly canWithdraw: boolean;
  readonly canAmend: boolean;
}

export function hoursRowView(claim: HoursClaim, titleOf: (domain: string) => string): HoursRowView {
  const state = stateOf(claim);
  return {
    id: claim.id,
    day: claim.day,
    minutes: claim.minutes,
    site: claim.site,
    domain: titleOf(claim.domain),
    activity: claim.activity,
    supervisor: claim.supervisor,
    state,
    supervisionMinutes: claim.supervisionDay === null ? null : claim.individualMinutes + claim.groupMinutes,
    tag: TAGS[state],
    reason: claim.verdictReason,
    correctionWaits: claim.amendmentOpen,
    supervisorLeft: !claim.supervisorApproved && (state === 'claimed' || state === 'asked'),
    canWithdraw: may('withdraw', claim),
    canAmend: may('amend', claim),
  };
}

export interface RatioView {
  /** One hour of supervision for so many hours of experience. */
  readonly per: number;
  readonly percent: number;
  readonly have: number;
  readonly need: number;
  readonly gap: number;
  readonly met: boolean;
}

export interface HoursView extends HoursTotals {
  readonly rows: readonly HoursRowView[];
  /** Minutes of experience that the program asks; null where it asks none. */
  readonly askedMinutes: number | null;
  /** Null where the program asks for no supervision. */
  readonly ratio: RatioView | null;
  readonly older: string | null;
}

function ratioView({ confirmedMinutes, supervisionMinutes }: HoursTotals, per: number): RatioView {
  const { met, haveMinutes, needMinutes, gapMinutes } = supervisionRatio(confirmedMinutes, supervisionMinutes, per);
  return { per, percent: percentOf(haveMinutes, needMinutes), have: haveMinutes, need: needMinutes, gap: gapMinutes, met };
}

/** `claims` may hold one more than a page shows: then there is an older page. */
export function hoursView(claims: readonly HoursClaim[], totals: HoursTotals, asked: Pick<HoursInWords, 'experienceMinutes' | 'experiencePerSupervision' | 'titleOf'>, perPage: number): HoursView {
  const shown = claims.slice(0, perPage);
  return {
    ...totals,
    rows: shown.map((claim) => hoursRowView(claim, asked.titleOf)),
    askedMinutes: asked.experienceMinutes,
    ratio: asked.experiencePerSupervision === null ? null : ratioView(totals, asked.experiencePerSupervision),
    older: claims.length > perPage ? `/hours?before=${shown.at(-1)!.id}` : null,
  };
}

/** How many rows a press on "ask" would send, and to whom. */
export function askable(waiting: readonly HoursClaim[], now: Date): { readonly rows: number; readonly supervisors: string } | null {
  const ready = waiting.filter((claim) => claim.supervisorApproved && mayAskNow(claim, now));
  return ready.length === 0 ? null : { rows: ready.length, supervisors: [...new Set(ready.map(({ supervisor }) => supervisor))].join(', ') };
}
