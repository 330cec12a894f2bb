import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSigningIdentity, type IdentityRequest, type SigningIdentity } from './identity.ts';
import { fromPem, toPem } from './pem.ts';
import { signerWithKey, type Signer } from './signer.ts';

/** The keys on disk cannot be used. The message names the file and what to do, and never a secret. */
export class SigningIdentityFault extends Error {
  constructor(path: string, what: string, cause?: unknown) {
    super(`${path}: ${what}`, { cause });
    this.name = 'SigningIdentityFault';
  }
}

export interface IdentityPlace extends IdentityRequest {
  /** The folder that holds `identity/`; made when it is not there. */
  readonly folder: string;
  /** Encrypts the private keys. Losing it loses the keys. */
  readonly passphrase: string;
}

const IDENTITY = 'identity';
const MAKING = '.making-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** What `identity/` holds. The root's key is not needed to run: an operator may move `root.key.pem` to a safe. */
function filesOf({ root, issuing, signer }: SigningIdentity, { bodyName, now, passphrase }: IdentityPlace): Record<string, string> {
  const encrypted = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
  const { fingerprint256, validTo } = new X509Certificate(signer.certificate);
  return {
    'root.key.pem': encrypted(root.key),
    'issuing.key.pem': encrypted(issuing.key),
    'signer.key.pem': encrypted(signer.key),
    'root.pem': toPem(root.certificate),
    'chain.pem': toPem(signer.certificate) + toPem(issuing.certificate),
    'identity.json': `${JSON.stringify({ format: 1, bodyName, madeAt: now, signer: fingerprint256, notAfter: new Date(validTo) }, undefined, 2)}\n`,
  };
}

/** Makes the names in a folder last through a power cut, as `flush` does for the content of the files. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Makes an identity whole under another name and then renames it, so that a killed process leaves nothing that could be taken for one. When two processes
 * do this at once, a folder that holds something cannot be replaced: the second rename fails and its keys are thrown away unused.
 */
async function establish(place: IdentityPlace): Promise<void> {
  await mkdir(dirname(place.folder), { recursive: true }); // open to others: the database, run by another user, lives beside the keys
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  const making = await mkdtemp(join(place.folder, MAKING));
  try {
    for (const [name, text] of Object.entries(filesOf(createSigningIdentity(place), place))) await writeFile(join(making, name), text, { mode: 0o600, flag: 'wx', flush: true });
    await syncFolder(making);
    await rename(making, join(place.folder, IDENTITY));
    await syncFolder(place.folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!existsSync(join(place.folder, IDENTITY, 'identity.json'))) throw error;
  }
}

async function clearAbandoned({ folder, now }: IdentityPlace): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(MAKING)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now.getTime() }));
    if (now.getTime() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new SigningIdentityFault(path, 'cannot be read', error);
  });
}

async function readCertificates(path: string, least: number): Promise<X509Certificate[]> {
  try {
    const certificates = fromPem(await readText(path)).map((der) => new X509Certificate(der));
    if (certificates.length >= least) return certificates;
  } catch (error) {
    if (error instanceof SigningIdentityFault) throw error;
  }
  throw new SigningIdentityFault(path, `does not hold ${least} readable certificates; restore it from a backup`);
}

async function readKey(path: string, passphrase: string): Promise<KeyObject> {
  const pem = await readText(path);
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch (error) {
    throw new SigningIdentityFault(path, 'cannot be opened with this passphrase', error);
  }
}

const issued = (certificate: X509Certificate, by: X509Certificate): boolean => certificate.checkIssued(by) && certificate.verify(by.publicKey);

/** The public half of an identity, readable without the passphrase. @throws SigningIdentityFault */
export async function readSealCertificates(folder: string): Promise<Pick<Signer, 'chain' | 'root'>> {
  const path = join(folder, IDENTITY);
  const chain = await readCertificates(join(path, 'chain.pem'), 2);
  const [root] = (await readCertificates(join(path, 'root.pem'), 1)) as [X509Certificate];
  const links = [...chain, root];
  if (!links.every((link, index) => issued(link, links[index + 1] ?? root))) throw new SigningIdentityFault(path, 'its certificates do not form a chain; restore it from a backup');
  return { chain: chain.map(({ raw }) => raw) as [Buffer, ...Buffer[]], root: root.raw };
}

/** The signer that lies in `folder`. @throws SigningIdentityFault when it is missing, damaged or locked by another passphrase. */
export async function loadSigningIdentity(folder: string, passphrase: string): Promise<Signer> {
  const { chain, root } = await readSealCertificates(folder);
  const path = join(folder, IDENTITY, 'signer.key.pem');
  const key = await readKey(path, passphrase);
  if (!new X509Certificate(chain[0]).checkPrivateKey(key)) throw new SigningIdentityFault(path, 'is not the key of the certificate in chain.pem; restore both from a backup');
  return signerWithKey(key, chain, root);
}

/** The signer that lies in `folder`, made at the first start: exactly one, however many processes start at once or are killed on the way. */
export async function openSigningIdentity(place: IdentityPlace): Promise<Signer> {
  if (place.passphrase.length === 0) throw new Error('A signing identity needs a passphrase');
  if (!existsSync(join(place.folder, IDENTITY))) await establish(place);
  await clearAbandoned(place);
  return loadSigningIdentity(place.folder, place.passphrase);
}
