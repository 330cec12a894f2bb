// Reads a program file. Its author is a person of a certifying body, so every fault is named with file and line, all of them at once.
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { isDay, type Day } from '#libs/kernel';
import { TRAINING_KINDS } from '#libs/record';
import { formatFault } from './domain/numbers.ts';
import type { Appeal, ProgramRules, Requirement, RequirementKind, Source, Term } from './domain/requirements.ts';

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface ReadProgram {
  readonly rules: ProgramRules | undefined;
  readonly faults: readonly Fault[];
}

type Path = readonly (string | number)[];
type Raw = Readonly<Record<string, unknown>>;

/** Walks the document, notes faults at the line of what is at fault (or of what it is missing from), and always answers a value to go on with. */
class Reader {
  readonly faults: Fault[] = [];

  constructor(
    private readonly file: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  fault(path: Path, message: string): void {
    this.faults.push({ file: this.file, line: this.lineOf(path), message: `${path.join('.') || 'file'} ${message}` });
  }

  map(path: Path, allowed: readonly string[]): Raw {
    const value = this.value(path);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(path, 'must be a map of names and values');
      return {};
    }
    for (const key of Object.keys(value)) if (!allowed.includes(key)) this.fault([...path, key], 'is not known here');
    return value as Raw;
  }

  keys(path: Path): string[] {
    const value = this.value(path);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.keys(value);
    this.fault(path, 'must be a map of names and values');
    return [];
  }

  count(path: Path): number {
    const value = this.value(path);
    if (Array.isArray(value) && value.length > 0) return value.length;
    this.fault(path, 'must be a list with at least one entry');
    return 0;
  }

  text(path: Path, pattern = /\S/, shape = 'words'): string {
    const value = this.value(path);
    if (typeof value === 'string' && pattern.test(value)) return value.trim();
    this.fault(path, `must be ${shape}`);
    return '';
  }

  optionalText(path: Path): string | null {
    return this.value(path) === undefined ? null : this.text(path);
  }

  whole(path: Path, least: number, most: number): number {
    const value = this.value(path);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.fault(path, `must be a whole number from ${least} to ${most}`);
    return least;
  }

  tick(path: Path, otherwise: boolean): boolean {
    const value = this.value(path);
    if (value === undefined || typeof value === 'boolean') return value ?? otherwise;
    this.fault(path, 'must be true or false');
    return otherwise;
  }

  day(path: Path): Day {
    const value = this.value(path);
    if (isDay(value)) return value;
    this.fault(path, 'must be a day such as 2026-01-31');
    return '1970-01-01' as Day;
  }

  private value(path: Path): unknown {
    const found: unknown = this.document.getIn(path);
    return isNode(found) ? found.toJS(this.document) : found;
  }

  private lineOf(path: Path): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? this.document.contents : this.document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return this.lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const KEY_SHAPE = 'small letters, digits and dashes';
const MAX_HOURS = 10_000;
const MINUTES_PER_HOUR = 60;

function readSources(read: Reader): Map<string, Omit<Source, 'note'>> {
  return new Map(
    read.keys(['sources']).map((key) => {
      const path = ['sources', key];
      read.map(path, ['title', 'url', 'verifiedOn']);
      return [key, { title: read.text([...path, 'title']), url: read.text([...path, 'url'], /^https?:\/\/\S+$/, 'an address that begins with https://'), verifiedOn: read.day([...path, 'verifiedOn']) }];
    }),
  );
}

type Sources = ReturnType<typeof readSources>;

function readSource(read: Reader, sources: Sources, path: Path): Source {
  const key = read.text([...path, 'source'], /\S/, 'the name of a source');
  const source = sources.get(key);
  if (!source && key) read.fault([...path, 'source'], `names no source of this file: ${key}`);
  return { title: '', url: '', verifiedOn: '1970-01-01' as Day, ...source, note: read.optionalText([...path, 'note']) };
}

/** What each kind of requirement says beyond key, kind, title, waivable, source and note. */
const OWN_FIELDS: Readonly<Record<RequirementKind, readonly string[]>> = {
  'training-minutes': ['hours'],
  'domain-minutes': ['domain', 'hours'],
  'role-play': ['lineage'],
  'experience-minutes': ['hours'],
  'supervision-ratio': ['experienceHoursPerHour'],
  'ethics-signature': ['version'],
  attestation: [],
};

function readOwn(read: Reader, kind: RequirementKind, path: Path): object {
  const minutes = () => ({ minutes: read.whole([...path, 'hours'], 1, MAX_HOURS) * MINUTES_PER_HOUR });
  switch (kind) {
    case 'training-minutes':
    case 'experience-minutes':
      return minutes();
    case 'domain-minutes':
      return { domain: read.text([...path, 'domain'], KEY, KEY_SHAPE), ...minutes() };
    case 'role-play':
      return { lineage: read.text([...path, 'lineage']) };
    case 'supervision-ratio':
      return { experiencePerSupervision: read.whole([...path, 'experienceHoursPerHour'], 1, 1_000) };
    case 'ethics-signature':
      return { version: read.whole([...path, 'version'], 1, 10_000) };
    case 'attestation':
      break;
  }
  return {};
}

function readRequirement(read: Reader, sources: Sources, path: Path): Requirement | undefined {
  const kind = read.text([...path, 'kind']) as RequirementKind;
  if (!Object.hasOwn(OWN_FIELDS, kind)) {
    read.fault([...path, 'kind'], `must be one of ${Object.keys(OWN_FIELDS).join(', ')}`);
    return undefined;
  }
  read.map(path, ['key', 'kind', 'title', 'waivable', 'source', 'note', ...OWN_FIELDS[kind]]);
  const key = read.text([...path, 'key'], KEY, KEY_SHAPE);
  const named = { key, title: read.text([...path, 'title']), waivable: read.tick([...path, 'waivable'], true), source: readSource(read, sources, path) };
  return { ...named, kind, ...readOwn(read, kind, path) } as Requirement;
}

function readRequirements(read: Reader, sources: Sources): Requirement[] {
  const paths = Array.from({ length: read.count(['requirements']) }, (_, at): Path => ['requirements', at]);
  const found = paths.map((path) => readRequirement(read, sources, path));
  paths.forEach((path, at) => {
    const key = found[at]?.key;
    if (key && found.findIndex((other) => other?.key === key) < at) read.fault([...path, 'key'], `is there twice: ${key}`);
    if (found[at]?.kind === 'supervision-ratio' && !found.some((other) => other?.kind === 'experience-minutes')) read.fault(path, 'needs a requirement of experience-minutes to be a ratio of');
  });
  return found.filter((requirement) => requirement !== undefined);
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
