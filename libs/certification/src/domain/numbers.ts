// The number that is printed on a certificate: `CPS-{year}-{counter:6}` makes CPS-2026-000042. People type and read it aloud, so it is capital letters,
// digits and single dashes, and never encodes anything about the person.
const COUNTER = /\{counter:(\d)\}/;

/** What is wrong with a number format, in words for the author of the program file; undefined when it is good. */
export function formatFault(format: string): string | undefined {
  if ((format.match(/\{counter:\d\}/g) ?? []).length !== 1) return 'needs {counter:N} once, with N digits';
  const example = formatNumber(format, 2026, 1);
  if (!/^[0-9A-Z]+(-[0-9A-Z]+)*$/.test(example)) return 'may hold capital letters, digits, single dashes, {year} and {counter:N}';
  return example.length > 30 ? 'is longer than 30 letters' : undefined;
}

/** Numbers of one series are counted together: for a format with {year}, each year begins at 1. */
export function seriesOf(format: string, year: number): string {
  return format.replaceAll('{year}', String(year));
}

/** What stands around the counter, and the fewest digits that it has. */
export interface NumberParts {
  readonly before: string;
  readonly digits: number;
  readonly after: string;
}

/** For the database, which makes a number in the statement that counts it. */
export function numberParts(format: string, year: number): NumberParts {
  const [before, digits, after] = seriesOf(format, year).split(COUNTER) as [string, string, string];
  return { before, digits: Number(digits), after };
}

export function formatNumber(format: string, year: number, counter: number): string {
  const { before, digits, after } = numberParts(format, year);
  return `${before}${String(counter).padStart(digits, '0')}${after}`;
}
