import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { Clock, dayOf, NotFound, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { standingOn, type StandingDecision, type StandingFacts } from '#libs/registry';
import type { StandingDecisionKind } from './domain/standing-acts.ts';
import { Certification } from './entities/certification.entity.ts';

/** A decision about a standing, with the reason that the public does not see. */
export interface StandingTold {
  readonly kind: StandingDecisionKind;
  readonly reason: string;
  readonly publicNote: string | null;
  readonly effectiveOn: Day;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

export interface CertificationLine {
  readonly certification: Certification;
  readonly standing: StandingFacts;
  /** In the order they were recorded. */
  readonly decisions: readonly StandingTold[];
}

const DECISIONS = `select d.kind, d.reason, d.public_note as "publicNote", d.effective_on::text as "effectiveOn", coalesce(p.preferred_name, p.legal_name) as "decidedBy", d.decided_at as "decidedAt"
  from standing_decisions d join people p on p.id = d.decided_by where d.certification_id = $1 order by d.number`;
const COLUMNS = `c.id, c.person_id as "personId", c.program_id as "programId", c.number, c.code, c.certified_name as "certifiedName", c.title, c.body_name as "bodyName", c.issued_on::text as "issuedOn",
  c.valid_until::text as "validUntil", c.grace_until::text as "graceUntil", c.decision_id as "decisionId", c.correction_id as "correctionId", c.issued_at as "issuedAt"`;

@Injectable()
export class CertificationQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** A person's own certifications, the newest first. */
  async ofPerson(personId: string): Promise<CertificationLine[]> {
    const rows = await this.database.read<Certification>(`select ${COLUMNS} from certifications c where c.person_id = $1 order by c.issued_at desc, c.id desc`, [personId]);
    return Promise.all(rows.map((row) => this.line(row)));
  }

  /** One of a person's own. @throws NotFound */
  async own(actor: Actor, number: string): Promise<CertificationLine> {
    const certification = await this.database.rows(Certification).findOneBy({ number, personId: actor.id });
    if (!certification) throw new NotFound('certification');
    return this.line(certification);
  }

  /** @throws NotPermitted, NotFound */
  async byNumber(actor: Actor, number: string): Promise<CertificationLine> {
    requireRole(actor, 'registrar');
    const certification = await this.database.rows(Certification).findOneBy({ number });
    if (!certification) throw new NotFound('certification');
    return this.line(certification);
  }

  /** By a part of the number or of the certified name, the newest first; `limit` at a time after the certification `after`. */
  async search(actor: Actor, words: string, limit: number, after: string | null): Promise<Certification[]> {
    requireRole(actor, 'registrar');
    const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
    return this.database.read<Certification>(
      `select ${COLUMNS} from certifications c where (c.number ilike $1 or c.certified_name ilike $1)
       and ($3::uuid is null or (c.issued_at, c.id) < (select issued_at, id from certifications where id = $3)) order by c.issued_at desc, c.id desc limit $2`,
      [like, limit, after],
    );
  }

  /** The same rule and the same facts as the registry's own answer. */
  private async line(certification: Certification): Promise<CertificationLine> {
    const decisions = await this.database.read<StandingTold>(DECISIONS, [certification.id]);
    const asListed = decisions.map(({ kind, effectiveOn, decidedAt, publicNote }): StandingDecision => ({ kind, effectiveOn, recordedAt: decidedAt, publicNote, successorCode: null }));
    const standing = standingOn({ ...certification, listedAt: certification.issuedAt }, asListed, dayOf(this.clock.now(), this.settings.timeZone));
    return { certification, standing, decisions };
  }
}
