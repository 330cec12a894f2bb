import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncodedPacketSink, FilePathSource, Input, MP4, QTFF, WEBM } from 'mediabunny';
import { frameOf, makeMedia, type Kind, type Made } from '../../../../test/files/support/media.ts';
import { carriesSoundAlone, remux as remuxFile } from './remux.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-remux-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Outcome = Awaited<ReturnType<typeof remuxFile>> | undefined;
const at = (name: string): string => join(folder, name);

async function remux(bytes: Buffer): Promise<{ made: Outcome; out: Buffer }> {
  writeFileSync(at('in'), bytes);
  rmSync(at('out'), { force: true });
  const made = await remuxFile(at('in'), at('out')).catch(() => undefined);
  return { made, out: existsSync(at('out')) ? readFileSync(at('out')) : Buffer.alloc(0) };
}

async function made(kind: Kind, options: Made = {}): Promise<Buffer> {
  await makeMedia(kind, at(`made.${kind}`), options);
  return readFileSync(at(`made.${kind}`));
}

/** Digest of every frame of both tracks, in order, and the turn of the picture: read anew from what was written. */
async function framesIn(bytes: Buffer): Promise<{ picture: string[]; sound: string[]; rotation: number }> {
  writeFileSync(at('read'), bytes);
  const input = new Input({ source: new FilePathSource(at('read')), formats: [WEBM, MP4, QTFF] });
  const digests = async (track: Awaited<ReturnType<Input['getPrimaryVideoTrack'] | Input['getPrimaryAudioTrack']>>): Promise<string[]> => {
    const found: string[] = [];
    if (track) for await (const { data, timestamp } of new EncodedPacketSink(track).packets()) found.push(`${timestamp.toFixed(2)} ${createHash('sha256').update(data).digest('hex')}`);
    return found;
  };
  const video = await input.getPrimaryVideoTrack();
  const frames = { picture: await digests(video), sound: await digests(await input.getPrimaryAudioTrack()), rotation: (await video?.getRotation()) ?? 0 };
  input.dispose();
  return frames;
}

/** The length in seconds that stands at the front of a file. */
async function saidLength(bytes: Buffer): Promise<number | null> {
  writeFileSync(at('read'), bytes);
  const input = new Input({ source: new FilePathSource(at('read')), formats: [WEBM] });
  return input.getDurationFromMetadata().finally(() => input.dispose());
}

const CONTAINERS: readonly Kind[] = ['webm', 'fragmented.mp4', 'phone.mp4', 'phone.mov'];
const boxes = (bytes: Buffer): string[] => {
  const names: string[] = [];
  for (let from = 0; from + 8 <= bytes.length; ) {
    names.push(bytes.toString('latin1', from + 4, from + 8));
    const size = bytes.readUInt32BE(from);
    from += size === 1 ? Number(bytes.readBigUInt64BE(from + 8)) : size;
  }
  return names;
};

describe.each(CONTAINERS)('a recording in a %s', (kind) => {
  it('· gets its length, and keeps every frame bit by bit at its time', async () => {
    const source = await made(kind);
    const { made: outcome, out } = await remux(source);
    expect(outcome).toEqual({ durationMs: 3000, copied: true });
    const frames = await framesIn(out);
    expect(frames).toEqual(await framesIn(source));
    expect([frames.picture.length, frames.sound.length]).toEqual([30, 150]);
    expect(out.includes(frameOf('picture', 29))).toBe(true);
  });

  it('· is seekable already when it is done again', async () => {
    const once = (await remux(await made(kind))).out;
    const again = await remux(once);
    expect([again.made, await framesIn(again.out)]).toEqual([{ durationMs: 3000, copied: true }, await framesIn(once)]);
  });

  it('· that was cut off never takes longer than its rest, and is whole at its end', async () => {
    const source = await made(kind, { seconds: 1 });
    let last = 0;
    for (const part of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
      const { made: outcome } = await remux(source.subarray(0, Math.floor(source.length * part)));
      const duration = outcome?.durationMs ?? 0;
      expect(duration).toBeGreaterThanOrEqual(last);
      last = duration;
    }
    expect(last).toBeGreaterThanOrEqual(980);
  });
});

describe('where a player looks first', () => {
  it.each(['fragmented.mp4', 'phone.mp4', 'phone.mov'] as const)('· the index of a %s stands before its pictures', async (kind) => {
    const { out } = await remux(await made(kind));
    const names = boxes(out).filter((name) => name !== 'free');
    expect(names).toEqual(['ftyp', 'moov', 'mdat']);
    expect(out.includes(Buffer.from('moof'))).toBe(false);
  });

  it('· the front of a WebM knows its length and where its index is', async () => {
    const source = await made('webm');
    const { out } = await remux(source);
    const cuePoints = (bytes: Buffer): number => bytes.toString('latin1').match(/\xbb\x01\x00{6}[^]\xb3\x01/g)?.length ?? 0;
    expect([await saidLength(source), await saidLength(out), cuePoints(source), cuePoints(out)]).toEqual([null, 3, 0, 3]);
  });

  it.each([90, 180, 270] as const)('· a picture that a phone held turned by %i degrees stays turned', async (rotation) => {
    for (const kind of ['phone.mp4', 'phone.mov'] as const) expect((await framesIn((await remux(await made(kind, { seconds: 1, rotation }))).out)).rotation).toBe(rotation);
  });
});

describe('sound', () => {
  it.each([
    ['sound.webm', 3000, true],
    ['sound.mp4', 3000, true],
    ['ogg', 3000, false],
    ['wav', 3000, false],
    ['mp3', 3004, false],
  ] as const)('· in a %s has a length, and a second copy only where it needs one', async (kind, durationMs, copied) => {
    const { made: outcome, out } = await remux(await made(kind));
    expect([outcome, out.length > 0]).toEqual([{ durationMs, copied }, copied]);
  });

  it.each([
    ['sound.webm', true],
    ['sound.mp4', true],
    ['ogg', true],
    ['webm', false],
    ['phone.mp4', false],
    ['phone.mov', false],
  ] as const)('· alone is told from pictures: %s, %s', async (kind, alone) => {
    await makeMedia(kind, at('looked'), { seconds: 1 });
    expect(await carriesSoundAlone(at('looked'))).toBe(alone);
  });
});
