import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Audit } from '#libs/identity';
import { Clock, newId, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { ProgramRules } from './domain/requirements.ts';
import { EthicsText } from './entities/ethics.entity.ts';
import { Program, RequirementSet } from './entities/program.entity.ts';
import { readEthics, type EthicsCode } from './ethics-file.ts';
import { readProgram } from './program-file.ts';
import type { ProgramSource } from './program-folder.ts';
import type { Fault } from './program-reader.ts';

/** The files cannot be imported; `faults` names each place. Nothing was stored. */
export class ProgramHasFaults extends Refusal {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super('invalid', { count: faults.length });
    this.faults = faults;
    this.message = faults.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
  }
}

export interface ImportedProgram {
  readonly slug: string;
  readonly version: number;
  /** False: the same rules were there already. */
  readonly changed: boolean;
}

@Injectable()
export class Programs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Stores a program's rules as a new version when they differ from every version before, with its code of ethics. Open applications keep the set they were
   * opened under. For the command line and the first start: whoever runs those holds the installation. @throws ProgramHasFaults
   */
  async importProgram({ program, ethics }: ProgramSource): Promise<ImportedProgram> {
    const { rules, code } = readBoth({ program, ethics });
    return this.database.transaction(async () => {
      const programId = await this.lockProgram(rules.slug);
      await this.keepEthics(programId, code, ethics.file);
      const { version, changed } = await this.keepRules(programId, rules);
      if (changed) await this.audit.note(null, 'import-program', `program:${programId}`, { version });
      return { slug: rules.slug, version, changed };
    });
  }

  private async lockProgram(slug: string): Promise<string> {
    const now = this.clock.now();
    await this.database.rows(Program).createQueryBuilder().insert().values({ id: newId(now.getTime()), slug, addedAt: now }).orIgnore().execute();
    const [program] = await this.database.read<{ id: string }>(`select id from programs where slug = $1 for update`, [slug]);
    return program!.id;
  }

  private async keepEthics(programId: string, { version, title, body }: EthicsCode, file: string): Promise<void> {
    const known = await this.database.rows(EthicsText).findOneBy({ programId, version });
    if (known && (known.title !== title || known.body !== body)) throw new ProgramHasFaults([{ file, line: 1, message: `changes version ${version}, which people may have signed: give it the next version` }]);
    if (!known) await this.database.rows(EthicsText).insert({ id: newId(this.clock.now().getTime()), programId, version, title, body, importedAt: this.clock.now() });
  }

  private async keepRules(programId: string, rules: ProgramRules): Promise<{ version: number; changed: boolean }> {
    const digest = createHash('sha256').update(JSON.stringify(rules)).digest();
    const known = await this.database.rows(RequirementSet).findOneBy({ programId, digest });
    if (known) return { version: known.version, changed: false };
    // The program's row is locked: nobody else numbers a version of it now.
    const version = (await this.database.rows(RequirementSet).countBy({ programId })) + 1;
    const now = this.clock.now();
    await this.database.rows(RequirementSet).insert({ id: newId(now.getTime()), programId, version, digest, effectiveFrom: rules.effectiveFrom, rules: rules as never, importedAt: now });
    return { version, changed: true };
  }
}

/** @throws ProgramHasFaults */
function readBoth({ program, ethics }: ProgramSource): { rules: ProgramRules; code: EthicsCode } {
  const read = readProgram(program.file, program.text);
  const { code, faults } = readEthics(ethics.file, ethics.text);
  if (!read.rules || !code) throw new ProgramHasFaults([...read.faults, ...faults]);
  const asked = read.rules.requirements.find((requirement) => requirement.kind === 'ethics-signature');
  if (asked && asked.version !== code.version) throw new ProgramHasFaults([{ file: ethics.file, line: 1, message: `is version ${code.version}, but ${program.file} asks for version ${asked.version}` }]);
  return { rules: read.rules, code };
}
