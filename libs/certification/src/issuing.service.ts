import { Injectable } from '@nestjs/common';
import { Clock, dayOf, newCode, newId, Refusal, Settings } from '#libs/kernel';
import { Database, Jobs } from '#libs/persistence';
import { RegistryService } from '#libs/registry';
import { formatNumber, seriesOf } from './domain/numbers.ts';
import { periodFrom } from './domain/period.ts';
import type { ProgramRules } from './domain/requirements.ts';
import { Certification } from './entities/certification.entity.ts';
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

  /** @throws PublicAddressNotSet */
  async issue({ personId, programId, certifiedName, decisionId, rules }: NewCertification): Promise<Certification> {
    this.requireAddresses();
    const now = this.clock.now();
    const period = periodFrom(dayOf(now, this.settings.timeZone), rules.validityMonths.amount, rules.graceDays.amount);
    const number = await this.nextNumber(rules.numberFormat, Number(period.issuedOn.slice(0, 4)));
    const ground = { decisionId, correctionId: null };
    const certification = { id: newId(now.getTime()), personId, programId, number, code: newCode(), certifiedName, title: rules.title, bodyName: rules.body, ...period, ...ground, issuedAt: now };
    await this.database.rows(Certification).insert(certification);
    await this.publish(certification, 'award', null);
    return certification;
  }

  /** The same right under a corrected name: a number, a code and a file of its own, and the period of the one it replaces. @throws PublicAddressNotSet */
  async succeed(old: Certification, certifiedName: string, correctionId: string, numberFormat: string): Promise<Certification> {
    this.requireAddresses();
    const now = this.clock.now();
    const issuedOn = dayOf(now, this.settings.timeZone);
    const number = await this.nextNumber(numberFormat, Number(issuedOn.slice(0, 4)));
    const certification = { ...old, id: newId(now.getTime()), number, code: newCode(), certifiedName, issuedOn, decisionId: null, correctionId, issuedAt: now };
    await this.database.rows(Certification).insert(certification);
    await this.publish(certification, 'correction', old.id);
    return certification;
  }

  private async publish({ id, code, number, certifiedName, title, bodyName, issuedOn, validUntil, graceUntil }: Certification, cause: CertificateCause, supersedesListingId: string | null): Promise<void> {
    await this.registry.list({ id, code, number, name: certifiedName, title, bodyName, issuedOn, validUntil, graceUntil, supersedesListingId });
    await this.jobs.add('draw-certificate', { certificationId: id, cause }, { key: `draw-certificate:${id}:${cause}` });
  }

  /** One row a series, locked until the transaction ends: numbers are consecutive, none is lost by a rollback, none is given twice. */
  private async nextNumber(format: string, year: number): Promise<string> {
    const [counter] = await this.database.read<{ last: number }>(
      `insert into certification_counters (series, last) values ($1, 1) on conflict (series) do update set last = certification_counters.last + 1 returning last`,
      [seriesOf(format, year)],
    );
    return formatNumber(format, year, counter!.last);
  }
}
