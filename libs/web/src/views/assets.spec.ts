import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Assets, loadAssets } from './assets.ts';

const STYLE = 'a { background: url("asset:dot.svg"); src: url("asset:fonts/atkinson-latin-400.woff2") }';
let folder: string;
let assets: Assets;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-assets-'));
  writeFileSync(join(folder, 'site.css'), STYLE);
  writeFileSync(join(folder, 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'notes.txt'), 'not served');
  assets = loadAssets(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an asset', () => {
  it('· has a path that changes with its content', () => {
    const before = assets.path('dot.svg');
    writeFileSync(join(folder, 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>');
    const after = loadAssets(folder);
    expect(before).toMatch(/^\/assets\/dot[.][0-9a-f]{12}[.]svg$/);
    expect(after.path('dot.svg')).not.toBe(before);
    expect(after.path('site.css')).not.toBe(assets.path('site.css'));
  });

  it('· may be kept for ever', () => {
    expect(assets.answer(assets.path('site.css'))?.headers).toEqual({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
  });

  it('· leads to other assets by their public paths', () => {
    const text = assets.answer(assets.path('site.css'))!.body.toString();
    expect(text).toContain(`url("${assets.path('dot.svg')}")`);
    expect(text).toContain(`url("${assets.path('fonts/atkinson-latin-400.woff2')}")`);
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['BR', 'br'],
    ['gzip;q=0.5', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('· is sent as the browser can read it: %s', (accept, encoding) => {
    const { headers, body } = assets.answer(assets.path('site.css'), accept)!;
    const read = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ''] ?? ((bytes: Buffer) => bytes);
    expect(headers['content-encoding']).toBe(encoding);
    expect(read(body).toString()).toContain('a { background');
  });

  it('· a font is not packed a second time', () => {
    const answer = assets.answer(assets.path('fonts/atkinson-latin-ext-700.woff2'), 'br')!;
    expect(answer.headers).toMatchObject({ 'content-type': 'font/woff2' });
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(answer.body.subarray(0, 4).toString()).toBe('wOF2');
  });

  it('· that is not there is not answered', () => {
    expect(assets.answer('/assets/../../etc/passwd')).toBeUndefined();
    expect(assets.answer('/assets/site.css')).toBeUndefined();
    expect(() => assets.path('notes.txt')).toThrow('No asset notes.txt');
  });
});
