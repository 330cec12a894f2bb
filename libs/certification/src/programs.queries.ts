import { Injectable } from '@nestjs/common';
import { Clock, dayOf, NotFound, Settings, type Day } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { ProgramRules } from './domain/requirements.ts';
import { EthicsText } from './entities/ethics.entity.ts';

/** A program with the rules of it that hold for somebody. */
export interface HeldRules {
  readonly programId: string;
  readonly setId: string;
  readonly rules: ProgramRules;
}

export interface RuledProgram extends HeldRules {
  readonly version: number;
}

/** Training minutes that a program asks: in all, and at least in each domain. */
export interface AskedTraining {
  readonly total: number;
  readonly byDomain: ReadonlyMap<string, number>;
}

const COLUMNS = `r.program_id as "programId", r.id as "setId", r.version, r.rules`;

@Injectable()
export class ProgramQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Programs with rules in force today, the oldest program first. */
  async offered(): Promise<RuledProgram[]> {
    return this.database.read<RuledProgram>(
      `select ${COLUMNS} from programs p
       join lateral (select * from requirement_sets where program_id = p.id and effective_from <= $1 order by effective_from desc, version desc limit 1) r on true order by p.added_at, p.id`,
      [this.today()],
    );
  }

  /** The program of that slug with the rules in force today; without a slug, the body's first. @throws NotFound */
  async inForce(slug?: string): Promise<RuledProgram> {
    const found = (await this.offered()).find(({ rules }) => slug === undefined || rules.slug === slug);
    if (!found) throw new NotFound('program');
    return found;
  }

  /** @throws NotFound */
  async pinned(setId: string): Promise<RuledProgram> {
    const [found] = await this.database.read<RuledProgram>(`select ${COLUMNS} from requirement_sets r where r.id = $1`, [setId]);
    if (!found) throw new NotFound('program');
    return found;
  }

  /** The newest rules of a program, in force or not: for whom to write to. @throws NotFound */
  async newest(programId: string): Promise<RuledProgram> {
    const [found] = await this.database.read<RuledProgram>(`select ${COLUMNS} from requirement_sets r where r.program_id = $1 order by r.version desc limit 1`, [programId]);
    if (!found) throw new NotFound('program');
    return found;
  }

  /** The code of ethics that a set of rules asks for. @throws NotFound */
  async ethicsText({ programId, rules }: Pick<HeldRules, 'programId' | 'rules'>): Promise<EthicsText> {
    const version = rules.requirements.find((requirement) => requirement.kind === 'ethics-signature')?.version;
    const text = version === undefined ? null : await this.database.rows(EthicsText).findOneBy({ programId, version });
    if (!text) throw new NotFound('code of ethics');
    return text;
  }

  /** What rules ask of training; those of the body's first program when none are given. Nothing where no program is in force. */
  async askedTraining(rules?: ProgramRules): Promise<AskedTraining> {
    const requirements = (rules ?? (await this.offered())[0]?.rules)?.requirements ?? [];
    const total = requirements.reduce((sum, asked) => sum + (asked.kind === 'training-minutes' ? asked.minutes : 0), 0);
    return { total, byDomain: new Map(requirements.flatMap((asked) => (asked.kind === 'domain-minutes' ? [[asked.domain, asked.minutes] as const] : []))) };
  }

  private today(): Day {
    return dayOf(this.clock.now(), this.settings.timeZone);
  }
}
