// An employer types what a person wrote on an application, with their own keyboard. Any whole part of the certified name will do (married and birth
// name, given name alone); accents, case and the way a script is typed are forgiven; a guess at initials or a list of surnames is not.

const LONGEST = 200;

/** Letters that Unicode does not take apart into a plain letter and a mark, but that people type as the plain one. */
const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  'ø:o ł:l đ:d ð:d þ:th æ:ae œ:oe ħ:h ŋ:n ς:σ ٱ:ا ى:ي ی:ي ک:ك ة:ه ـ:'.split(' ').map((pair) => pair.split(':') as [string, string]),
);
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

/** Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs. Marks of other scripts are vowels and stay. */
const ACCENTS = '\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';
const POINTS = '\\u0591-\\u05bd\\u05bf-\\u05c7';
const VOWEL_SIGNS = '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed';
const FORGIVEN_MARKS = new RegExp(`[${ACCENTS}${POINTS}${VOWEL_SIGNS}]`, 'gu');
const INVISIBLE = /\p{Cf}/gu;
const APOSTROPHES = /['’‘ʼʻʹ`´]/gu;

function plain(name: string): string {
  return name
    .replace(APOSTROPHES, '\'')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(FORGIVEN_MARKS, '')
    .replace(NOT_PLAIN, (letter) => PLAIN[letter]!)
    .normalize('NFC');
}

const splitAt = (text: string, gap: RegExp): string[] => text.split(gap).filter((part) => part !== '');
const words = (name: string): string[] => splitAt(plain(name), /[\s,]+/u);
const parts = (word: string): string[] => splitAt(word, /[^\p{L}\p{M}\p{N}]+/u);
const joined = (word: string): string => parts(word).join('');
const counts = (part: string): boolean => [...part].length > 1;

/** `O'Brien-Ñandú` can be typed as brien, nandu, or obriennandu; the whole name also in one piece, as names without spaces are written. */
function acceptedParts(certified: string): Set<string> {
  const all = words(certified);
  return new Set([...all.flatMap((word) => [...parts(word), joined(word), ...pairs(word)]).filter(counts), joined(all.join(' '))]);
}

/** Neighbors within a word, so that `OBrien` finds `O'Brien-Ñandú`. */
function pairs(word: string): string[] {
  const pieces = parts(word);
  return pieces.slice(1).map((piece, at) => pieces[at]! + piece);
}

/**
 * True when everything typed is a whole part of the certified name. Single letters are passed over, and alone they are not enough (unless the
 * certified name is a single letter): with a known number they could be tried out in one minute.
 */
export function nameMatches(typed: string, certified: string): boolean {
  if (typed.length > LONGEST) return false;
  const accepted = acceptedParts(certified);
  const typedWords = words(typed).filter((word) => parts(word).length > 0);
  if (typedWords.length === 0) return false;
  if (accepted.has(joined(typedWords.join(' ')))) return true;
  const counting = typedWords.filter((word) => counts(joined(word)));
  return counting.length > 0 && counting.every((word) => accepted.has(joined(word)) || known(parts(word).filter(counts), accepted));
}

const known = (pieces: readonly string[], accepted: ReadonlySet<string>): boolean => pieces.length > 0 && pieces.every((piece) => accepted.has(piece));
