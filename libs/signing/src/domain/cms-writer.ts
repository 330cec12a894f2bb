// The CMS of a PAdES baseline B-B seal (EN 319 142-1 §6.3, EN 319 122-1 §5): SignedData (RFC 5652 §5) over a detached document, with exactly one signer.
import { contextTag, explicit, integer, nothing, octets, retag, sequence, setOf } from './der-writer.ts';
import { oidOf, type OidName } from './oids.ts';

/** What is the same in every seal of one signer. */
export interface SealSigner {
  /** DER, the signer's first. */
  readonly certificates: readonly Buffer[];
  readonly certificateSha256: Buffer;
  readonly issuer: Buffer;
  readonly serial: Buffer;
  readonly keyKind: 'ec' | 'rsa';
}

/** SHA-256 has no parameters here (RFC 5754 §2), ECDSA neither (RFC 5758 §3.2), RSA has NULL (RFC 5754 §3.2). */
export const SHA256_ALGORITHM = sequence(oidOf('sha256'));
export const SIGNATURE_ALGORITHM = { ec: sequence(oidOf('ecdsaWithSha256')), rsa: sequence(oidOf('sha256WithRsa'), nothing) } as const;

export const attribute = (type: OidName, content: Buffer): Buffer => sequence(oidOf(type), setOf(content));

/** Binds the seal to this very certificate, not only to its key (RFC 5035 §3; EN 319 122-1 §5.2.2.3). SHA-256 is the default and so left out. */
export const signingCertificate = ({ certificateSha256, issuer, serial }: SealSigner): Buffer =>
  sequence(sequence(sequence(octets(certificateSha256), sequence(sequence(explicit(4, issuer)), serial))));

/** The algorithms once more, under the signature, so that nobody swaps them for weaker ones (RFC 6211 §2). */
export const protectedAlgorithms = (keyKind: 'ec' | 'rsa'): Buffer => sequence(SHA256_ALGORITHM, retag(contextTag(1), SIGNATURE_ALGORITHM[keyKind]));

/**
 * What is signed: the attributes as SET OF (RFC 5652 §5.4). No signing-time among them: EN 319 142-1 table 1 forbids it, and the claimed time stands in the
 * PDF's own `/M`.
 * @param digest SHA-256 of the bytes under the byte range.
 */
export const signedAttributes = (digest: Buffer, signer: SealSigner): Buffer =>
  setOf(
    attribute('contentType', oidOf('data')),
    attribute('messageDigest', octets(digest)),
    attribute('signingCertificateV2', signingCertificate(signer)),
    attribute('cmsAlgorithmProtection', protectedAlgorithms(signer.keyKind)),
  );

/** One SignerInfo (RFC 5652 §5.3); `attributes` is the SET that was signed. */
const signerInfo = ({ issuer, serial, keyKind }: SealSigner, attributes: Buffer, signature: Buffer): Buffer =>
  sequence(integer(1), sequence(issuer, serial), SHA256_ALGORITHM, retag(contextTag(0), attributes), SIGNATURE_ALGORITHM[keyKind], octets(signature));

export function sealCms(signer: SealSigner, attributes: Buffer, signature: Buffer): Buffer {
  const certificates = retag(contextTag(0), setOf(...signer.certificates));
  const signedData = sequence(integer(1), setOf(SHA256_ALGORITHM), sequence(oidOf('data')), certificates, setOf(signerInfo(signer, attributes, signature)));
  return sequence(oidOf('signedData'), explicit(0, signedData));
}
