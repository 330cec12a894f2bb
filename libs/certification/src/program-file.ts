// Reads a program file: the rules of one version of a program, or all the faults of the file.
import { LineCounter, parseDocument } from 'yaml';
import { TRAINING_KINDS } from '#libs/record';
import { formatFault } from './domain/numbers.ts';
import type { Appeal, ProgramRules, Term } from './domain/requirements.ts';
import { KEY, KEY_SHAPE, Reader, type Fault } from './program-reader.ts';
import { readRequirements } from './program-requirements.ts';
import { readSource, readSources, type Sources } from './program-sources.ts';

export interface ReadProgram {
  readonly rules: ProgramRules | undefined;
  readonly faults: readonly Fault[];
}

function readTerm(read: Reader, sources: Sources, name: string, unit: string, least: number): Term {
  read.map([name], [unit, 'source', 'note']);
  return { amount: read.whole([name, unit], least, 3_650), source: readSource(read, sources, [name]) };
}

function readAppeal(read: Reader, sources: Sources): Appeal {
  read.map(['appeal'], ['days', 'source', 'note', 'contactName', 'contactWay', 'how']);
  const [contactName, contactWay, how] = ['contactName', 'contactWay', 'how'].map((name) => read.text(['appeal', name])) as [string, string, string];
  return { days: read.whole(['appeal', 'days'], 1, 365), contactName, contactWay, how, source: readSource(read, sources, ['appeal']) };
}

function readTrainingKinds(read: Reader): string[] {
  return Array.from({ length: read.count(['countsAsTraining']) }, (_, at) => {
    const kind = read.text(['countsAsTraining', at]);
    if (!(TRAINING_KINDS as readonly string[]).includes(kind)) read.fault(['countsAsTraining', at], `must be one of ${TRAINING_KINDS.join(', ')}`);
    return kind;
  });
}

function readNumberFormat(read: Reader): string {
  read.map(['number'], ['format']);
  const format = read.text(['number', 'format']);
  const wrong = format && formatFault(format);
  if (wrong) read.fault(['number', 'format'], wrong);
  return format;
}

const TOP = ['slug', 'body', 'title', 'effectiveFrom', 'sources', 'countsAsTraining', 'requirements', 'attestation', 'validity', 'grace', 'decision', 'appeal', 'number'];

function readRules(read: Reader): ProgramRules {
  read.map([], TOP);
  const sources = readSources(read);
  read.map(['attestation'], ['statement']);
  return {
    slug: read.text(['slug'], KEY, KEY_SHAPE),
    body: read.text(['body']),
    title: read.text(['title']),
    effectiveFrom: read.day(['effectiveFrom']),
    countsAsTraining: readTrainingKinds(read),
    requirements: readRequirements(read, sources),
    attestationStatement: read.text(['attestation', 'statement']),
    validityMonths: readTerm(read, sources, 'validity', 'months', 1),
    graceDays: readTerm(read, sources, 'grace', 'days', 0),
    decisionDays: readTerm(read, sources, 'decision', 'days', 1),
    appeal: readAppeal(read, sources),
    numberFormat: readNumberFormat(read),
  };
}

/** The rules of a program file, or all its faults; never both. */
export function readProgram(file: string, text: string): ReadProgram {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) return { rules: undefined, faults: document.errors.map(({ pos, message }) => ({ file, line: lines.linePos(pos[0]).line, message })) };
  const read = new Reader(file, document, lines);
  const rules = readRules(read);
  return read.faults.length > 0 ? { rules: undefined, faults: read.faults } : { rules, faults: [] };
}
