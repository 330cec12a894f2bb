import { hash, X509Certificate } from 'node:crypto';

/** What a person compares and an administrator watches about an X.509 certificate. */
export interface CertificateDescription {
  readonly organization: string;
  readonly commonName: string;
  /** SHA-256 in upper-case hexadecimal pairs with colons, as browsers and PDF readers show it. */
  readonly fingerprint: string;
  readonly sha256: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const text = (part: string | string[] | undefined): string => [part ?? []].flat().join(', ');

/** @throws Error when these bytes are no certificate. */
export function describeCertificate(der: Buffer): CertificateDescription {
  const certificate = new X509Certificate(der);
  const { subject } = certificate.toLegacyObject();
  return {
    organization: text(subject.O),
    commonName: text(subject.CN),
    fingerprint: certificate.fingerprint256,
    sha256: hash('sha256', der, 'buffer'),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}
