import type { Day } from '#libs/kernel';
import type { ListedFacts } from './domain/listing.ts';
import { historyOf, standingOn, standingSaidOn, type Standing, type StandingDecision, type StandingFacts } from './domain/standing.ts';

/** Everything that anybody may see of one certification; instants are UTC. */
export interface PublicListing extends ListedFacts {
  /** Today. */
  readonly standing: StandingFacts;
  /** On the day that was asked about, if one was. */
  readonly asked: AskedDay | null;
  /** Until today, oldest first. What was decided but takes effect later is not in it. */
  readonly history: readonly StandingFacts[];
}

export interface AskedDay {
  readonly day: Day;
  readonly standing: StandingFacts;
  /** What the registry itself showed at the end of that day, where that was something else: a decision was recorded later and reaches back. */
  readonly saidThen: Standing | null;
}

/** The page of a listing, below the registry's address: what the QR code leads to, for ever. */
export const verificationPath = (code: string): string => `/v/${code}`;

/** A row of LISTED_SQL. */
export interface ListedRow extends ListedFacts {
  readonly id: string;
  readonly listedAt: Date;
  /** As JSON has them: an instant is text there. */
  readonly decisions: readonly (Omit<StandingDecision, 'recordedAt'> & { readonly recordedAt: string })[];
}

/** A listing with its decisions in one look; `where` follows. */
export const LISTED_SQL = `
  select l.id, l.code, l.number, l.name, l.title, l.body_name as "bodyName", l.issued_on::text as "issuedOn", l.valid_until::text as "validUntil", l.grace_until::text as "graceUntil",
    l.listed_at as "listedAt",
    coalesce((
      select json_agg(json_build_object('kind', d.kind, 'effectiveOn', d.effective_on, 'recordedAt', d.recorded_at, 'publicNote', d.public_note, 'successorCode', s.code)
        order by d.effective_on, d.recorded_at, d.id)
      from registry.listing_decisions d left join registry.listings s on s.id = d.successor_listing_id
      where d.listing_id = l.id
    ), '[]') as decisions
  from registry.listings l`;

/** The days that a look is about: today by the body's calendar, and the day asked about, if any. */
export interface Look {
  readonly today: Day;
  readonly on: Day | undefined;
  readonly timeZone: string;
}

export function publicListing(row: ListedRow, { today, on, timeZone }: Look): PublicListing {
  const { code, number, name, title, bodyName, issuedOn, validUntil, graceUntil } = row;
  const decisions = row.decisions.map((decision) => ({ ...decision, recordedAt: new Date(decision.recordedAt) }));
  const askedDay = (day: Day): AskedDay => {
    const standing = standingOn(row, decisions, day);
    const said = standingSaidOn(row, decisions, day, timeZone).standing;
    return { day, standing, saidThen: said === standing.standing ? null : said };
  };
  return {
    code,
    number,
    name,
    title,
    bodyName,
    issuedOn,
    validUntil,
    graceUntil,
    standing: standingOn(row, decisions, today),
    asked: on ? askedDay(on) : null,
    history: historyOf(row, decisions, today),
  };
}
