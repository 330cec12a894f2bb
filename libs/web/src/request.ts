import type { FastifyRequest } from 'fastify';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What we hang on a request while it is answered. */
export interface WebRequest extends FastifyRequest {
  cookies: Record<string, string | undefined>;
  /** Set by the app's own guard; web does not look inside. */
  person?: unknown;
  lang?: string;
  timeZone?: string;
  /** A random name for a browser that is not signed in, so that its forms can carry a token. */
  visitor?: string;
}

export interface CookieNames {
  readonly session: string;
  readonly visitor: string;
  readonly flash: string;
  readonly secure: boolean;
}

/** Over https the names begin with `__Host-`: such cookies come only from this host, encrypted (RFC 6265bis §4.1.3.2). */
export function cookieNames(publicUrl: string): CookieNames {
  const secure = publicUrl.startsWith('https:');
  const name = (plain: string): string => (secure ? `__Host-${plain}` : plain);
  return { session: name('session'), visitor: name('visitor'), flash: name('flash'), secure };
}

const mac = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/**
 * The token of a form: bound to the browser's session (or visitor) cookie, so that only our own pages can know it. Masked with fresh random bytes each
 * time, so that compression does not leak it (BREACH).
 */
export function formToken(secret: string, bearer: string): string {
  const pad = randomBytes(32);
  const token = mac(secret, `form:${bearer}`).map((byte, index) => byte ^ pad[index]!);
  return Buffer.concat([pad, token]).toString('base64url');
}

export function formTokenFits(secret: string, bearer: string, given: unknown): boolean {
  const bytes = typeof given === 'string' ? Buffer.from(given, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 64) return false;
  const token = bytes.subarray(32).map((byte, index) => byte ^ bytes[index]!);
  return timingSafeEqual(token, mac(secret, `form:${bearer}`));
}

export function sealText(secret: string, text: string): string {
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${mac(secret, `cookie:${body}`).toString('base64url')}`;
}

export function openText(secret: string, sealed: string | undefined): string | undefined {
  const [body, seal] = (sealed ?? '').split('.');
  if (!body || !seal) return undefined;
  const [given, wanted] = [Buffer.from(seal, 'base64url'), mac(secret, `cookie:${body}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? Buffer.from(body, 'base64url').toString() : undefined;
}
