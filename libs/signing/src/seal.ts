import { createHash } from 'node:crypto';
import { sealCms, signedAttributes, type SealSigner } from './domain/cms-writer.ts';
import { readCertificateNames } from './domain/x509-reader.ts';
import type { Signer } from './signer.ts';

/** Where the drawing left room for the seal: offsets and lengths in bytes, of `[0 0000000000 …]` and of `<000…0>` with their brackets. */
export interface SealPlace {
  readonly byteRangeOffset: number;
  readonly byteRangeLength: number;
  readonly contentsOffset: number;
  readonly contentsLength: number;
}

export interface SealedPdf {
  readonly pdf: Buffer;
  /** SHA-256 of all bytes under the seal. It stays the same when a time stamp is added later, so the registry can know a file by it. */
  readonly signedSha256: Buffer;
}

/** The constant half of a seal, read once per signer. */
const known = new WeakMap<Signer, SealSigner>();

function sealSigner(signer: Signer): SealSigner {
  const before = known.get(signer);
  if (before) return before;
  const { issuer, serial, keyKind } = readCertificateNames(signer.chain[0]);
  if (keyKind === 'other') throw new Error('A seal needs an elliptic-curve or RSA key');
  const made: SealSigner = { certificates: signer.chain, certificateSha256: signer.sha256, issuer, serial, keyKind };
  known.set(signer, made);
  return made;
}

function expectPlaceholder(pdf: Buffer, offset: number, length: number, form: RegExp): void {
  if (!form.test(pdf.toString('latin1', offset, offset + length))) throw new Error(`No room for a seal of ${length} bytes at byte ${offset}`);
}

/** Fills in the byte range: everything but the hexadecimal string of `/Contents` (ISO 32000-2 §12.8.1). */
function writeByteRange(pdf: Buffer, place: SealPlace): [number, number] {
  const begin = place.contentsOffset;
  const end = begin + place.contentsLength;
  const text = `${`[0 ${begin} ${end} ${pdf.length - end}`.padEnd(place.byteRangeLength - 1)}]`;
  if (text.length !== place.byteRangeLength) throw new Error(`The byte range needs ${text.length} bytes and has ${place.byteRangeLength}`);
  pdf.write(text, place.byteRangeOffset, 'latin1');
  return [begin, end];
}

function writeContents(pdf: Buffer, place: SealPlace, cms: Buffer): void {
  const room = place.contentsLength / 2 - 1;
  if (cms.length > room) throw new Error(`The seal has ${cms.length} bytes and room for ${room}`);
  pdf.write(cms.toString('hex'), place.contentsOffset + 1, 'latin1');
}

/** Puts what `cmsOf` makes of the digest into the placeholder of a copy. */
export async function fillPlace(unsealed: Buffer, place: SealPlace, cmsOf: (digest: Buffer) => Promise<Buffer>): Promise<SealedPdf> {
  expectPlaceholder(unsealed, place.byteRangeOffset, place.byteRangeLength, /^\[0 0+ 0+ 0+\]$/);
  expectPlaceholder(unsealed, place.contentsOffset, place.contentsLength, /^<(?:00)+>$/);
  const pdf = Buffer.from(unsealed);
  const [begin, end] = writeByteRange(pdf, place);
  const signedSha256 = createHash('sha256').update(pdf.subarray(0, begin)).update(pdf.subarray(end)).digest();
  writeContents(pdf, place, await cmsOf(signedSha256));
  return { pdf, signedSha256 };
}

/**
 * Seals a drawn PDF at PAdES level B-B (EN 319 142-1 §6.3). The placeholder must be in the only revision of the file; the input is not changed.
 * @throws Error when there is no placeholder at the place, or it is too small.
 */
export async function sealPdf(pdf: Buffer, place: SealPlace, signer: Signer): Promise<SealedPdf> {
  const constant = sealSigner(signer);
  return fillPlace(pdf, place, async (digest) => {
    const attributes = signedAttributes(digest, constant);
    return sealCms(constant, attributes, await signer.sign(attributes));
  });
}
