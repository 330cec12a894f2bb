import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Upload } from 'tus-js-client';
import { addPerson, CAST } from '../support/cast.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { Sessions } from '#libs/identity';
import { cluster, block, madeWebm } from './support/made-webm.ts';

const SERVER = fileURLToPath(new URL('support/one-server.js', import.meta.url));
const recording = (bytes: number): Buffer => madeWebm({ clusters: [cluster(0, [block(1, 0, true, randomBytes(bytes))])] });
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let site: TestSite;
let folder: string;
let rosa: string;
let browser: Visitor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-uploads-'));
  site = await testSite({ PEERWAY_DATA: folder });
  rosa = await addPerson(site.house.database);
  browser = await site.signedIn(rosa);
});
afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const begin = async (who: Visitor, bytes: number, type = 'video/webm', from = '/account'): Promise<ReturnType<Visitor['send']>> =>
  who.send('POST', '/uploads', { 'tus-resumable': '1.0.0', 'upload-length': String(bytes), 'upload-metadata': `filetype ${base64(type)},filename ${base64("Rosa's talk.webm")}`, 'x-csrf-token': await who.token(from) });
const piece = async (who: Visitor, location: string, offset: number, bytes: Buffer): Promise<ReturnType<Visitor['send']>> =>
  who.send('PATCH', location, { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', 'x-csrf-token': await who.token('/account') }, bytes);
const keptBytes = (id: string): Buffer => readFileSync(join(folder, 'files', 'kept', id.slice(-2), id));

describe('a recording sent in pieces', () => {
  it('· is kept byte by byte, with its digest and its true type, and a job to make it seekable', async () => {
    const bytes = recording(5000);
    const { location } = await begin(browser, bytes.length);
    expect((await piece(browser, location!, 0, bytes.subarray(0, 2000))).status).toBe(204);
    expect((await piece(browser, location!, 2000, bytes.subarray(2000))).status).toBe(204);
    const id = location!.split('/').at(-1)!;
    expect(keptBytes(id).equals(bytes)).toBe(true);
    const [row] = await site.house.database.read<object>(`select owner_id, kind, name, type, bytes, sha256 from files where id = $1`, [id]);
    expect(row).toEqual({ owner_id: rosa, kind: 'recording', name: "Rosa's talk.webm", type: 'video/webm', bytes: bytes.length, sha256: sha256(bytes) });
    const jobs = await site.house.database.read<{ name: string }>(`select task_identifier as name from graphile_worker.jobs order by 1`);
    expect(jobs.map(({ name }) => name)).toEqual(['expire-unused-file', 'make-seekable']);
  });

  it('· is refused before the first byte when it is too large, or says it is something else', async () => {
    expect((await begin(browser, 800 * 1_048_576)).status).toBe(413);
    expect((await begin(browser, 100, 'image/png')).status).toBe(415);
  });

  it('· is refused by what it is, whatever it says it is; nothing is kept', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(400));
    const { location } = await begin(browser, html.length);
    expect((await piece(browser, location!, 0, html)).status).toBe(415);
    const id = location!.split('/').at(-1)!;
    expect(await site.house.database.read(`select 1 from files where id = $1`, [id])).toEqual([]);
    expect(readdirSync(join(folder, 'files', 'incoming')).filter((name) => name.startsWith(id))).toEqual([]);
  });

  it('· is not there for anybody else, and asks who is not signed in to sign in', async () => {
    const { location } = await begin(browser, 5000);
    const cher = await site.signedIn(await addPerson(site.house.database, CAST.cher));
    expect((await cher.send('HEAD', location!, { 'tus-resumable': '1.0.0' })).status).toBe(404);
    expect((await piece(cher, location!, 0, recording(10))).status).toBe(404);
    expect((await cher.send('DELETE', location!, { 'tus-resumable': '1.0.0', 'x-csrf-token': await cher.token('/account') })).status).toBe(404);
    expect((await site.visitor().send('HEAD', location!, { 'tus-resumable': '1.0.0' })).status).toBe(303);
    expect((await browser.get(location!)).status).toBe(404);
  });

  it('· needs the token of our own page', async () => {
    const answer = await browser.send('POST', '/uploads', { 'tus-resumable': '1.0.0', 'upload-length': '100' });
    expect([answer.status, answer.location]).toEqual([409, null]);
  });
});

describe('a server killed in the middle', () => {
  const start = async (port: number): Promise<{ child: ChildProcess; port: number }> => {
    const child = fork(SERVER, { env: { ...process.env, PEERWAY_TEST_PORT: String(port), PEERWAY_TEST_DATABASE: site.house.url, PEERWAY_DATA: folder }, execArgv: [] });
    const [listening] = (await once(child, 'message')) as [number];
    return { child, port: listening };
  };

  it('· costs no byte: the upload goes on where it was', async () => {
    let { child, port } = await start(0);
    const bytes = recording(3_000_000);
    const cookie = `session=${await new Sessions(site.house.database, site.clock).open(rosa, 'test')}`;
    const page = await fetch(`http://localhost:${port}/account`, { headers: { cookie } });
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!;
    let killed = 0;
    const url = await new Promise<string>((done, failed) => {
      const upload = new Upload(bytes, {
        endpoint: `http://localhost:${port}/uploads`,
        headers: { cookie, 'x-csrf-token': token },
        metadata: { filename: 'r.webm', filetype: 'video/webm' },
        chunkSize: 500_000,
        retryDelays: [200, 500, 1000, 2000, 4000, 8000],
        onChunkComplete: (_size, sent) => {
          if (killed === 2 || sent < (killed + 1) * 1_000_000) return;
          killed += 1;
          child.kill('SIGKILL');
          void once(child, 'exit').then(() => start(port)).then((started) => ({ child, port } = started));
        },
        onSuccess: () => done(upload.url!),
        onError: failed,
      });
      upload.start();
    });
    child.kill('SIGKILL');
    const id = url.split('/').at(-1)!;
    expect(killed).toBe(2);
    expect(sha256(keptBytes(id))).toBe(sha256(bytes));
    expect(await site.house.database.read(`select sha256 from files where id = $1`, [id])).toEqual([{ sha256: sha256(bytes) }]);
  }, 60_000);
});
