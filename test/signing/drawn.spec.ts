import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileLayouts, drawPdf } from '#libs/pdf';
import { checkSeal, inspectPdf, sealPdf, type SealedPdf, type SealPlace } from '#libs/signing';
import { itWith } from '../support/tools.ts';
import { flip, newSigner, pinsOf, sha256, signatureOf } from './support/house.ts';

const ours = newSigner();
const pins = pinsOf(ours);
const ALL_HOLD = { digestMatches: true, signatureMatches: true, certificateNamed: true, pinned: true, chainHolds: true };
const standard = compileLayouts('templates/certificates').get('standard')!;
const instant = new Date('2026-11-22T10:00:00Z');

/** A certificate as the worker makes it: drawn with room for a seal, then sealed. */
async function certificate(name: string, { signerName = 'Peer Board', reservedBytes = 12_288, signer = ours } = {}): Promise<SealedPdf & { readonly place: SealPlace }> {
  const data = { bodyName: signerName, name, title: 'Certified Peer Specialist', sentence: 'has met every requirement.', number: 'PW-2026-000001', issuedOn: 'November 22, 2026', validUntil: 'November 22, 2028' };
  const links = { verifyUrl: 'https://certs.example.org/v/7Q2K9XPM4TRA', verifyUrlShown: 'certs.example.org/v/7Q2K-9XPM-4TRA', signerName };
  const { pdf, seal } = drawPdf(standard, { ...data, ...links }, { createdAt: instant, signature: { reservedBytes, signedAt: instant, signerName, reason: 'Certificate issued' } });
  return { place: seal!, ...(await sealPdf(pdf, seal!, signer)) };
}

describe('a drawn certificate', () => {
  it.each(["Zoë O'Brien-Ñandú", '王小明', 'محمد العلي', 'Cher', '김민준', 'မြန်မာ အောင်', 'דנה לוי', '[0 1000000000 1000000000 1000000000] /Contents <00>'])('· of %s has one seal over all of it', async (name) => {
    const { pdf, signedSha256, place } = await certificate(name);
    const signature = signatureOf(pdf);
    const end = place.contentsOffset + place.contentsLength;
    expect(signature).toMatchObject({ fault: undefined, revision: { gapBegin: place.contentsOffset, gapEnd: end, end: pdf.length, bytesAfter: 0, signedSha256, prefixSha256: sha256(pdf) } });
    expect(checkSeal(signature, pins)).toMatchObject(ALL_HOLD);
  });
  it.each(['A\\)/ByteRange [0 1 2 3]', 'Board (of) Peers', '認定機関', 'x\n/Contents <0000>\n/ByteRange [0 0000000000 0000000000 0000000000]', '/ByteRange [0 1000000000 1000000000 1000000000]'])(
    '· of a body called %j is sealed in its own place',
    async (signerName) => {
      const { pdf, place } = await certificate('Rosa Alvarez', { signerName });
      const ours = inspectPdf(pdf).signatures.filter(({ fault }) => fault === undefined);
      expect(ours).toHaveLength(1);
      expect(ours[0]!.revision).toMatchObject({ gapBegin: place.contentsOffset, end: pdf.length });
      expect(checkSeal(ours[0]!, pins)).toMatchObject(ALL_HOLD);
    },
  );
  it('· is sealed by an RSA key as well', async () => {
    const signer = newSigner('rsa');
    expect(checkSeal(signatureOf((await certificate('Rosa', { signer })).pdf), pinsOf(signer))).toMatchObject(ALL_HOLD);
  });
  it('· with too little room is refused rather than cut', async () => await expect(certificate('Rosa', { reservedBytes: 400 })).rejects.toThrow(/^The seal has \d+ bytes and room for 400$/));
  it('· differs from the drawing in the two places alone', async () => {
    const [one, other] = [await certificate('Rosa'), await certificate('Rosa')];
    const { byteRangeOffset, contentsOffset, contentsLength } = one.place;
    expect(one.place).toEqual(other.place);
    expect(one.signedSha256).toEqual(other.signedSha256); // the drawing is the same; only the signature of an elliptic curve is another each time
    expect(one.pdf.subarray(0, contentsOffset).equals(other.pdf.subarray(0, contentsOffset))).toBe(true);
    expect(one.pdf.subarray(contentsOffset + contentsLength).equals(other.pdf.subarray(contentsOffset + contentsLength))).toBe(true);
    expect(byteRangeOffset).toBeLessThan(contentsOffset);
  });
});

describe('a drawn certificate that somebody changed', () => {
  const places: readonly (readonly [string, string])[] = [
    ['the name in the metadata', 'Rosa Alvarez</rdf:li>'],
    ['the name in the title', '(Certified Peer Specialist: Rosa'],
    ['the number in the subject', 'Certificate PW-2026-000001'],
    ['the address of the link', '/URI (https://certs'],
    ['the claimed time', '/M (D:2026'],
    ['the name of the signer', '/Name (Peer'],
    ['the permission to change nothing', '/TransformParams'],
    ['the identifier', '/ID [<'],
    ['the claim to be an archive', '<pdfaid:part>3'],
    ['the table of objects', 'startxref\n'],
  ];
  it.each(places)('· in %s no longer matches', async (_, words) => {
    const { pdf } = await certificate('Rosa Alvarez');
    const at = pdf.indexOf(words, 0, 'latin1');
    expect(at).toBeGreaterThan(0);
    const changed = flip(pdf, at + words.length - 1);
    expect(checkSeal(signatureOf(changed), pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false });
  });
  it('· by the seal of another certificate is told from both', async () => {
    const [rosa, cher] = [await certificate('Rosa'), await certificate('Cher')];
    const end = rosa.place.contentsOffset + rosa.place.contentsLength;
    const hex = cher.pdf.subarray(cher.place.contentsOffset, cher.place.contentsOffset + cher.place.contentsLength);
    const swapped = Buffer.concat([rosa.pdf.subarray(0, rosa.place.contentsOffset), hex, rosa.pdf.subarray(end)]);
    expect(checkSeal(signatureOf(swapped), pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false });
  });
  it('· and given back as it was, holds again', async () => {
    const { pdf } = await certificate('Rosa');
    expect(checkSeal(signatureOf(flip(flip(pdf, 2000), 2000)), pins)).toMatchObject(ALL_HOLD);
  });
});

describe('a drawn certificate for other programs', () => {
  const run = async (program: string, ...args: readonly string[]): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'peerway-drawn-'));
    try {
      const file = join(folder, 'certificate.pdf');
      writeFileSync(file, (await certificate('김민준')).pdf);
      const { stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' });
      return stdout + stderr;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  itWith('pdfsig', '· is signed as a whole, and right', async () => {
    const said = await run('pdfsig', '-nocert');
    expect(said).toContain('Signature Validation: Signature is Valid.');
    expect(said).toContain('Total document signed');
  });
  itWith('qpdf', '· is sound', async () => expect(await run('qpdf', '--check')).toContain('No syntax or stream encoding errors found'));
});
