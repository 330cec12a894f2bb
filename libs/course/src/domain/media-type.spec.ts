import { describe, expect, it } from '@jest/globals';
import { mediaTypeOf } from './media-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('the type of a file', () => {
  it.each([
    ['\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04', 'video/webm'],
    ['\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x88matroska', undefined],
    ['\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41', 'video/mp4'],
    ['\x00\x00\x00\x1cftypM4A \x00\x00\x02\x00', 'audio/mp4'],
    ['\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf', undefined],
    ['\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00', undefined],
    ['OggS\x00\x02\x00\x00\x00\x00\x01\x13OpusHead', 'audio/ogg'],
    ['OggS\x00\x02\x00\x00\x00\x00\x80theora', 'video/ogg'],
    ['RIFF\x24\x00\x00\x00WAVEfmt ', 'audio/wav'],
    ['RIFF\x24\x00\x00\x00AVI LIST', undefined],
    ['ID3\x04\x00\x00\x00', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['\xff\xeb\x90\x64', undefined],
    ['\xff\xd8\xff\xe0\x00\x10JFIF', undefined],
    ['\xff\xfe<\x00h\x00t\x00', undefined],
    ['%PDF-1.7', undefined],
    ['<!doctype html>', undefined],
    ['', undefined],
  ])('· that begins with %j is %s', (text, type) => expect(mediaTypeOf(bytes(text))).toBe(type));
});
