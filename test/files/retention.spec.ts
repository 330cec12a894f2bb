import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Playbacks, StoredFiles } from '#libs/files';
import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { addPerson } from '../support/cast.ts';
import { block, cluster, madeWebm } from './support/made-webm.ts';
import { openShelf, type Shelf } from './support/shelf.ts';

let shelf: Shelf;
let house: Shelf['house'];
let clock: Shelf['clock'];
let folder: Shelf['folder'];
let files: Shelf['files'];
let seekable: Shelf['seekable'];
let retention: Shelf['retention'];
let rosa: string;
beforeAll(async () => {
  shelf = await openShelf();
  ({ house, clock, folder, files, seekable, retention, rosa } = shelf);
});
afterAll(() => shelf.drop());

const webm = madeWebm({ clusters: [cluster(0, [block(1, 0, true, Buffer.alloc(900, 1)), block(1, 900, false, Buffer.alloc(900, 2))])] });
const keep = (bytes: Buffer = webm): ReturnType<StoredFiles['keep']> => files.keep(rosa, 'recording', { name: 'Gespräch 王小明.webm', stream: Readable.from([bytes]) });

describe('a file', () => {
  it('· is kept whole, or not at all', async () => {
    const file = await keep();
    expect(readFileSync(folder.pathOf(file.id)).equals(webm)).toBe(true);
    await expect(keep(Buffer.from('not a recording'))).rejects.toMatchObject({ name: 'FileTypeNotAccepted' });
    await expect(keep(Buffer.alloc(0))).rejects.toMatchObject({ name: 'FileIsEmpty' });
    const tooLarge = Readable.from((function* () {
      for (let n = 0; n < 21; n++) yield Buffer.alloc(1_048_576);
    })());
    await expect(files.keep(rosa, 'document', { name: 'x.pdf', stream: tooLarge })).rejects.toMatchObject({ name: 'FileOverLimit', facts: { megabytes: 20 } });
  });

  it('· knows a PDF by its bytes', async () => {
    const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    expect((await files.keep(rosa, 'document', { name: 'letter.txt', stream: Readable.from([pdf]) })).type).toBe('application/pdf');
    await expect(files.keep(rosa, 'document', { name: 'letter.pdf', stream: Readable.from([webm]) })).rejects.toMatchObject({ name: 'FileTypeNotAccepted' });
  });

  it('· is used once, and by its owner', async () => {
    const { id } = await keep();
    const claim = (owner: string, by: string): Promise<unknown> => house.database.transaction(() => files.claim(owner, id, 'recording', by));
    await expect(claim(await addPerson(house.database, 'Cher'), 'x')).rejects.toMatchObject({ name: 'NotFound' });
    const both = await Promise.allSettled([claim(rosa, 'role-play:1'), claim(rosa, 'role-play:2')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a seekable copy', () => {
  it('· is made once, is read from then on, and leaves the original as it came', async () => {
    const { id, sha256 } = await keep();
    expect((await files.readable(id)).path).toMatch(new RegExp(`${id}$`));
    await Promise.all([seekable.make(id), seekable.make(id)].map((made) => made.catch(() => undefined)));
    await seekable.make(id);
    expect((await files.readable(id)).path).toMatch(/[.]seekable$/);
    expect(await files.about(id)).toMatchObject({ sha256, seekable: true, durationMs: 1800 });
    expect(readFileSync(folder.pathOf(id)).equals(webm)).toBe(true);
  });
});

describe('the end of a recording', () => {
  it('· leaves a tombstone and no byte, at once for readers', async () => {
    const { id } = await keep();
    await seekable.make(id);
    await retention.expire(id, 'withdrawn', rosa);
    await expect(files.readable(id)).rejects.toMatchObject({ name: 'FileIsGone' });
    await retention.erase(id);
    expect([existsSync(folder.pathOf(id)), existsSync(folder.pathOf(id, 'seekable'))]).toEqual([false, false]);
    expect(await files.about(id)).toMatchObject({ durationMs: 1800, removed: { why: 'withdrawn', at: clock.now() } });
    await retention.expire(id, 'retention');
    expect((await files.about(id)).removed!.why).toBe('withdrawn');
    await expect(house.database.read(`delete from tombstones`)).rejects.toThrow('permission denied');
  });

  it('· never takes a byte without a tombstone, and gives no new copy after one', async () => {
    const { id } = await keep();
    await retention.erase(id);
    expect(existsSync(folder.pathOf(id))).toBe(true);
    await retention.expire(id, 'retention');
    await seekable.make(id);
    expect(existsSync(folder.pathOf(id, 'seekable'))).toBe(false);
  });

  it('· comes by itself for an upload that nothing came of, and not for one that was used', async () => {
    const [unused, used] = [await keep(), await keep()];
    await house.database.transaction(() => files.claim(rosa, used.id, 'recording', 'role-play:3'));
    for (const { id } of [unused, used]) await retention.expireUnused(id);
    expect([(await files.about(unused.id)).removed?.why, (await files.about(used.id)).removed]).toEqual(['unused', null]);
  });
});

describe('a document that was uploaded', () => {
  it('· ends after seven days unless it was handed in, as a recording does', async () => {
    const { id } = await files.keep(rosa, 'document', { name: 'Zertifikat 王.pdf', stream: Readable.from([Buffer.from('%PDF-1.7\n%%EOF\n')]) });
    const [job] = await house.database.read<{ task: string; runAt: Date }>(`select task_identifier as task, run_at as "runAt" from graphile_worker.jobs where key = $1`, [`expire-unused-file:${id}`]);
    expect(job).toEqual({ task: 'expire-unused-file', runAt: new Date(clock.now().getTime() + 7 * 86_400_000) });
    await retention.expireUnused(id);
    expect((await files.about(id)).removed?.why).toBe('unused');
    await expect(house.database.transaction(() => files.claim(rosa, id, 'document', 'training:1'))).rejects.toMatchObject({ name: 'FileIsGone' });
  });
});

describe('the log of viewings', () => {
  it('· has one row for a person and an hour, however many ranges were asked for', async () => {
    const { id } = await keep();
    const playbacks = new Playbacks(house.database, clock);
    const amir = await addPerson(house.database, 'Amir محمد العلي');
    await Promise.all(Array.from({ length: 20 }, () => playbacks.note(id, amir)));
    clock.forward(61);
    await playbacks.note(id, amir);
    await playbacks.note(id, rosa);
    expect((await playbacks.of(id)).map(({ personId }) => personId).toSorted()).toEqual([amir, amir, rosa].toSorted());
    await expect(house.database.read(`delete from playbacks`)).rejects.toThrow('permission denied');
  });
});
