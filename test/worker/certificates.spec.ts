import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { CertificateFileQueries, NameCorrections } from '#libs/certification';
import type { Actor } from '#libs/identity';
import { Verifications } from '#libs/registry';
import { CAST } from '../support/cast.ts';
import { itWith } from '../support/tools.ts';
import { Body } from '../certification/support/body.ts';
import { killAllWorkers, startWorkerProcess } from './support/workers.ts';

jest.setTimeout(200_000); // a worker starts in a second, but not on a machine that many share

let body: Body;
let odette: Actor;
let data: string;
beforeAll(async () => {
  body = await Body.open();
  odette = await body.registrar();
  data = mkdtempSync(join(tmpdir(), 'peerway-keys-'));
});
afterEach(() => killAllWorkers());
afterAll(() => body.close());

const environment = (more: Record<string, string> = {}) => ({ PEERWAY_DATA: data, REAL_BOOK: 'yes', ...more });
const jobsLeft = () => body.count(`graphile_worker.jobs`);

/** Works until the queue is empty. */
async function workAll(): Promise<void> {
  await startWorkerProcess(body.house.url, environment());
  for (let tries = 0; (await jobsLeft()) > 0; tries++) {
    if (tries > 1_500) throw new Error('The queue does not empty');
    await new Promise((done) => setTimeout(done, 100));
  }
  await killAllWorkers();
}

/** What must hold of every certification, whatever was killed when: one file, published once, its digest right, one letter. */
async function check(number: string): Promise<Buffer> {
  const files = await body.read<{ bytes: Buffer; sha256: Buffer; published: Buffer }>(
    `select f.bytes, f.sha256, p.sha256 as published from certificate_files f join certifications c on c.id = f.certification_id join registry.published_files p on p.listing_id = c.id where c.number = $1`,
    [number],
  );
  expect(files).toHaveLength(1);
  const [{ bytes, sha256, published }] = files as [(typeof files)[0]];
  expect(createHash('sha256').update(bytes).digest().equals(sha256) && sha256.equals(published)).toBe(true);
  const letters = await body.read(`select 1 from mailbox_letters where text like $1`, [`%${number}%`]);
  expect(letters).toHaveLength(1);
  return bytes;
}

describe('a certificate', () => {
  it.each(['before-drawing', 'after-signing', 'before-commit', 'after-commit'])('· is drawn exactly once when the worker is killed %s', async (point) => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    const dying = await startWorkerProcess(body.house.url, environment({ PEERWAY_FAIL_AT: point }));
    await new Promise((died) => (dying.child.exitCode ?? dying.child.signalCode) ? died(undefined) : dying.child.once('exit', died));
    expect(dying.child.signalCode).toBe('SIGKILL');
    await workAll();
    await check(number);
  });

  it('· is drawn once by two workers at the same moment', async () => {
    const numbers: string[] = [];
    for (let n = 0; n < 6; n++) numbers.push(await body.certified(await body.trainee(CAST.wei), odette));
    await startWorkerProcess(body.house.url, environment());
    await workAll();
    for (const number of numbers) await check(number);
  });

  it('· is for its holder and registrars alone', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    const queries = body.get(CertificateFileQueries);
    await expect(queries.download(rosa, number)).rejects.toThrow('NotFound');
    await workAll();
    expect((await queries.download(rosa, number)).name).toBe(`certificate-${number}.pdf`);
    expect((await queries.download(odette, number)).bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
    await expect(queries.download(await body.trainee(CAST.cher), number)).rejects.toThrow('NotFound');
  });

  it('· cannot be changed once it is kept', async () => {
    await expect(body.read(`update certificate_files set bytes = ''`)).rejects.toThrow('permission denied');
  });

  itWith('pdfsig', '· is accepted by tools that are not ours, and gives the name back', async () => {
    const wei = await body.trainee("Zoë O'Brien-Ñandú");
    const number = await body.certified(wei, odette);
    await workAll();
    const file = join(data, 'certificate.pdf');
    writeFileSync(file, await check(number));
    const run = (tool: string, ...args: string[]) => spawnSync(tool, args, { encoding: 'utf8' });
    expect(run('pdfsig', '-nocert', file).stdout).toMatch(/Total document signed[\s\S]*Signature is Valid/);
    expect(run('qpdf', '--check', file).status).toBe(0);
    expect(run('pdftotext', file, '-').stdout).toContain("Zoë O'Brien-Ñandú");
  });

  it('· is told apart from a changed one by the registry', async () => {
    const rosa = await body.trainee();
    const number = await body.certified(rosa, odette);
    await workAll();
    const bytes = await check(number);
    const verifications = body.get(Verifications);
    expect(await verifications.byFile(bytes)).toMatchObject({ answer: 'genuine', listing: { number, name: CAST.rosa } });
    expect(await verifications.byFile(Buffer.concat([bytes, Buffer.from('junk')]))).toMatchObject({ answer: 'not-genuine', reason: 'changed-after-issue', bytesAdded: 4 });
  });
});

describe('a corrected name', () => {
  it('· makes a successor, and the book shows both', async () => {
    const rosa = await body.trainee('Rosa Obrien');
    const number = await body.certified(rosa, odette);
    const corrections = body.get(NameCorrections);
    await expect(corrections.ask(rosa, number, 'Rosa Obrien', 'x')).rejects.toThrow('NameIsTheSame');
    await expect(corrections.ask(rosa, number, 'ସୁମନ', 'x')).rejects.toThrow('NameCannotBeDrawn');
    await corrections.ask(rosa, number, CAST.rosa, 'The apostrophe is missing');
    await expect(corrections.ask(rosa, number, CAST.cher, 'Again')).rejects.toThrow('CorrectionAlreadyAsked');
    const [asked] = await body.read<{ id: string }>(`select id from name_corrections n join certifications c on c.id = n.certification_id where c.number = $1`.replace('select id', 'select n.id'), [number]);
    await expect(corrections.grant(rosa, asked!.id)).rejects.toThrow('NotPermitted');
    const successor = await corrections.grant(odette, asked!.id);
    await expect(corrections.grant(odette, asked!.id)).rejects.toThrow('CorrectionAlreadyDecided');
    await workAll();
    await check(successor);
    expect(await body.read(`select l.name, o.number as replaces from registry.listings l join registry.listings o on o.id = l.supersedes_listing_id where l.number = $1`, [successor])).toEqual([{ name: CAST.rosa, replaces: number }]);
    expect(await body.read(`select d.kind from registry.listing_decisions d join registry.listings l on l.id = d.listing_id where l.number = $1`, [number])).toEqual([{ kind: 'superseded' }]);
  });
});
