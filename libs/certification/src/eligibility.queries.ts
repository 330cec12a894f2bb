import { Injectable } from '@nestjs/common';
import { Clock, dayOf, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { RecordQueries, type Statement } from '#libs/record';
import type { OpenedCase } from './case-files.ts';
import { evaluate, type BesideRecord, type Evaluation } from './domain/evaluation.ts';
import type { ProgramRules } from './domain/requirements.ts';

export interface EligibilityAsked {
  readonly personId: string;
  readonly programId: string;
  readonly rules: ProgramRules;
  /** Null before there is an application, and so no waiver. */
  readonly applicationId: string | null;
}

export interface Eligibility {
  readonly evaluation: Evaluation;
  /** All that stands in the record, oldest first; `counted` in the evaluation names ids of these. */
  readonly statements: readonly Statement[];
}

/** Gathers what a person has, and asks the rule. The same answer for the trainee, the registrar, the decision. */
@Injectable()
export class EligibilityQueries {
  constructor(
    private readonly database: Database,
    private readonly record: RecordQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** For a page. */
  async today({ personId, programId, rules, applicationId }: EligibilityAsked): Promise<Eligibility> {
    const [beside] = await this.database.read<BesideRecord>(`select signatures, attestations, waivers from evidence_beside_record($1, $2, $3)`, [personId, programId, applicationId]);
    return this.ofCase({ personId, rules, ...beside! });
  }

  /** For an act on an application that was opened for it, with all that stands in the record by now. */
  async ofCase({ personId, rules, signatures, attestations, waivers }: Pick<OpenedCase, 'personId' | 'rules' | keyof BesideRecord>): Promise<Eligibility> {
    const statements = await this.record.standing(personId);
    return { evaluation: evaluate(rules, { statements, signatures, attestations, waivers }, dayOf(this.clock.now(), this.settings.timeZone)), statements };
  }
}
