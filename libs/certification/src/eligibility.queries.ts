import { Injectable } from '@nestjs/common';
import { Clock, dayOf, Settings } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { RecordQueries, type Statement } from '#libs/record';
import { evaluate, type AttestationFact, type Evaluation, type SignatureFact, type WaiverFact } from './domain/evaluation.ts';
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

  async today({ personId, programId, rules, applicationId }: EligibilityAsked): Promise<Eligibility> {
    const statements = await this.record.standing(personId);
    const evidence = { statements, signatures: await this.signatures(personId, programId), attestations: await this.attestations(personId, programId), waivers: await this.waivers(applicationId) };
    return { evaluation: evaluate(rules, evidence, dayOf(this.clock.now(), this.settings.timeZone)), statements };
  }

  private signatures(personId: string, programId: string): Promise<SignatureFact[]> {
    return this.database.read(
      `select s.id, t.version, s.signed_on::text as day from ethics_signatures s join ethics_texts t on t.id = s.text_id where s.person_id = $1 and t.program_id = $2 order by s.signed_at`,
      [personId, programId],
    );
  }

  private attestations(personId: string, programId: string): Promise<AttestationFact[]> {
    return this.database.read(`select id, attested_on::text as day from attestations where person_id = $1 and program_id = $2 order by attested_at`, [personId, programId]);
  }

  private async waivers(applicationId: string | null): Promise<WaiverFact[]> {
    if (applicationId === null) return [];
    return this.database.read(`select id, requirement_key as "requirementKey" from waivers where application_id = $1`, [applicationId]);
  }
}
