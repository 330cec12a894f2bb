import { Injectable } from '@nestjs/common';
import { requireRole, type Actor } from '#libs/identity';
import { Database } from '#libs/persistence';

/** A correction as it was asked for, and what became of it. */
export interface CorrectionLine {
  readonly id: string;
  readonly number: string;
  readonly certifiedName: string;
  readonly name: string;
  readonly reason: string;
  readonly askedAt: Date;
  readonly personId: string;
  /** Null while it waits. */
  readonly decided: 'granted' | 'declined' | null;
  readonly decisionReason: string | null;
}

const LINES = `
  select n.id, c.number, c.certified_name as "certifiedName", n.name, n.reason, n.asked_at as "askedAt", c.person_id as "personId", d.kind as decided, d.reason as "decisionReason"
  from name_corrections n join certifications c on c.id = n.certification_id left join name_correction_decisions d on d.correction_id = n.id`;

@Injectable()
export class NameCorrectionQueries {
  constructor(private readonly database: Database) {}

  /** What the holder asked for a certification, the newest first. */
  async of(actor: Actor, number: string): Promise<CorrectionLine[]> {
    return this.database.read<CorrectionLine>(`${LINES} where c.number = $1 and c.person_id = $2 order by n.asked_at desc, n.id desc`, [number, actor.id]);
  }

  /** What waits for a registrar, the oldest first, `limit` at a time. @throws NotPermitted */
  async waiting(actor: Actor, limit: number): Promise<CorrectionLine[]> {
    requireRole(actor, 'registrar');
    return this.database.read<CorrectionLine>(`${LINES} where d.correction_id is null order by n.asked_at, n.id limit $1`, [limit]);
  }
}
