/** The bytes that an answer holds, both ends counted from 0 and included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

function endsOf(first: string, last: string, bytes: number): ByteRange {
  if (first === '') return { first: Math.max(0, bytes - Number(last)), last: bytes - 1 };
  return { first: Number(first), last: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}

/**
 * What a Range header asks for of a file (RFC 9110 §14): one range, nothing ('whole') where the header says nothing that we follow, which is another unit, several
 * ranges or nonsense, or 'none' when the file has no such bytes.
 */
export function askedRange(header: string | undefined, bytes: number): ByteRange | 'whole' | 'none' {
  const [, from, to] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return 'whole';
  if (from !== '' && to !== '' && Number(to) < Number(from)) return 'whole';
  const range = endsOf(from, to, bytes);
  return range.first <= range.last ? range : 'none';
}
