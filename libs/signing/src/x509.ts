// Makes X.509 certificates (RFC 5280): the three of a signing identity and nothing more general.
import { hash, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bits, boolean, explicit, integer, namedBits, octets, primitiveContextTag, sequence, time, value } from './domain/der-writer.ts';
import { oidOf, type OidName } from './domain/oids.ts';

export interface CertificatePlan {
  /** DER of the Name. */
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly publicKey: KeyObject;
  readonly issuerKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Buffer[];
}

/** Positive, 16 bytes, unguessable: at most 20 are allowed and 8 random ones wanted (RFC 5280 §4.1.2.2; CA/Browser baseline 7.1). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return integer(BigInt(`0x${bytes.toString('hex')}`));
}

/** The hash that belongs to the curve, so that the signature is as strong as its key. */
const hashFor = (key: KeyObject): 'sha256' | 'sha384' => (key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256');

/** @returns the certificate's DER, signed with the issuer's elliptic-curve key. */
export function makeCertificate(plan: CertificatePlan): Buffer {
  const digest = hashFor(plan.issuerKey);
  const algorithm = sequence(oidOf(digest === 'sha384' ? 'ecdsaWithSha384' : 'ecdsaWithSha256'));
  const toBeSigned = sequence(
    explicit(0, integer(2)), // version 3
    serialNumber(),
    algorithm,
    plan.issuer,
    sequence(time(plan.notBefore), time(plan.notAfter)),
    plan.subject,
    plan.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...plan.extensions)),
  );
  return sequence(toBeSigned, algorithm, bits(sign(digest, toBeSigned, plan.issuerKey)));
}

const extension = (name: OidName, content: Buffer): Buffer => sequence(oidOf(name), octets(content));
const criticalExtension = (name: OidName, content: Buffer): Buffer => sequence(oidOf(name), boolean(true), octets(content));

/** 160 bits of the SHA-256 of the public key (RFC 7093 §2, method 4: over the whole SubjectPublicKeyInfo). */
const keyIdentifier = (key: KeyObject): Buffer => hash('sha256', key.export({ type: 'spki', format: 'der' }), 'buffer').subarray(0, 20);

const identifiers = (subjectKey: KeyObject, issuerKey: KeyObject): Buffer[] => [
  extension('subjectKeyIdentifier', octets(keyIdentifier(subjectKey))),
  extension('authorityKeyIdentifier', sequence(value(primitiveContextTag(0), keyIdentifier(issuerKey)))),
];

const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

/** A certificate authority; `pathLength` 0 signs no further authorities. */
export const authorityExtensions = (subjectKey: KeyObject, issuerKey: KeyObject, pathLength?: number): Buffer[] => [
  criticalExtension('basicConstraints', sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)]))),
  criticalExtension('keyUsage', namedBits(KEY_USAGE.keyCertSign, KEY_USAGE.crlSign)),
  ...identifiers(subjectKey, issuerKey),
];

/**
 * A signer of documents. All three extended key usages are needed: documentSigning is the standard's (RFC 9336), Windows looks for Microsoft's, and
 * readers built on NSS (poppler, Firefox's library) call a seal "unknown issue" without emailProtection.
 */
export const signerExtensions = (subjectKey: KeyObject, issuerKey: KeyObject): Buffer[] => [
  criticalExtension('keyUsage', namedBits(KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation)),
  extension('extendedKeyUsage', sequence(oidOf('documentSigning'), oidOf('microsoftDocumentSigning'), oidOf('emailProtection'))),
  ...identifiers(subjectKey, issuerKey),
];
