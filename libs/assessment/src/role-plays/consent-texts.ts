import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { PARTIES, type Party } from '../domain/consent.ts';

/** The words somebody says yes to. The digest of the whole file is kept with each yes, so that it can be shown later what was agreed. */
export interface ConsentText {
  readonly party: Party;
  readonly version: number;
  readonly title: string;
  readonly markdown: string;
  readonly sha256: string;
}

const FILES: Readonly<Record<Party, string>> = { trainee: 'recording.md', partner: 'partner.md' };
const FOLDER = new URL('../../../../../curriculum/consents/', import.meta.url);

function read(party: Party): ConsentText {
  const file = readFileSync(fileURLToPath(new URL(FILES[party], FOLDER)), 'utf8');
  const [, front, markdown] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  const { version, title } = parse(front ?? '') as { version?: unknown; title?: unknown };
  if (!Number.isInteger(version) || typeof title !== 'string' || !markdown) throw new Error(`curriculum/consents/${FILES[party]}: version, title and text are needed`);
  return { party, version: version as number, title, markdown, sha256: createHash('sha256').update(file).digest('hex') };
}

@Injectable()
export class ConsentTexts {
  private readonly texts = new Map(PARTIES.map((party) => [party, read(party)]));

  of(party: Party): ConsentText {
    return this.texts.get(party)!;
  }
}
