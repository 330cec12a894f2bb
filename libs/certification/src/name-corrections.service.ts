import { Injectable } from '@nestjs/common';
import { Audit, requireRole, tidyName, type Actor } from '#libs/identity';
import { Clock, newId, NotFound, Refusal } from '#libs/kernel';
import { missingLetters } from '#libs/pdf';
import { brokenConstraint, Database } from '#libs/persistence';
import type { Certification } from './entities/certification.entity.ts';
import { NameCorrection, NameCorrectionDecision } from './entities/name-correction.entity.ts';
import { OwnCertification } from './standing.service.ts';
import { Successors } from './successors.service.ts';

export class CorrectionAlreadyAsked extends Refusal {
  constructor() {
    super('conflict');
  }
}

export class CorrectionAlreadyDecided extends Refusal {
  constructor() {
    super('conflict');
  }
}

/** A certificate cannot be drawn with letters that no font of ours has: said when the name is typed, not when it is too late. */
export class NameCannotBeDrawn extends Refusal {
  constructor(letters: readonly string[]) {
    super('invalid', { letters: letters.join(' ') }, 'name');
  }
}

export class NameIsTheSame extends Refusal {
  constructor() {
    super('invalid', {}, 'name');
  }
}

type Asked = NameCorrection & Pick<Certification, 'personId' | 'programId' | 'number'>;

/** A wrong name on a certificate is put right by a successor; the wrong one stays in the book, marked as superseded. */
@Injectable()
export class NameCorrections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly successors: Successors,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound, NameIsTheSame, NameCannotBeDrawn, CorrectionAlreadyAsked */
  async ask(actor: Actor, number: string, name: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const [certification] = await this.database.read<{ id: string; certifiedName: string }>(
        `select id, certified_name as "certifiedName" from certifications where number = $1 and person_id = $2`,
        [number, actor.id],
      );
      if (!certification) throw new NotFound('certification');
      const tidy = tidyName(name);
      if (tidy === certification.certifiedName) throw new NameIsTheSame();
      const missing = missingLetters(tidy);
      if (missing.length > 0) throw new NameCannotBeDrawn(missing);
      await this.database.lock(`name-correction:${certification.id}`);
      await this.refuseSecond(certification.id);
      const id = newId(this.clock.now().getTime());
      await this.database.rows(NameCorrection).insert({ id, certificationId: certification.id, name: tidy, reason, askedAt: this.clock.now() });
      await this.audit.note(actor.id, 'ask-name-correction', `certification:${certification.id}`);
    });
  }

  /** Answers the successor's number. @throws NotPermitted, NotFound, OwnCertification, CorrectionAlreadyDecided */
  async grant(actor: Actor, correctionId: string): Promise<string> {
    return this.database.transaction(async () => {
      const asked = await this.decide(actor, correctionId, 'granted', '');
      const number = await this.successors.issue(asked, actor);
      await this.audit.note(actor.id, 'grant-name-correction', `certification:${asked.certificationId}`, { number });
      return number;
    });
  }

  /** @throws NotPermitted, NotFound, OwnCertification, CorrectionAlreadyDecided */
  async decline(actor: Actor, correctionId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const asked = await this.decide(actor, correctionId, 'declined', reason);
      await this.successors.tell(asked, correctionId, { granted: false, number: asked.number });
      await this.audit.note(actor.id, 'decline-name-correction', `certification:${asked.certificationId}`);
    });
  }

  private async decide(actor: Actor, correctionId: string, kind: NameCorrectionDecision['kind'], reason: string): Promise<Asked> {
    requireRole(actor, 'registrar');
    const [asked] = await this.database.read<Asked>(
      `select n.id, n.certification_id as "certificationId", n.name, n.reason, n.asked_at as "askedAt", c.person_id as "personId", c.program_id as "programId", c.number
       from name_corrections n join certifications c on c.id = n.certification_id where n.id = $1`,
      [correctionId],
    );
    if (!asked) throw new NotFound('name correction');
    if (asked.personId === actor.id) throw new OwnCertification();
    try {
      await this.database.rows(NameCorrectionDecision).insert({ correctionId, kind, reason, decidedBy: actor.id, decidedAt: this.clock.now() });
    } catch (error) {
      if (brokenConstraint(error) === 'name_correction_decisions_pkey') throw new CorrectionAlreadyDecided();
      throw error;
    }
    return asked;
  }

  private async refuseSecond(certificationId: string): Promise<void> {
    const open = await this.database.read(`select 1 from name_corrections n where certification_id = $1 and not exists (select from name_correction_decisions d where d.correction_id = n.id)`, [certificationId]);
    if (open.length > 0) throw new CorrectionAlreadyAsked();
  }
}
