// What a program asks, requirement by requirement.
import type { Requirement, RequirementKind } from './domain/requirements.ts';
import { KEY, KEY_SHAPE, type Path, type Reader } from './program-reader.ts';
import { readSource, type Sources } from './program-sources.ts';

const MAX_HOURS = 10_000;
const MINUTES_PER_HOUR = 60;

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

export function readRequirements(read: Reader, sources: Sources): Requirement[] {
  const paths = Array.from({ length: read.count(['requirements']) }, (_, at): Path => ['requirements', at]);
  const found = paths.map((path) => readRequirement(read, sources, path));
  paths.forEach((path, at) => {
    const key = found[at]?.key;
    if (key && found.findIndex((other) => other?.key === key) < at) read.fault([...path, 'key'], `is there twice: ${key}`);
    if (found[at]?.kind === 'supervision-ratio' && !found.some((other) => other?.kind === 'experience-minutes')) read.fault(path, 'needs a requirement of experience-minutes to be a ratio of');
  });
  return found.filter((requirement) => requirement !== undefined);
}
