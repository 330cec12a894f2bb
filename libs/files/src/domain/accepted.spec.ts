import { describe, expect, it } from '@jest/globals';
import { acceptedType, mayBecome, tidyFileName } from './accepted.ts';

describe('a recording', () => {
  it.each([
    ['video/webm', false, 'video/webm'],
    ['video/webm', true, 'audio/webm'],
    ['audio/ogg; codecs=opus', false, 'audio/ogg'],
    ['audio/x-m4a', false, 'audio/mp4'],
    ['video/quicktime', false, 'video/mp4'],
    ['video/matroska', false, undefined],
    ['application/pdf', false, undefined],
    ['text/html', false, undefined],
    [undefined, false, undefined],
  ])('· found as %s (sound alone: %s) is kept as %s', (found, audioOnly, kept) => expect(acceptedType('recording', found, audioOnly)).toBe(kept));

  it('· is not begun when it claims to be something else', () => {
    expect([mayBecome('recording', 'video/webm;codecs=vp8,opus'), mayBecome('recording', undefined), mayBecome('recording', 'image/png')]).toEqual([true, true, false]);
  });
});

describe('a file name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Zoë\\Rollenspiel.webm', 'Rollenspiel.webm'],
    ['王小明.webm', '王小明.webm'],
    ['a\u0000b\n.mp4', 'ab.mp4'],
    ['  ', 'file'],
  ])('· %j is kept as %j', (given, kept) => expect(tidyFileName(given)).toBe(kept));
});
