import { hash } from 'node:crypto';
import { createSigningIdentity, inspectPdf, sealPdf, signerWithKey, type SealKeyKind, type SignatureFound, type Signer } from '../../../libs/signing/src/index.ts';
import { type SealSigner, sealCms } from '../../../libs/signing/src/domain/cms-writer.ts';
import { readCertificateNames } from '../../../libs/signing/src/domain/x509-reader.ts';
import { fillPlace, type SealPlace } from '../../../libs/signing/src/seal.ts';
import { plainPdf } from './plain-pdf.ts';

export const BODY = 'Zoë O’Brien-Ñandú Board 王小明';

export function newSigner(keyKind: SealKeyKind = 'ec', bodyName = BODY): Signer {
  const { root, issuing, signer } = createSigningIdentity({ bodyName, now: new Date(), keyKind });
  return signerWithKey(signer.key, [signer.certificate, issuing.certificate], root.certificate);
}

export const pinsOf = (...signers: readonly Signer[]): ReadonlySet<string> => new Set(signers.map(({ sha256 }) => sha256.toString('hex')));
export const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

/** A page sealed by this signer, and where its seal is. */
export async function sealed(signer: Signer): Promise<{ pdf: Buffer; place: SealPlace; signedSha256: Buffer }> {
  const { pdf, place } = plainPdf();
  return { place, ...(await sealPdf(pdf, place, signer)) };
}

/** The only signature of a file. */
export function signatureOf(pdf: Buffer): SignatureFound {
  const { signatures } = inspectPdf(pdf);
  if (signatures.length !== 1) throw new Error(`${signatures.length} signatures where one was expected`);
  return signatures[0]!;
}

export const flip = (pdf: Buffer, at: number, bit = 1): Buffer => {
  const copy = Buffer.from(pdf);
  copy[at]! ^= bit;
  return copy;
};

/** The file with another hexadecimal digit at this place. */
export const otherDigit = (pdf: Buffer, at: number): Buffer => overwrite(pdf, at, 1, pdf[at] === 0x30 ? '1' : '0');

/** The file with other text in a place of the same length. */
export function overwrite(pdf: Buffer, offset: number, length: number, text: string): Buffer {
  if (text.length > length) throw new Error(`${text} is longer than ${length}`);
  const copy = Buffer.from(pdf);
  copy.write(text.padEnd(length), offset, 'latin1');
  return copy;
}

export function constantsOf(signer: Signer): SealSigner {
  const { issuer, serial, keyKind } = readCertificateNames(signer.chain[0]);
  return { certificates: signer.chain, certificateSha256: signer.sha256, issuer, serial, keyKind: keyKind as 'ec' };
}

export interface Forgery {
  /** The SET to sign, in place of ours. */
  attributes?: (digest: Buffer, constants: SealSigner) => Buffer;
  /** The finished CMS, changed. */
  cms?: (cms: Buffer) => Buffer;
}

/** A file that was signed with our own key, but in a form that we never write. */
export async function forged(signer: Signer, constants: SealSigner, { attributes, cms }: Required<Forgery>): Promise<Buffer> {
  const { pdf, place } = plainPdf();
  const filled = await fillPlace(pdf, place, async (digest) => {
    const signed = attributes(digest, constants);
    return cms(sealCms(constants, signed, await signer.sign(signed)));
  });
  return filled.pdf;
}
