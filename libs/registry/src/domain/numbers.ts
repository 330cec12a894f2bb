/**
 * What a person typed, as the key of a number: capital letters and digits alone, as the column `number_key` keeps it. Undefined when it cannot be a
 * number: something else was pasted, and guessing would find the wrong person.
 */
export function readNumber(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const key = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}]/gu, '');
  return /^[0-9A-Z]{1,40}$/.test(key) ? key : undefined;
}
