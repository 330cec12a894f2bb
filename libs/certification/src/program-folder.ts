import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** As named in a fault. */
  readonly file: string;
  readonly text: string;
}

export interface ProgramSource {
  readonly program: SourceFile;
  readonly ethics: SourceFile;
}

/** Every program of a folder (`*.yaml`), each with the folder's `code-of-ethics.md`. @throws Error when the folder or the code of ethics cannot be read. */
export function readProgramFolder(folder: string): ProgramSource[] {
  const source = (name: string): SourceFile => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') });
  const programs = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return programs.sort().map((name) => ({ program: source(name), ethics: source('code-of-ethics.md') }));
}
