import type { SigningCertificate } from '#libs/registry';

export interface RootView {
  readonly subject: string;
  readonly notAfter: string;
  /** Pairs with colons, as PDF readers and browsers show it. */
  readonly fingerprint: string;
  readonly path: string;
}

export function rootView({ sha256, subject, notAfter }: Pick<SigningCertificate, 'sha256' | 'subject' | 'notAfter'>): RootView {
  const hex = sha256.toString('hex');
  return { subject, notAfter: notAfter.toISOString(), fingerprint: hex.toUpperCase().match(/../g)!.join(':'), path: `/root-certificates/${hex}.cer` };
}
