// Reads the CMS of a seal as strictly as cms-writer writes it: where a stranger could add a byte, there must be none.
import { expectItems, expectTag, firstLength, isSorted, readDer, readInteger, readOid, type Der } from './der-reader.ts';
import { contextTag, TAG } from './der-writer.ts';
import { protectedAlgorithms, SHA256_ALGORITHM, SIGNATURE_ALGORITHM } from './cms-writer.ts';
import { OID } from './oids.ts';
import { demand } from './seal-fault.ts';

/** What a seal says, not yet checked against the document, the key or anybody's list. */
export interface SealCms {
  /** DER of the included certificates, at most 8. */
  readonly certificates: readonly Buffer[];
  /** How the signer is named: Name and serial number, each with tag and length. */
  readonly issuer: Buffer;
  readonly serial: Buffer;
  /** SHA-256 of the one certificate that the signer bound itself to. */
  readonly certificateSha256: Buffer;
  readonly messageDigest: Buffer;
  /** The SET of attributes that the signature is over. */
  readonly signedAttributes: Buffer;
  readonly signature: Buffer;
  readonly keyKind: 'ec' | 'rsa';
  /** DER of an RFC 3161 token over the signature, where one was added. */
  readonly timeStamp: Buffer | undefined;
}

const MOST_CERTIFICATES = 8;
const SHA256_BYTES = 32;

/** Cuts the CMS from the zeros that fill its room. @throws NotOfTheForm */
export function cutCms(contents: Buffer): Buffer {
  demand(contents[0] === TAG.sequence, 'contents-not-cms');
  const length = firstLength(contents);
  demand(
    contents.subarray(length).every((byte) => byte === 0),
    'data-behind-cms',
  );
  return contents.subarray(0, length);
}

function readAttributes(holder: Der): Map<string, Der> {
  const attributes = new Map<string, Der>();
  for (const item of holder.items) {
    const [type, values] = expectItems(item, TAG.sequence, TAG.oid, TAG.set);
    const name = readOid(type);
    demand(!attributes.has(name) && values!.items.length <= 1, 'attribute-twice');
    const [only] = values!.items;
    demand(only !== undefined, 'attribute-missing');
    attributes.set(name, only);
  }
  return attributes;
}

function wanted(attributes: ReadonlyMap<string, Der>, type: string): Der {
  const attribute = attributes.get(type);
  demand(attribute !== undefined, 'attribute-missing');
  return attribute;
}

/** The hash in the first ESSCertIDv2 (RFC 5035 §4). Naming SHA-256 although it is the default is a common slip and meant the same. */
function readCertificateSha256(signingCertificate: Der): Buffer {
  const [essCertificate] = expectTag(expectTag(signingCertificate, TAG.sequence).items[0], TAG.sequence).items;
  const parts = expectTag(essCertificate, TAG.sequence).items;
  const named = parts[0]?.tag === TAG.sequence;
  if (named) demand(readOid(parts[0]!.items[0]) === OID.sha256, 'foreign-algorithm');
  const { content } = expectTag(parts[named ? 1 : 0], TAG.octetString);
  demand(content.length === SHA256_BYTES, 'foreign-algorithm');
  return content;
}

function readSigned(holder: Der, keyKind: 'ec' | 'rsa'): Pick<SealCms, 'certificateSha256' | 'messageDigest'> {
  const attributes = readAttributes(holder);
  demand(!attributes.has(OID.signingTime), 'signing-time-attribute');
  demand(isSorted(holder.items), 'attributes-out-of-order');
  demand(readOid(wanted(attributes, OID.contentType)) === OID.data, 'cms-malformed');
  const messageDigest = expectTag(wanted(attributes, OID.messageDigest), TAG.octetString).content;
  const protection = attributes.get(OID.cmsAlgorithmProtection);
  demand(protection === undefined || protection.raw.equals(protectedAlgorithms(keyKind)), 'foreign-algorithm');
  return { messageDigest, certificateSha256: readCertificateSha256(wanted(attributes, OID.signingCertificateV2)) };
}

/** The only thing that may be added to a seal later is a time stamp over its signature (EN 319 122-1 §5.3). */
function readTimeStamp(holder: Der | undefined): Buffer | undefined {
  if (!holder) return undefined;
  const attributes = readAttributes(expectTag(holder, contextTag(1)));
  const token = attributes.get(OID.signatureTimeStampToken);
  demand(token !== undefined && attributes.size === 1, 'unknown-unsigned-attribute');
  return token.raw;
}

function readKeyKind(digest: Der, signature: Der): 'ec' | 'rsa' {
  const keyKind = (['ec', 'rsa'] as const).find((kind) => SIGNATURE_ALGORITHM[kind].equals(signature.raw));
  demand(keyKind !== undefined && digest.raw.equals(SHA256_ALGORITHM), 'foreign-algorithm');
  return keyKind;
}

function readSigner(signer: Der): Omit<SealCms, 'certificates'> {
  const { sequence, integer, octetString } = TAG;
  const tags = [integer, sequence, sequence, contextTag(0), sequence, octetString];
  const unsigned = expectTag(signer, sequence).items[tags.length];
  const [version, sid, digestAlgorithm, attributes, signatureAlgorithm, signature] = expectItems(signer, sequence, ...tags, ...(unsigned ? [contextTag(1)] : [])) as [Der, Der, Der, Der, Der, Der];
  demand(readInteger(version) === 1n, 'cms-malformed');
  const [issuer, serial] = expectItems(sid, sequence, sequence, integer) as [Der, Der];
  const keyKind = readKeyKind(digestAlgorithm, signatureAlgorithm);
  const signedAttributes = Buffer.from(attributes.raw);
  signedAttributes[0] = TAG.set;
  return { issuer: issuer.raw, serial: serial.raw, keyKind, ...readSigned(attributes, keyKind), signedAttributes, signature: signature.content, timeStamp: readTimeStamp(unsigned) };
}

/** Detached from the document, and over nothing else (RFC 5652 §5.2). */
function demandDetached(encapsulated: Der): void {
  const type = readOid(encapsulated.items[0]);
  demand(type !== OID.timeStampInfo, 'document-time-stamp');
  demand(type === OID.data, 'cms-malformed');
  demand(encapsulated.items.length === 1, 'content-inside-cms');
}

/** Reads a seal of PAdES level B-B or B-T. @throws NotOfTheForm or MalformedDer by the first fault. */
export function readSealCms(cms: Buffer): SealCms {
  const [type, holder] = expectItems(readDer(cms), TAG.sequence, TAG.oid, contextTag(0));
  demand(readOid(type) === OID.signedData && holder!.items.length === 1, 'cms-malformed');
  const [signedData] = holder!.items;
  demandDetached(expectTag(expectTag(signedData, TAG.sequence).items[2], TAG.sequence));
  const { integer, set, sequence } = TAG;
  const [version, digests, , certificates, signers] = expectItems(signedData, sequence, integer, set, sequence, contextTag(0), set) as [Der, Der, Der, Der, Der];
  demand(readInteger(version) === 1n, 'cms-malformed');
  demand(digests.content.equals(SHA256_ALGORITHM), 'foreign-algorithm');
  demand(certificates.items.length <= MOST_CERTIFICATES, 'too-many-certificates');
  demand(signers.items.length === 1, 'not-one-signer');
  return { certificates: certificates.items.map(({ raw }) => raw), ...readSigner(signers.items[0]!) };
}
