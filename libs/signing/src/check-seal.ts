import { hash, verify, X509Certificate } from 'node:crypto';
import type { SealCms } from './domain/cms-reader.ts';
import { readCertificateNames } from './domain/x509-reader.ts';
import { describeCertificate, type CertificateDescription } from './describe-certificate.ts';
import type { SignatureFound } from './inspection.ts';

/**
 * What is true of a seal, each fact for itself. All of them true means "signed by us"; whether the file was issued is the registry's to say. Everything is
 * false for a signature that has a fault.
 */
export interface SealFacts {
  /** The document is the one that was signed. */
  readonly digestMatches: boolean;
  /** The signature is right under the key of the signer's certificate. */
  readonly signatureMatches: boolean;
  /** The signed attributes name this very certificate (ESS, RFC 5035 §4), so no other one for the same key was put in its place. */
  readonly certificateNamed: boolean;
  /** The certificate is one of ours. The only fact that a stranger with a certificate of the same names cannot make true. */
  readonly pinned: boolean;
  /** An authority in the seal issued the certificate. */
  readonly chainHolds: boolean;
  /** The signer's certificate, whoever that is; undefined when the seal holds none. Its words are a stranger's unless `pinned`. */
  readonly certificate: CertificateDescription | undefined;
}

const NOTHING_HOLDS: SealFacts = { digestMatches: false, signatureMatches: false, certificateNamed: false, pinned: false, chainHolds: false, certificate: undefined };

/** What the bytes of a stranger give, or nothing when they are not what they should be. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function isSignersOwn(der: Buffer, { issuer, serial }: SealCms): boolean {
  const names = attempt(() => readCertificateNames(der));
  return names !== undefined && names.issuer.equals(issuer) && names.serial.equals(serial);
}

/** The kinds of key that we seal with: a stranger's key of 16,384 bits would only cost time. */
function isOurKind({ publicKey }: X509Certificate, keyKind: SealCms['keyKind']): boolean {
  const { namedCurve, modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  return keyKind === 'ec' ? namedCurve === 'prime256v1' : publicKey.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && modulusLength <= 4096;
}

const signatureMatches = (certificate: X509Certificate, { keyKind, signedAttributes, signature }: SealCms): boolean =>
  attempt(() => isOurKind(certificate, keyKind) && verify('sha256', signedAttributes, certificate.publicKey, signature)) ?? false;

const issuedBy = (certificate: X509Certificate, authority: Buffer): boolean =>
  attempt(() => {
    const above = new X509Certificate(authority);
    return above.ca && certificate.checkIssued(above) && certificate.verify(above.publicKey);
  }) ?? false;

/** @param pinned SHA-256 of every certificate that ever sealed for us, as lower-case hexadecimal. */
export function checkSeal({ revision, cms }: SignatureFound, pinned: ReadonlySet<string>): SealFacts {
  if (!revision || !cms) return NOTHING_HOLDS;
  const digestMatches = revision.signedSha256.equals(cms.messageDigest);
  const own = cms.certificates.find((der) => isSignersOwn(der, cms));
  const certificate = own && attempt(() => new X509Certificate(own));
  if (!own || !certificate) return { ...NOTHING_HOLDS, digestMatches };
  const sha256 = hash('sha256', own, 'buffer');
  return {
    digestMatches,
    signatureMatches: signatureMatches(certificate, cms),
    certificateNamed: sha256.equals(cms.certificateSha256),
    pinned: pinned.has(sha256.toString('hex')),
    chainHolds: cms.certificates.some((authority) => issuedBy(certificate, authority)),
    certificate: attempt(() => describeCertificate(own)),
  };
}
