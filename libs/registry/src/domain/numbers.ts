/** Dashes of any kind (a minus is one to whoever types it), what others write instead of one, and signs that a copied text hides. */
const BETWEEN = /[\s\p{Pd}\p{Cf}\u2212./_#]/gu;

/** Copied along with the number. */
const BEFORE = /^\s*(no|nr|number)[.:]\s+/iu;

/**
 * What a person typed, as the key of a number: capital letters and digits alone, as the column `number_key` keeps it. Undefined when it cannot be a
 * number: something else was pasted, and guessing would find the wrong person.
 */
export function readNumber(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const key = typed.normalize('NFKC').replace(BEFORE, '').toUpperCase().replace(BETWEEN, '');
  return /^[0-9A-Z]{1,40}$/.test(key) ? key : undefined;
}
