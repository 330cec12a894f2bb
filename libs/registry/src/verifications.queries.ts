import { Injectable } from '@nestjs/common';
import { Clock, dayOf, readCode, Refusal, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { nameMatches } from './domain/names.ts';
import { readNumber } from './domain/numbers.ts';
import { FileVerifications } from './file-verifications.queries.ts';
import { LISTED_SQL, publicListing, type ListedRow, type Look, type PublicListing } from './listed.ts';
import type { Verification } from './verification.ts';

/** Nobody can say today what a certification will be worth tomorrow. */
export class DayNotYetCome extends Refusal {
  constructor(day: Day) {
    super('invalid', { day }, 'on');
  }
}

/** The public questions about a certification, by what an employer holds in hand. `on` asks about a day, too; today is always answered. */
@Injectable()
export class Verifications {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly files: FileVerifications,
  ) {}

  /** By the code of the QR or the link; case, spaces and dashes are forgiven. @throws DayNotYetCome */
  async byCode(typed: string, on?: Day): Promise<Verification> {
    const look = this.look(on);
    const code = readCode(typed);
    const rows = code ? await this.database.prepared<ListedRow>('listing-by-code', `${LISTED_SQL} where l.code = $1`, [code]) : [];
    return this.answer(rows[0], look);
  }

  /** By the number on the certificate and any whole part of the certified name. A wrong name and a wrong number get the same answer. @throws DayNotYetCome */
  async byNumberAndName(typedNumber: string, typedName: string, on?: Day): Promise<Verification> {
    const look = this.look(on);
    const number = readNumber(typedNumber);
    const rows = number ? await this.database.prepared<ListedRow>('listing-by-number', `${LISTED_SQL} where l.number_key = $1`, [number]) : [];
    return this.answer(
      rows.find(({ name }) => nameMatches(typedName, name)),
      look,
    );
  }

  /** By the bytes of a certificate file. Name, dates and standing come from the listing, never from the file. @throws DayNotYetCome */
  async byFile(file: Buffer, on?: Day): Promise<Verification> {
    const { reason, listingId, bytesAdded } = await this.files.find(file);
    const listing = (listingId && (await this.listings([listingId], on)).get(listingId)) || null;
    const checkedAt = this.clock.now();
    if (reason === 'identical-file') return { answer: 'genuine', reason, listing: listing!, checkedAt };
    if (reason === 'unsigned' || reason === 'not-a-pdf' || reason === 'unreadable') return { answer: 'cannot-tell', reason, checkedAt };
    return { answer: 'not-genuine', reason, bytesAdded, listing, checkedAt };
  }

  /** Listings by the ids of their certifications, for pages that show a person their own. Ids that are not listed are left out. @throws DayNotYetCome */
  async listings(ids: readonly string[], on?: Day): Promise<ReadonlyMap<string, PublicListing>> {
    const look = this.look(on);
    const rows = await this.database.read<ListedRow>(`${LISTED_SQL} where l.id = any($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, publicListing(row, look)]));
  }

  /** The days of a question. @throws DayNotYetCome */
  private look(on: Day | undefined): Look {
    const { timeZone } = this.settings;
    const today = dayOf(this.clock.now(), timeZone);
    if (on && on > today) throw new DayNotYetCome(on);
    return { today, on, timeZone };
  }

  private answer(row: ListedRow | undefined, look: Look): Verification {
    const checkedAt = this.clock.now();
    if (!row) return { answer: 'not-genuine', reason: 'not-listed', bytesAdded: null, listing: null, checkedAt };
    return { answer: 'genuine', reason: 'listed', listing: publicListing(row, look), checkedAt };
  }
}
