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

export function formatNumber(format: string, year: number, counter: number): string {
  return seriesOf(format, year).replace(COUNTER, (_, digits: string) => String(counter).padStart(Number(digits), '0'));
}
