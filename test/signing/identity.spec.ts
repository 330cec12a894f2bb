import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningIdentity, describeCertificate, fromPem, loadSigningIdentity, openSigningIdentity, readSealCertificates, SigningIdentityFault, toPem } from '#libs/signing';
import { itWith } from '../support/tools.ts';

const bodyName = 'Zoë O’Brien-Ñandú & Filles, 王小明 محمد';
const passphrase = 'correct horse battery staple';
const now = new Date('2026-11-22T12:00:00Z');
let top: string;
let serial = 0;
const newFolder = (): string => join(top, `keys-${serial++}`);

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'peerway-identity-'));
});
afterAll(() => rmSync(top, { recursive: true }));

const open = (folder: string) => openSigningIdentity({ folder, passphrase, bodyName, now });

describe('a signing identity made from nothing', () => {
  const { root, issuing, signer } = createSigningIdentity({ bodyName, now });
  const [top, middle, leaf] = [root, issuing, signer].map(({ certificate }) => new X509Certificate(certificate)) as [X509Certificate, X509Certificate, X509Certificate];

  it('· is a chain: root, issuing authority, signer', () => {
    expect([top.verify(top.publicKey), middle.verify(top.publicKey), leaf.verify(middle.publicKey)]).toEqual([true, true, true]);
    expect([top.ca, middle.ca, leaf.ca]).toEqual([true, true, false]);
    expect([top, middle, leaf].map((certificate) => certificate.publicKey.asymmetricKeyDetails?.namedCurve)).toEqual(['secp384r1', 'prime256v1', 'prime256v1']);
  });

  it('· names the body in its own scripts', () => {
    expect(describeCertificate(signer.certificate)).toMatchObject({ organization: bodyName, commonName: `${bodyName} Document Seal` });
    expect(describeCertificate(root.certificate).commonName).toBe(`${bodyName} Root CA`);
  });

  it('· is valid from an hour ago, for 30, 20 and 10 years', () => {
    expect([root, issuing, signer].map(({ certificate }) => describeCertificate(certificate).notAfter.toISOString())).toEqual(['2056-11-22T12:00:00.000Z', '2046-11-22T12:00:00.000Z', '2036-11-22T12:00:00.000Z']);
    expect(describeCertificate(signer.certificate).notBefore.toISOString()).toBe('2026-11-22T11:00:00.000Z');
  });

  it('· shows a fingerprint that people can compare', () => {
    const { fingerprint, sha256 } = describeCertificate(signer.certificate);
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(fingerprint.replaceAll(':', '').toLowerCase()).toBe(sha256.toString('hex'));
  });

  it('· has long random positive serial numbers', () => {
    const serials = Array.from({ length: 20 }, () => new X509Certificate(createSigningIdentity({ bodyName, now }).signer.certificate).serialNumber);
    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('· cuts a very long name to what X.520 allows', () => {
    const { organization, commonName } = describeCertificate(createSigningIdentity({ bodyName: '𝒜'.repeat(300), now }).signer.certificate);
    expect([organization, commonName].map((name) => Array.from(name).length)).toEqual([64, 64]);
    expect(commonName).toMatch(/^𝒜+… Document Seal$/u);
  });

  it.each(['', '   ', 'A\nCN=B'])('· is not made for the name %p', (name) => expect(() => createSigningIdentity({ bodyName: name, now })).toThrow('name of the certifying body'));

  it('· can have an RSA signer of 3072 bits', () => {
    const { certificate } = createSigningIdentity({ bodyName, now, keyKind: 'rsa' }).signer;
    expect(new X509Certificate(certificate).publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
  });

  it('· survives PEM and back', () => expect(fromPem(toPem(root.certificate) + toPem(signer.certificate))).toEqual([root.certificate, signer.certificate]));

  itWith('openssl', '· is accepted by OpenSSL in strict mode, with the extensions of a document signer', () => {
    const folder = mkdtempSync(join(tmpdir(), 'peerway-chain-'));
    const file = (name: string, der: Buffer): string => {
      writeFileSync(join(folder, name), toPem(der));
      return join(folder, name);
    };
    const leafFile = file('leaf.pem', signer.certificate);
    const args = ['verify', '-x509_strict', '-purpose', 'smimesign', '-attime', String(now.getTime() / 1000), '-CAfile', file('root.pem', root.certificate)];
    const verified = spawnSync('openssl', [...args, '-untrusted', file('issuing.pem', issuing.certificate), leafFile], { encoding: 'utf8' });
    const shown = spawnSync('openssl', ['x509', '-in', leafFile, '-noout', '-text'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ');
    rmSync(folder, { recursive: true });
    expect(verified).toMatchObject({ status: 0, stderr: '' });
    expect(shown).toContain('X509v3 Key Usage: critical Digital Signature, Non Repudiation');
    expect(shown).toContain('X509v3 Extended Key Usage: 1.3.6.1.5.5.7.3.36, 1.3.6.1.4.1.311.10.3.12, E-mail Protection');
    expect(shown).toContain('X509v3 Subject Key Identifier:');
    expect(shown).toContain('X509v3 Authority Key Identifier:');
  });
});

describe('an identity in a folder', () => {
  it('· is made once and then loaded', async () => {
    const folder = newFolder();
    const first = await open(folder);
    const second = await openSigningIdentity({ folder, passphrase, bodyName: 'Renamed Board', now });
    expect(second.sha256).toEqual(first.sha256);
    expect((await loadSigningIdentity(folder, passphrase)).chain).toEqual(first.chain);
    expect(second.notAfter.toISOString()).toBe('2036-11-22T12:00:00.000Z');
    expect(await readSealCertificates(folder)).toEqual({ chain: first.chain, root: first.root });
  });

  it('· lets nobody else read it, and keeps every key encrypted', async () => {
    const data = newFolder();
    const folder = join(data, 'signing');
    await open(folder);
    expect((statSync(data).mode & 0o055).toString(8)).toBe('55');
    const identity = join(folder, 'identity');
    expect(readdirSync(identity).sort()).toEqual(['chain.pem', 'identity.json', 'issuing.key.pem', 'root.key.pem', 'root.pem', 'signer.key.pem']);
    for (const name of readdirSync(identity)) expect((statSync(join(identity, name)).mode & 0o777).toString(8)).toBe('600');
    expect([folder, identity].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '700']);
    for (const name of ['root', 'issuing', 'signer']) {
      const pem = readFileSync(join(identity, `${name}.key.pem`), 'utf8');
      expect(pem).toContain('BEGIN ENCRYPTED PRIVATE KEY');
      expect(createPrivateKey({ key: pem, passphrase }).type).toBe('private');
    }
  });

  it('· says which file is at fault', async () => {
    const folder = newFolder();
    await open(folder);
    const path = (name: string): string => join(folder, 'identity', name);
    await expect(loadSigningIdentity(folder, 'wrong')).rejects.toThrow(`${path('signer.key.pem')}: cannot be opened with this passphrase`);
    const key = readFileSync(path('signer.key.pem'));
    writeFileSync(path('signer.key.pem'), readFileSync(path('issuing.key.pem')));
    await expect(loadSigningIdentity(folder, passphrase)).rejects.toThrow('is not the key of the certificate');
    writeFileSync(path('signer.key.pem'), key);
    writeFileSync(path('root.pem'), toPem(createSigningIdentity({ bodyName, now }).root.certificate));
    await expect(loadSigningIdentity(folder, passphrase)).rejects.toThrow('do not form a chain');
    writeFileSync(path('chain.pem'), 'junk');
    await expect(loadSigningIdentity(folder, passphrase)).rejects.toThrow(SigningIdentityFault);
    await expect(loadSigningIdentity(newFolder(), passphrase)).rejects.toThrow('cannot be read');
  });

  it('· works while the root’s key lies in a safe', async () => {
    const folder = newFolder();
    const { sha256 } = await open(folder);
    rmSync(join(folder, 'identity', 'root.key.pem'));
    expect((await open(folder)).sha256).toEqual(sha256);
  });

  it('· is not made without a passphrase', async () => {
    const folder = newFolder();
    await expect(openSigningIdentity({ folder, passphrase: '', bodyName, now })).rejects.toThrow('passphrase');
  });
});

/** A process that opens the identity and prints its fingerprint; with `killAfterMs` it is killed so long after it began to make one. */
function starter(folder: string, killAfterMs?: number): Promise<string> {
  const module = new URL('../../libs/signing/src/index.js', import.meta.url).href;
  const script = `const { openSigningIdentity } = await import(${JSON.stringify(module)});
    const signer = await openSigningIdentity({ folder: ${JSON.stringify(folder)}, passphrase: 'p', bodyName: 'Board', now: new Date() });
    console.log(signer.sha256.toString('hex'));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const watcher = killAfterMs === undefined ? undefined : watch(folder, () => setTimeout(() => child.kill('SIGKILL'), killAfterMs));
  return new Promise((done) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', () => {
      watcher?.close();
      done(out.trim());
    });
  });
}

describe('an identity that several processes want at their first start', () => {
  it('· is one and the same for all', async () => {
    const folder = newFolder();
    const seen = await Promise.all([1, 2, 3, 4].map(() => starter(folder)));
    expect(seen[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(seen).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['identity']);
  });

  it('· is whole or not there after a kill at any moment', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const printed: string[] = [];
    for (const killAfterMs of [0, 0, 1, 2, 4, 6, 9, 13]) printed.push(await starter(folder, killAfterMs));
    const last = await starter(folder);
    expect(last).toMatch(/^[0-9a-f]{64}$/);
    for (const earlier of printed) expect(['', last]).toContain(earlier);
  });

  it('· never uses what a killed process left half made, and clears it after an hour', async () => {
    const folder = newFolder();
    const half = join(folder, '.making-x1y2z3');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'root.key.pem'), 'half a ke');
    utimesSync(half, now, now);
    const { sha256 } = await open(folder);
    expect(readdirSync(folder).sort()).toEqual(['.making-x1y2z3', 'identity']);
    const later = await openSigningIdentity({ folder, passphrase, bodyName, now: new Date(now.getTime() + 2 * 60 * 60 * 1000) });
    expect(later.sha256).toEqual(sha256);
    expect(readdirSync(folder)).toEqual(['identity']);
  });
});
