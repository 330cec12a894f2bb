// Where the numbers of a program come from. A source is written once and named by each number that was read there.
import type { Day } from '#libs/kernel';
import type { Source } from './domain/requirements.ts';
import type { Path, Reader } from './program-reader.ts';

export function readSources(read: Reader): Map<string, Omit<Source, 'note'>> {
  return new Map(
    read.keys(['sources']).map((key) => {
      const path = ['sources', key];
      read.map(path, ['title', 'url', 'verifiedOn']);
      return [key, { title: read.text([...path, 'title']), url: read.text([...path, 'url'], /^https?:\/\/\S+$/, 'an address that begins with https://'), verifiedOn: read.day([...path, 'verifiedOn']) }];
    }),
  );
}

export type Sources = ReturnType<typeof readSources>;

export function readSource(read: Reader, sources: Sources, path: Path): Source {
  const key = read.text([...path, 'source'], /\S/, 'the name of a source');
  const source = sources.get(key);
  if (!source && key) read.fault([...path, 'source'], `names no source of this file: ${key}`);
  return { title: '', url: '', verifiedOn: '1970-01-01' as Day, ...source, note: read.optionalText([...path, 'note']) };
}
