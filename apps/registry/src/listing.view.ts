import { groupCode, type Day } from '#libs/kernel';
import { verificationPath, type AskedDay, type Genuine, type Standing } from '#libs/registry';
import { standingView, type StandingView } from './standing.view.ts';

export interface AskedView extends StandingView {
  readonly day: Day;
  readonly saidThen: Standing | null;
}

export interface ListingView {
  readonly isFile: boolean;
  readonly number: string;
  readonly name: string;
  readonly certification: string;
  readonly bodyName: string;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  /** Null where there is no grace, so that no page shows two days that are one. */
  readonly graceUntil: Day | null;
  readonly now: StandingView;
  readonly asked: AskedView | null;
  readonly history: readonly StandingView[];
  readonly path: string;
  readonly groupedCode: string;
  readonly checkedAt: string;
}

const askedView = ({ day, standing, saidThen }: AskedDay): AskedView => ({ ...standingView(standing), day, saidThen });

/** Exactly what the registry shows of a certification, and no more. */
export function listingView({ listing, reason, checkedAt }: Genuine): ListingView {
  const { number, name, title, bodyName, issuedOn, validUntil, graceUntil, code } = listing;
  return {
    number,
    name,
    certification: title,
    bodyName,
    issuedOn,
    validUntil,
    graceUntil: graceUntil === validUntil ? null : graceUntil,
    isFile: reason === 'identical-file',
    now: standingView(listing.standing),
    asked: listing.asked && askedView(listing.asked),
    history: listing.history.map(standingView),
    path: verificationPath(code),
    groupedCode: groupCode(code),
    checkedAt: checkedAt.toISOString(),
  };
}
