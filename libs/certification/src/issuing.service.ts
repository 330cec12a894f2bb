import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newCode, newId, Refusal, Settings } from '#libs/kernel';
import { Database, Jobs, type Sql } from '#libs/persistence';
import { RegistryService, verificationPath } from '#libs/registry';
import { numberParts, seriesOf } from './domain/numbers.ts';
import { periodFrom } from './domain/period.ts';
import type { ProgramRules } from './domain/requirements.ts';
import type { Certification } from './entities/certification.entity.ts';
import type { CertificateCause } from './entities/certificate-file.entity.ts';

/** Every certificate shows the public address for ever, so in production nothing is issued before an operator has set it. */
export class PublicAddressNotSet extends Refusal {
  constructor() {
    super('conflict');
  }
}

export interface NewCertification {
  readonly personId: string;
  readonly programId: string;
  readonly certifiedName: string;
  readonly decisionId: string;
  readonly rules: ProgramRules;
}

/** One row a series, locked until the transaction ends: numbers are consecutive, none is lost by a rollback, none is given twice. */
const COUNTED = `insert into certification_counters (series, last) values ($1, 1) on conflict (series) do update set last = certification_counters.last + 1 returning last`;

/** The number is made where it is counted, as `formatNumber` makes it: a counter that outgrew its digits is not cut. */
const CERTIFIED = `
  insert into certifications (id, person_id, program_id, code, certified_name, title, body_name, issued_on, valid_until, grace_until, decision_id, correction_id, issued_at, number)
  select $1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8::date, $9::date, $10::date, $11::uuid, $12::uuid, $13::timestamptz,
    $14::text || lpad(last::text, greatest($15::int, length(last::text)), '0') || $16::text
  from counted returning number`;

/** Makes the certification itself: number, listing and the job that draws the file, all in the caller's transaction. */
@Injectable()
export class Issuing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly registry: RegistryService,
    private readonly jobs: Jobs,
  ) {}

  /** @throws PublicAddressNotSet */
  requireAddresses(): void {
    if (this.settings.production && !this.settings.addressesAreSet) throw new PublicAddressNotSet();
  }

  /** A new certification under the next number. `company` goes in the same statement. @throws PublicAddressNotSet */
  async issue({ personId, programId, certifiedName, decisionId, rules }: NewCertification, company: Readonly<Record<string, Sql>>): Promise<Certification> {
    const now = this.clock.now();
    const period = periodFrom(dayOf(now, this.settings.timeZone), rules.validityMonths.amount, rules.graceDays.amount);
    const certified = { id: newId(now.getTime()), personId, programId, code: newCode(), certifiedName, title: rules.title, bodyName: rules.body, ...period, decisionId, correctionId: null, issuedAt: now };
    return this.number(certified, rules.numberFormat, company);
  }

  /** The same right under a corrected name: a number, a code and a file of its own, and the period of the one it replaces. @throws PublicAddressNotSet */
  async succeed(old: Certification, certifiedName: string, correctionId: string, numberFormat: string): Promise<Certification> {
    const now = this.clock.now();
    const issuedOn = dayOf(now, this.settings.timeZone);
    const successor = await this.number({ ...old, id: newId(now.getTime()), code: newCode(), certifiedName, issuedOn, decisionId: null, correctionId, issuedAt: now }, numberFormat, {});
    await this.publish(successor, 'correction', old.id, {});
    return successor;
  }

  /** Lists it in the public book and asks for the file; `company` goes in the same statement. From the commit on the person is verifiable. */
  async publish({ id, code, number, certifiedName, title, bodyName, issuedOn, validUntil, graceUntil }: Certification, cause: CertificateCause, supersedesListingId: string | null, company: Readonly<Record<string, Sql>>): Promise<void> {
    const drawing = this.jobs.adding('draw-certificate', { certificationId: id, cause }, { key: `draw-certificate:${id}:${cause}` });
    await this.registry.list({ id, code, number, name: certifiedName, title, bodyName, issuedOn, validUntil, graceUntil, supersedesListingId }, { drawing, ...company });
  }

  /** Where its holder finds it, with the file; and where anybody can check it. */
  links({ number, code }: Pick<Certification, 'number' | 'code'>): { readonly link: string; readonly verifyLink: string } {
    return { link: `${this.settings.publicUrl}/certifications/${number}`, verifyLink: `${this.settings.registryUrl}${verificationPath(code)}` };
  }

  private async number(unnumbered: Omit<Certification, 'number'>, format: string, company: Readonly<Record<string, Sql>>): Promise<Certification> {
    this.requireAddresses();
    const year = Number(unnumbered.issuedOn.slice(0, 4));
    const { before, digits, after } = numberParts(format, year);
    const { id, personId, programId, code, certifiedName, title, bodyName, issuedOn, validUntil, graceUntil, decisionId, correctionId, issuedAt } = unnumbered;
    const values = [id, personId, programId, code, certifiedName, title, bodyName, issuedOn, validUntil, graceUntil, decisionId, correctionId, issuedAt, before, digits, after];
    const counted = { text: COUNTED, values: [seriesOf(format, year)] };
    const { certified } = await this.database.together<{ certified: { number: string }[] }>({ ...company, counted, certified: { text: CERTIFIED, values } });
    return { ...unnumbered, number: certified[0]!.number };
  }
}
