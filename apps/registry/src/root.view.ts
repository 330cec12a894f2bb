import type { SigningCertificate } from '#libs/registry';

export interface RootView {
  readonly subject: string;
  readonly notAfter: string;
  /** Pairs with colons, as PDF readers and browsers show it, in pieces of four pairs so that a narrow page can break it. */
  readonly fingerprint: readonly string[];
  readonly path: string;
}

export function rootView({ sha256, subject, notAfter }: Pick<SigningCertificate, 'sha256' | 'subject' | 'notAfter'>): RootView {
  const hex = sha256.toString('hex');
  return { subject, notAfter: notAfter.toISOString(), fingerprint: hex.toUpperCase().match(/.{8}/g)!.map((piece, at) => (at > 0 ? ':' : '') + piece.match(/../g)!.join(':')), path: `/root-certificates/${hex}.cer` };
}
