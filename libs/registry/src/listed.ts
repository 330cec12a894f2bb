import type { Day } from '#libs/kernel';
import { historyOf, standingOn, standingSaidOn, type DecisionKind, type Standing, type StandingDecision, type StandingFacts } from './domain/standing.ts';

/** Everything that anybody may see of one certification. Days are the body's; instants are UTC. */
export interface PublicListing {
  readonly code: string;
  readonly number: string;
  readonly name: string;
  readonly title: string;
  readonly bodyName: string;
  readonly issuedOn: Day;
  readonly validUntil: Day;
  readonly graceUntil: Day;
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
export interface ListedRow {
  readonly id: string;
  readonly code: string;
  readonly number: string;
  readonly name: string;
  readonly title: string;
  readonly body_name: string;
  readonly issued_on: Day;
  readonly valid_until: Day;
  readonly grace_until: Day;
  readonly listed_at: Date;
  readonly decisions: readonly DecisionRow[];
}

interface DecisionRow {
  readonly kind: DecisionKind;
  readonly effective_on: Day;
  readonly recorded_at: string;
  readonly public_note: string | null;
  readonly successor_code: string | null;
}

/** A listing with its decisions in one look; `where` follows. */
export const LISTED_SQL = `
  select l.id, l.code, l.number, l.name, l.title, l.body_name, l.issued_on::text, l.valid_until::text, l.grace_until::text, l.listed_at,
    coalesce((
      select json_agg(json_build_object('kind', d.kind, 'effective_on', d.effective_on, 'recorded_at', d.recorded_at, 'public_note', d.public_note, 'successor_code', s.code)
        order by d.effective_on, d.recorded_at, d.id)
      from registry.listing_decisions d left join registry.listings s on s.id = d.successor_listing_id
      where d.listing_id = l.id
    ), '[]') as decisions
  from registry.listings l`;

const asDecision = (row: DecisionRow): StandingDecision => ({
  kind: row.kind,
  effectiveOn: row.effective_on,
  recordedAt: new Date(row.recorded_at),
  publicNote: row.public_note,
  successorCode: row.successor_code,
});

/** The days that a look is about: today by the body's calendar, and the day asked about, if any. */
export interface Look {
  readonly today: Day;
  readonly on: Day | undefined;
  readonly timeZone: string;
}

export function publicListing(row: ListedRow, { today, on, timeZone }: Look): PublicListing {
  const period = { issuedOn: row.issued_on, validUntil: row.valid_until, graceUntil: row.grace_until, listedAt: row.listed_at };
  const decisions = row.decisions.map(asDecision);
  const askedDay = (day: Day): AskedDay => {
    const standing = standingOn(period, decisions, day);
    const said = standingSaidOn(period, decisions, day, timeZone).standing;
    return { day, standing, saidThen: said === standing.standing ? null : said };
  };
  return {
    code: row.code,
    number: row.number,
    name: row.name,
    title: row.title,
    bodyName: row.body_name,
    issuedOn: row.issued_on,
    validUntil: row.valid_until,
    graceUntil: row.grace_until,
    standing: standingOn(period, decisions, today),
    asked: on ? askedDay(on) : null,
    history: historyOf(period, decisions, today),
  };
}
