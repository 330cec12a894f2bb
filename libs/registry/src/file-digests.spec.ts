import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { headersOf, stretchesOf } from './file-digests.ts';

const published = Buffer.from('%PDF-1.7\nbody\n%%EOF\n');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const found = (file: Buffer) => stretchesOf(file).find((stretch) => stretch.sha256.toString('hex') === sha256(published));

describe('a published file', () => {
  it('· is found as it is', () => expect(found(published)).toMatchObject({ start: 0, length: published.length }));

  it.each([
    ['an increment behind it', Buffer.concat([published, Buffer.from('1 0 obj\nendobj\n%%EOF\n')]), 0],
    ['one blank behind it', Buffer.concat([published, Buffer.from(' ')]), 0],
    ['a second end of line', Buffer.concat([published, Buffer.from('\n')]), 0],
    ['many increments', Buffer.concat([published, Buffer.from('x\n%%EOF\r\n'.repeat(500))]), 0],
    ['junk before it', Buffer.concat([Buffer.from('junk'), published]), 4],
    ['another header before it', Buffer.concat([Buffer.from('%PDF-1.4\n'), published]), 9],
    ['junk on both sides', Buffer.concat([Buffer.from('\n'.repeat(1000)), published, Buffer.alloc(5000)]), 1000],
  ])('· is found with %s', (_, file, start) => expect(found(file)).toMatchObject({ start, length: published.length }));

  it('· is found without an end of line at its end', () => {
    const bare = published.subarray(0, -1);
    expect(stretchesOf(Buffer.concat([bare, Buffer.from('\r\nmore')])).map((stretch) => stretch.sha256.toString('hex'))).toContain(sha256(bare));
  });

  it('· is not found after one bit is changed', () => {
    const file = Buffer.from(published);
    file[10]! ^= 1;
    expect(found(file)).toBeUndefined();
  });
});

describe('the header of a PDF', () => {
  it.each([
    ['', []],
    ['%PDF', []],
    ['%PDF-1.7', [0]],
    [`${' '.repeat(1024)}%PDF-`, [1024]],
    [`${' '.repeat(1025)}%PDF-`, []],
  ])('· %#', (text, places) => expect(headersOf(Buffer.from(text))).toEqual(places));
});

describe('a hostile file', () => {
  it('· of ten megabytes of ends costs little', () => {
    const file = Buffer.from(`%PDF-%PDF-%PDF-%PDF-%PDF-${'%%EOF\r\n'.repeat(1_400_000)}`);
    const before = process.cpuUsage().user;
    expect(stretchesOf(file).length).toBeLessThan(800);
    expect(process.cpuUsage(undefined).user - before).toBeLessThan(2_000_000);
  });
});
