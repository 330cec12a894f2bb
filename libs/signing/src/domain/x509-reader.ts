import { expectItems, expectTag, MalformedDer, readDer, readOid } from './der-reader.ts';
import { contextTag, TAG } from './der-writer.ts';
import { OID } from './oids.ts';

/** The parts of an X.509 certificate that a CMS signature names it by; `issuer` and `serial` with tag and length. */
export interface CertificateNames {
  readonly issuer: Buffer;
  readonly serial: Buffer;
  readonly keyKind: 'ec' | 'rsa' | 'other';
}

const KEY_KINDS: Readonly<Record<string, 'ec' | 'rsa'>> = { [OID.ecPublicKey]: 'ec', [OID.rsaEncryption]: 'rsa' };

/** Reads a version 3 certificate (RFC 5280 §4.1). @throws MalformedDer */
export function readCertificateNames(der: Buffer): CertificateNames {
  const [toBeSigned] = expectItems(readDer(der), TAG.sequence, TAG.sequence, TAG.sequence, TAG.bitString);
  const [version, serial, , issuer, , , publicKey] = toBeSigned!.items;
  if (version?.tag !== contextTag(0)) throw new MalformedDer('not a certificate of version 3');
  const algorithm = expectTag(expectTag(publicKey, TAG.sequence).items[0], TAG.sequence);
  return { issuer: expectTag(issuer, TAG.sequence).raw, serial: expectTag(serial, TAG.integer).raw, keyKind: KEY_KINDS[readOid(algorithm.items[0])] ?? 'other' };
}
