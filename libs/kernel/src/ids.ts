import { randomBytes, randomUUID } from 'node:crypto';

const COUNTER_BITS = 18;
let counter = 0;

/**
 * UUID version 7 (RFC 9562 §5.7): time-ordered, so that indexes stay compact. Made here, never by the database. Ids of one process and one millisecond keep
 * their order by a counter in `rand_a` and the first bits of `rand_b` (§6.2, method 1). It begins anew with no millisecond: clocks differ within a process (a
 * story's, a test's and the machine's take turns), and each must find its own ids in order. 56 bits are random.
 */
export function newId(now: number = Date.now()): string {
  counter = (counter + 1) % 2 ** COUNTER_BITS;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt16BE(0x7000 | (counter >> 6), 6);
  bytes[8] = 0x80 | (counter & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const newKey = (): string => randomUUID();

export function isId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An unguessable code of 130 random bits in Crockford's base 32 (no I, L, O, U), 26 letters. Printed in groups, read aloud, typed back. */
export function newCode(): string {
  return Array.from(randomBytes(26), (byte) => CROCKFORD[byte & 31]).join('');
}

/** What a person typed, as a code: case, spaces, dashes and look-alike letters forgiven. Undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(code) ? code : undefined;
}

export const groupCode = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');
