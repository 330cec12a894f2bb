import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { checkSeal, inspectPdf, LARGEST_PDF, type SealFacts } from '#libs/signing';
import { octets, sequence } from '../../libs/signing/src/domain/der-writer.ts';
import { constantsOf, flip, forged, newSigner, overwrite, pinsOf, sealed, sha256, signatureOf } from './support/house.ts';
import { signedAttributes } from '../../libs/signing/src/domain/cms-writer.ts';

const ours = newSigner();
const pins = pinsOf(ours);
const { pdf, place, signedSha256 } = await sealed(ours);

const holds = ({ digestMatches, signatureMatches, certificateNamed, pinned }: SealFacts): boolean => digestMatches && signatureMatches && certificateNamed && pinned;

/** Whether some signature in these bytes would be said to be ours, over other bytes than we signed. */
const deceives = (bytes: Buffer): boolean =>
  inspectPdf(bytes).signatures.some((signature) => holds(checkSeal(signature, pins)) && !signature.revision?.signedSha256.equals(signedSha256));

/** The same junk in every run: SHA-256 of a counter. */
function junk(length: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) => createHash('sha256').update(`${seed} ${index}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

describe('hostile bytes', () => {
  it('· cut off at every 97th byte are no sealed file', () => {
    for (let length = 0; length < pdf.length - 1; length += 97) {
      const cut = Buffer.from(pdf.subarray(0, length));
      for (const signature of inspectPdf(cut).signatures) expect(signature.fault).toBeDefined();
    }
  });

  it('· with one bit flipped anywhere never pass for another signed file', () => {
    let changed = 0;
    for (let at = 0; at < pdf.length; at += 7) {
      const bytes = flip(pdf, at, 1 << at % 8);
      expect(deceives(bytes)).toBe(false);
      const [signature] = inspectPdf(bytes).signatures;
      const outside = at < place.contentsOffset || at >= place.contentsOffset + place.contentsLength;
      if (outside) expect(signature !== undefined && holds(checkSeal(signature, pins))).toBe(false);
      changed++;
    }
    expect(changed).toBeGreaterThan(1000);
  });

  it('· in the place of the CMS are faults, not errors', () => {
    for (let round = 0; round < 200; round++) {
      const bytes = overwrite(pdf, place.contentsOffset + 1 + round * 17, 64, junk(32, `cms ${round}`).toString('hex'));
      const { fault, cms } = signatureOf(bytes);
      expect(fault === undefined).toBe(cms !== undefined);
      expect(deceives(bytes)).toBe(false);
    }
  });

  it('· in the certificates are no errors either', async () => {
    for (const certificate of [sequence(), sequence(octets(junk(900, 'certificate'))), ours.chain[0].subarray(0, 4), sequence(sequence(sequence()))]) {
      const bytes = await forged(ours, { ...constantsOf(ours), certificates: [certificate] }, { attributes: signedAttributes, cms: (cms) => cms });
      for (const signature of inspectPdf(bytes).signatures) expect(holds(checkSeal(signature, pins))).toBe(false);
    }
  });

  it('· of every sort are read without an error', () => {
    const samples: Buffer[] = [Buffer.alloc(0), Buffer.from('%'), Buffer.from('%PDF-'), Buffer.from('/ByteRange'), Buffer.from('/ByteRange['), Buffer.alloc(100_000)];
    for (let round = 0; round < 100; round++) samples.push(junk(round * 37, `bytes ${round}`), Buffer.concat([Buffer.from('%PDF-1.7 /ByteRange '), junk(80, `range ${round}`)]));
    for (const bytes of samples) expect(inspectPdf(bytes)).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) });
  });

  const filled = (pattern: string): Buffer => Buffer.alloc(LARGEST_PDF, pattern, 'latin1');
  it.each(['/ByteRange', '/ByteRange ', '/ByteRange [0 1 2 3]', '/ByteRange [0 20 40 60]/Contents <00>%%EOF', '/Contents <', '/', '<', '%%EOF\n', '/ByteRange[                                        '])(
    '· of 20 MiB of %j take time in proportion to their length',
    (pattern) => {
      const small = Buffer.from(filled(pattern).subarray(0, LARGEST_PDF / 16));
      const cost = (bytes: Buffer): number => {
        const before = process.cpuUsage();
        inspectPdf(bytes);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      cost(small);
      expect(cost(filled(pattern))).toBeLessThan(Math.max(1000, cost(small) * 64));
    },
  );
});
