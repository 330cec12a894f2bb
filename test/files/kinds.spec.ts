import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Uploads, type StoredFile } from '#libs/files';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addPerson } from '../support/cast.ts';
import { makeMedia, type Kind } from './support/media.ts';
import { openShelf, type Shelf } from './support/shelf.ts';

let shelf: Shelf;
let house: Shelf['house'];
let data: string;
let clock: Shelf['clock'];
let folder: Shelf['folder'];
let files: Shelf['files'];
let seekable: Shelf['seekable'];
let retention: Shelf['retention'];
let rosa: string;
beforeAll(async () => {
  shelf = await openShelf();
  ({ house, data, clock, folder, files, seekable, retention, rosa } = shelf);
});
afterAll(() => shelf.drop());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function keep(kind: Kind): Promise<{ file: StoredFile; bytes: Buffer }> {
  const path = join(data, `made.${kind}`);
  await makeMedia(kind, path, { seconds: 1 });
  return { file: await files.keep(rosa, 'recording', { name: `talk.${kind}`, stream: createReadStream(path) }), bytes: readFileSync(path) };
}

const keepBytes = (bytes: Buffer, name = 'x'): Promise<StoredFile> => files.keep(rosa, 'recording', { name, stream: Readable.from([bytes]) });
const drafts = (): string[] => readdirSync(folder.incoming).filter((name) => name.endsWith('.part'));

describe('a recording, whatever made it', () => {
  it.each<[Kind, string, boolean, number]>([
    ['webm', 'video/webm', true, 1000],
    ['sound.webm', 'audio/webm', true, 1000],
    ['fragmented.mp4', 'video/mp4', true, 1000],
    ['phone.mp4', 'video/mp4', true, 1000],
    ['sound.mp4', 'audio/mp4', true, 1000],
    ['phone.mov', 'video/mp4', true, 1000],
    ['ogg', 'audio/ogg', false, 1000],
    ['wav', 'audio/wav', false, 1000],
    ['mp3', 'audio/mpeg', false, 1019],
  ])('· as %s is kept as %s, copied: %s, and has a length', async (kind, type, copied, durationMs) => {
    const { file, bytes } = await keep(kind);
    expect(file).toMatchObject({ type, bytes: bytes.length, sha256: sha256(bytes), seekable: false, durationMs: null });
    await seekable.make(file.id);
    expect(await files.about(file.id)).toMatchObject({ type, bytes: bytes.length, sha256: sha256(bytes), seekable: copied, durationMs });
    expect(readFileSync(folder.pathOf(file.id)).equals(bytes)).toBe(true);
    const { root, path } = await files.readable(file.id);
    const [copy] = await house.database.read<{ bytes: number; sha256: string }>(`select bytes, sha256 from file_derivatives where file_id = $1`, [file.id]);
    if (copied) expect(copy).toEqual({ bytes: statSync(join(root, path)).size, sha256: sha256(readFileSync(join(root, path))) });
    else expect([copy, readFileSync(join(root, path)).equals(bytes)]).toEqual([undefined, true]);
  });

  it('· has a job that makes it seekable and measures it, once', async () => {
    const { file } = await keep('wav');
    const jobs = await house.database.read<{ name: string }>(`select task_identifier as name from graphile_worker.jobs where key like $1 order by 1`, [`%:${file.id}`]);
    expect(jobs.map(({ name }) => name)).toEqual(['expire-unused-file', 'make-seekable']);
  });

  it('· is measured once, also by two workers at the same moment', async () => {
    const { file } = await keep('mp3');
    await Promise.all([seekable.make(file.id), seekable.make(file.id)]);
    await seekable.make(file.id);
    expect(await house.database.read(`select duration_ms from file_lengths where file_id = $1`, [file.id])).toHaveLength(1);
  });

  it('· keeps its length when it is deleted, and is not measured after', async () => {
    const [measured, unmeasured] = [(await keep('ogg')).file, (await keep('ogg')).file];
    await seekable.make(measured.id);
    for (const { id } of [measured, unmeasured]) await retention.expire(id, 'ungraded');
    await seekable.make(unmeasured.id);
    expect([await files.about(measured.id), await files.about(unmeasured.id)]).toMatchObject([{ durationMs: 1000, removed: { why: 'ungraded' } }, { durationMs: null, removed: { why: 'ungraded' } }]);
  });

  it('· leaves nothing half made behind', () => expect(drafts()).toEqual([]));
});

describe('a recording that cannot be mended', () => {
  it.each([
    ['a phone’s file without its end', async () => (await keep('phone.mp4')).bytes.subarray(0, 800)],
    ['a WebM file of a header alone', async () => (await keep('webm')).bytes.subarray(0, 60)],
    ['a fragmented file of its first box', async () => (await keep('fragmented.mp4')).bytes.subarray(0, 40)],
  ])('· is played as it came: %s', async (_, bytesOf) => {
    const bytes = await bytesOf();
    const { id } = await keepBytes(bytes);
    await seekable.make(id);
    const { root, path } = await files.readable(id);
    expect([(await files.about(id)).seekable, readFileSync(join(root, path)).equals(bytes)]).toEqual([false, true]);
    expect(drafts()).toEqual([]);
  });

  it('· because its bytes are not on the disk is tried again by its job', async () => {
    const { file } = await keep('webm');
    await folder.remove(folder.pathOf(file.id));
    await expect(seekable.make(file.id)).rejects.toThrow('ENOENT');
    expect(drafts()).toEqual([]);
  });
});

describe('what is no recording', () => {
  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')],
    ['a page', Buffer.from('<!doctype html><title>x</title>')],
    ['a program', Buffer.from('7f454c4602010100000000000000000000', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF\n')],
    ['an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['Matroska', Buffer.concat([Buffer.from('1a45dfa3934282886d6174726f736b61', 'hex'), Buffer.alloc(60)])],
    ['zeros', Buffer.alloc(5_000)],
  ])('· is refused, and nothing is kept: %s', async (_, bytes) => {
    const before = await house.database.read<{ n: number }>(`select count(*)::int as n from files`);
    await expect(keepBytes(bytes, 'talk.webm')).rejects.toMatchObject({ name: 'FileTypeNotAccepted', kind: 'invalid', field: 'file', facts: { kind: 'recording' } });
    expect([await house.database.read<{ n: number }>(`select count(*)::int as n from files`), drafts()]).toEqual([before, []]);
  });

  it('· and breaks off in the middle, keeps nothing', async () => {
    const stream = Readable.from((async function* () {
      yield (await keep('webm')).bytes;
      throw new Error('the line broke');
    })());
    await expect(files.keep(rosa, 'recording', { name: 'x', stream })).rejects.toThrow('the line broke');
    expect(drafts()).toEqual([]);
  });
});

describe('drafts that a crash left', () => {
  it('· go after two days; younger ones, uploads and kept files stay', async () => {
    const { file } = await keep('wav');
    const uploads = new Uploads(clock, folder, files);
    const [old, young, upload] = ['old.part', 'young.part', 'upload'].map((name) => join(folder.incoming, name)) as [string, string, string];
    for (const [path, hours] of [[old, 49], [young, 47], [upload, 20]] as const) {
      writeFileSync(path, 'x');
      const at = new Date(clock.now().getTime() - hours * 3_600_000);
      utimesSync(path, at, at);
    }
    expect(await uploads.clear()).toBe(1);
    expect([old, young, upload, folder.pathOf(file.id)].map(existsSync)).toEqual([false, true, true, true]);
    rmSync(young);
    rmSync(upload);
  });
});

describe('who may use a file', () => {
  const claim = (owner: string, id: string, kind: 'recording' | 'document' = 'recording', by = 'role-play:x'): Promise<StoredFile> => house.database.transaction(() => files.claim(owner, id, kind, by));

  it('· is its owner, for what it is', async () => {
    const { file } = await keep('wav');
    await expect(claim(await addPerson(house.database, 'Cher'), file.id)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(claim(rosa, file.id, 'document')).rejects.toMatchObject({ name: 'NotFound' });
    expect((await claim(rosa, file.id)).id).toBe(file.id);
    await expect(claim(rosa, file.id, 'recording', 'role-play:y')).rejects.toMatchObject({ name: 'FileAlreadyUsed', kind: 'conflict', field: 'file' });
  });

  it('· is nobody once it is gone', async () => {
    const { file } = await keep('wav');
    await retention.expire(file.id, 'unused');
    await expect(claim(rosa, file.id)).rejects.toMatchObject({ name: 'FileIsGone' });
    await expect(files.readable(file.id)).rejects.toMatchObject({ name: 'FileIsGone', kind: 'missing' });
  });

  it('· and its end at the same moment: it is used, or it is gone, never both', async () => {
    for (let n = 0; n < 6; n++) {
      const { file } = await keep('wav');
      const [used] = await Promise.all([claim(rosa, file.id).then(() => true, () => false), retention.expireUnused(file.id)]);
      expect((await files.about(file.id)).removed === null).toBe(used);
    }
  });

  it('· of a transaction that was rolled back has used nothing', async () => {
    const { file } = await keep('wav');
    await expect(house.database.transaction(async () => {
      await files.claim(rosa, file.id, 'recording', 'role-play:z');
      throw new Error('refused');
    })).rejects.toThrow('refused');
    expect((await claim(rosa, file.id)).id).toBe(file.id);
  });

  it('· nobody, of one that never was', async () => {
    const nowhere = '01999999-9999-7999-8999-999999999999';
    await expect(claim(rosa, nowhere)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(files.readable(nowhere)).rejects.toMatchObject({ name: 'NotFound' });
    expect(await files.has(nowhere)).toBe(false);
  });
});
