import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createSigningIdentity, sealPdf, signerWithKey, type Signer } from '#libs/signing';
import { newId } from '#libs/kernel';
import type { NewListing } from '#libs/registry';
import { plainPdf } from '../signing/support/plain-pdf.ts';
import { aDecision, aListing, openBook, settings, type Book } from './support/book.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

function newSigner(bodyName = settings.bodyName): Signer {
  const { root, issuing, signer } = createSigningIdentity({ bodyName, now: new Date('2026-01-01T00:00:00Z') });
  return signerWithKey(signer.key, [signer.certificate, issuing.certificate], root.certificate);
}

async function seal(signer: Signer, text: string): Promise<{ pdf: Buffer; signedSha256: Buffer }> {
  const { pdf, place } = plainPdf({ text });
  return sealPdf(pdf, place, signer);
}

let book: Book;
let ours: Signer;
let listing: NewListing;
/** Zoë's certificate as it was issued. */
let issued: Buffer;

beforeAll(async () => {
  book = await openBook();
  ours = newSigner();
  await book.service.pinSigningCertificate({ der: ours.chain[0], role: 'signer', subject: 'Document Seal', notAfter: ours.notAfter });
  listing = aListing();
  await book.service.list(listing);
  const { pdf, signedSha256 } = await seal(ours, 'This certifies Zoe');
  issued = pdf;
  await book.service.publishFile({ id: newId(), listingId: listing.id, cause: 'award', stage: 'issued', sha256: sha256(pdf), signedSha256, byteLength: pdf.length });
});
afterAll(() => book.house.drop());

const flipped = (at: number): Buffer => {
  const copy = Buffer.from(issued);
  copy[at]! ^= 1;
  return copy;
};
const replaced = (from: string, to: string): Buffer => Buffer.from(issued.toString('latin1').replace(from, to), 'latin1');
const behind = (text: string): Buffer => Buffer.concat([issued, Buffer.from(text)]);
const before = (text: string): Buffer => Buffer.concat([Buffer.from(text), issued]);
/** Room behind the CMS holds zeros only; the first zero that ends the hex string. */
const hiddenInContents = (): Buffer => {
  const copy = Buffer.from(issued);
  copy.write('ff', copy.lastIndexOf('00>'), 'latin1');
  return copy;
};
const INCREMENT = '4 0 obj\n<< /Length 12 >>\nstream\n(Mallory) Tj\nendstream\nendobj\nstartxref\n0\n%%EOF\n';

describe('a certificate file', () => {
  it('· as it was issued is genuine, with the facts of the registry', async () => {
    expect(await book.verifications.byFile(issued)).toMatchObject({ answer: 'genuine', reason: 'identical-file', listing: { code: listing.code, name: listing.name, standing: { standing: 'active' } } });
  });

  it('· stays genuine with the time stamp that we added', async () => {
    const stamped = behind('\n% as if stamped\n%%EOF\n');
    await book.service.publishFile({ id: newId(), listingId: listing.id, cause: 'award', stage: 'archived', sha256: sha256(stamped), signedSha256: sha256(Buffer.from('x')), byteLength: stamped.length });
    expect(await book.verifications.byFile(stamped)).toMatchObject({ reason: 'identical-file' });
    expect(await book.verifications.byFile(Buffer.concat([stamped, Buffer.from('!')]))).toMatchObject({ reason: 'changed-after-issue', bytesAdded: 1 });
  });

  it('· of a revoked certification is genuine, and says revoked', async () => {
    const revoked = aListing();
    await book.service.list(revoked);
    const { pdf, signedSha256 } = await seal(ours, 'revoked');
    await book.service.publishFile({ id: newId(), listingId: revoked.id, cause: 'award', stage: 'issued', sha256: sha256(pdf), signedSha256, byteLength: pdf.length });
    await book.service.record(aDecision(revoked, 'revoked', '2026-03-01'));
    expect(await book.verifications.byFile(pdf)).toMatchObject({ answer: 'genuine', listing: { standing: { standing: 'revoked' } } });
  });

  it.each<[string, () => Buffer, object]>([
    ['with an increment behind it', () => behind(INCREMENT), { reason: 'changed-after-issue', bytesAdded: INCREMENT.length }],
    ['with one byte behind it', () => behind('!'), { reason: 'changed-after-issue', bytesAdded: 1 }],
    ['with another whole file behind it', () => behind(issued.toString('latin1')), { reason: 'changed-after-issue' }],
    ['with junk before it', () => before('junk'), { reason: 'changed-after-issue', bytesAdded: 4 }],
    ['inside another PDF', () => before('%PDF-1.4\n'), { reason: 'changed-after-issue', bytesAdded: 9 }],
    ['with bytes hidden behind the signature', hiddenInContents, { reason: 'changed-after-issue', bytesAdded: null }],
    ['with a broken signature value', () => flipped(issued.indexOf('/Contents <') + 20), { reason: 'changed-after-issue' }],
    ['with another name in it', () => replaced('certifies Zoe', 'certifies Eve'), { reason: 'altered' }],
    ['with one bit changed at its end', () => flipped(issued.lastIndexOf('startxref') + 10), { reason: 'altered' }],
  ])('· %s is not genuine, and leads to the original', async (_, file, expected) => {
    expect(await book.verifications.byFile(file())).toMatchObject({ answer: 'not-genuine', listing: { code: listing.code }, ...expected });
  });

  it('· signed by our key and unknown to the registry is an alarm and never valid', async () => {
    const alarm = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    try {
      const { pdf, signedSha256 } = await seal(ours, 'never awarded');
      expect(await book.verifications.byFile(pdf)).toMatchObject({ answer: 'not-genuine', reason: 'signed-but-unlisted', listing: null });
      expect(alarm).toHaveBeenCalledWith(expect.stringContaining(signedSha256.toString('hex')));
    } finally {
      alarm.mockRestore();
    }
  });

  it('· of a look-alike signer with the very same names is foreign', async () => {
    const { pdf } = await seal(newSigner(), 'This certifies Eve');
    expect(await book.verifications.byFile(pdf)).toEqual({ answer: 'not-genuine', reason: 'foreign', bytesAdded: null, listing: null, checkedAt: book.clock.now() });
  });

  it('· with the content of a genuine one, sealed again by a look-alike, is not genuine', async () => {
    const { pdf } = await seal(newSigner(), 'This certifies Zoe');
    expect(await book.verifications.byFile(pdf)).toMatchObject({ answer: 'not-genuine', reason: 'changed-after-issue', listing: { code: listing.code } });
  });

  it.each<[string, () => Buffer, string]>([
    ['without a signature', () => Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n'), 'unsigned'],
    ['whose signature has gaps elsewhere', () => replaced('/ByteRange [0 ', '/ByteRange [9 '), 'unreadable'],
    ['cut in the middle of its signature', () => issued.subarray(0, issued.indexOf('/Contents <') + 500), 'unreadable'],
    ['that is a picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'not-a-pdf'],
    ['that is empty', () => Buffer.alloc(0), 'not-a-pdf'],
  ])('· %s tells nothing', async (_, file, reason) => {
    expect(await book.verifications.byFile(file())).toEqual({ answer: 'cannot-tell', reason, checkedAt: book.clock.now() });
  });

  it('· cut or changed anywhere is never genuine, and never an error', async () => {
    const answers = new Set<string>();
    for (let at = 0; at < issued.length; at += 397) for (const file of [issued.subarray(0, at), flipped(at)]) answers.add((await book.verifications.byFile(file)).answer);
    expect([...answers].sort()).toEqual(['cannot-tell', 'not-genuine']);
  });
});
