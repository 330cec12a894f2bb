import { hash, sign, X509Certificate, type KeyObject } from 'node:crypto';

/**
 * Whoever can sign for the certifying body: a key in a file now; a hardware or cloud key fits the same shape. Certificates are DER, digests 32 bytes.
 */
export interface Signer {
  /**
   * The signature over the SHA-256 of these bytes by the key of `chain[0]`: for an elliptic curve the DER of ECDSA-Sig-Value (RFC 3279 §2.2.3), for RSA
   * PKCS #1 v1.5.
   */
  sign(bytes: Buffer): Promise<Buffer> | Buffer;
  /** The signer's certificate first, then the authorities above it, without the root. */
  readonly chain: readonly [Buffer, ...Buffer[]];
  readonly root: Buffer;
  /** SHA-256 of the signer's certificate: what the registry pins. */
  readonly sha256: Buffer;
  readonly notAfter: Date;
}

/** A signer whose private key is in this process. */
export function signerWithKey(key: KeyObject, chain: readonly [Buffer, ...Buffer[]], root: Buffer): Signer {
  return {
    sign: (bytes) => sign('sha256', bytes, key),
    chain,
    root,
    sha256: hash('sha256', chain[0], 'buffer'),
    notAfter: new Date(new X509Certificate(chain[0]).validTo),
  };
}
