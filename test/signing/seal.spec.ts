import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealPdf, toPem } from '#libs/signing';
import { itWith } from '../support/tools.ts';
import { newSigner } from './support/house.ts';
import { plainPdf } from './support/plain-pdf.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-seal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });
const { pdf: unsealed, place } = plainPdf();
const contentsOf = (pdf: Buffer): Buffer => Buffer.from(pdf.toString('latin1', place.contentsOffset + 1, place.contentsOffset + place.contentsLength - 1), 'hex');
const signedBytesOf = (pdf: Buffer): Buffer => Buffer.concat([pdf.subarray(0, place.contentsOffset), pdf.subarray(place.contentsOffset + place.contentsLength)]);

describe.each(['ec', 'rsa'] as const)('a PDF sealed with an %s key', (keyKind) => {
  const signer = newSigner(keyKind);

  it('· changes only in its two placeholders', async () => {
    const before = Buffer.from(unsealed);
    const { pdf, signedSha256 } = await sealPdf(unsealed, place, signer);
    expect(unsealed).toEqual(before);
    expect(pdf.length).toBe(unsealed.length);
    expect(pdf.subarray(0, place.byteRangeOffset)).toEqual(unsealed.subarray(0, place.byteRangeOffset));
    expect(pdf.subarray(place.contentsOffset + place.contentsLength)).toEqual(unsealed.subarray(place.contentsOffset + place.contentsLength));
    const end = place.contentsOffset + place.contentsLength;
    expect(pdf.toString('latin1', place.byteRangeOffset, place.byteRangeOffset + place.byteRangeLength)).toMatch(new RegExp(`^\\[0 ${place.contentsOffset} ${end} ${pdf.length - end} *\\]$`));
    expect(signedSha256).toEqual(createHash('sha256').update(signedBytesOf(pdf)).digest());
  });

  itWith('openssl', '· is verified by OpenSSL as CAdES against root and issuing authority', async () => {
    const { pdf } = await sealPdf(unsealed, place, signer);
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', file('seal.der', contentsOf(pdf)), '-purpose', 'smimesign', '-CAfile', file('root.pem', toPem(signer.root))];
    expect(run('openssl', ...args, '-content', file('signed.bin', signedBytesOf(pdf)), '-out', join(folder, 'out.bin'))).toMatchObject({ status: 0, stderr: expect.stringContaining('CAdES Verification successful') });
    const changed = signedBytesOf(pdf);
    changed[200]! ^= 1;
    expect(run('openssl', ...args, '-content', file('changed.bin', changed), '-out', join(folder, 'out.bin'))).toMatchObject({ status: 4, stderr: expect.stringContaining('content verify error') });
  });

  itWith('openssl', '· has the four attributes of a baseline seal, and no signing time', async () => {
    const { pdf } = await sealPdf(unsealed, place, signer);
    const { stdout } = run('openssl', 'cms', '-cmsout', '-print', '-inform', 'DER', '-in', file('seal.der', contentsOf(pdf)));
    const attributes = stdout.slice(stdout.indexOf('signedAttrs'), stdout.indexOf('signatureAlgorithm', stdout.indexOf('signedAttrs')));
    expect(attributes.match(/object: .*/g)?.map((line) => line.replace(/^object: ([^(]*?) .*$/, '$1')).sort()).toEqual(['contentType', 'id-smime-aa-signingCertificateV2', 'messageDigest', 'undefined']);
    expect(attributes).toContain('1.2.840.113549.1.9.52');
    expect(stdout.match(/d.issuerAndSerialNumber:/g)).toHaveLength(1);
    expect(stdout).toMatch(/unsignedAttrs:\s+<ABSENT>/);
  });

  itWith('pdfsig', '· is "Signature is Valid" and wholly signed to poppler', async () => {
    const { pdf } = await sealPdf(unsealed, place, signer);
    const { stdout } = run('pdfsig', '-nocert', file('sealed.pdf', pdf));
    expect(stdout).toContain('Signature Validation: Signature is Valid.');
    expect(stdout).toContain('Total document signed');
    expect(stdout).toContain('ETSI.CAdES.detached');
    expect(stdout).toContain('Zoë O’Brien-Ñandú Board 王小明 Document Seal');
  });

  itWith('qpdf', '· is a sound file to qpdf', async () => {
    const { pdf } = await sealPdf(unsealed, place, signer);
    expect(run('qpdf', '--check', file('sealed.pdf', pdf))).toMatchObject({ status: 0, stdout: expect.stringContaining('No syntax or stream encoding errors found') });
  });

  it('· signs with the key of its certificate', async () => {
    const bytes = Buffer.from('محمد العلي');
    expect(verify('sha256', bytes, new X509Certificate(signer.chain[0]).publicKey, await signer.sign(bytes))).toBe(true);
  });
});

describe('a PDF without right room for a seal', () => {
  const signer = newSigner('ec');
  it('· is refused when the seal does not fit', async () => {
    const small = plainPdf({ reserved: 600 });
    await expect(sealPdf(small.pdf, small.place, signer)).rejects.toThrow(/^The seal has \d+ bytes and room for 600$/);
  });
  it('· is refused when the place points elsewhere, or a seal is there already', async () => {
    await expect(sealPdf(unsealed, { ...place, contentsOffset: place.contentsOffset + 2 }, signer)).rejects.toThrow('No room for a seal');
    await expect(sealPdf(unsealed, { ...place, byteRangeOffset: place.byteRangeOffset - 1 }, signer)).rejects.toThrow('No room for a seal');
    const { pdf } = await sealPdf(unsealed, place, signer);
    await expect(sealPdf(pdf, place, signer)).rejects.toThrow('No room for a seal');
  });
});
