import { describe, expect, it } from '@jest/globals';
import { captionLanguage, faultsOfCaptions } from './captions.ts';

const faults = (text: string) => faultsOfCaptions(text).map(({ line, message }) => `${line} ${message}`);

describe('captions', () => {
  it.each([
    'WEBVTT\n\n00:00.000 --> 00:02.000\nHello, 王小明.',
    '\uFEFFWEBVTT - A first meeting\r\n\r\nNOTE spoken slowly\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.500 line:0 align:start\r\n<v Zoë>Hi\r\n\r\n00:00:01.000 --> 00:00:03.000\r\nأهلا',
    'WEBVTT\n\n01:59:59.000 --> 100:00:00.000\nA long day',
  ])('· may be %j', (text) => expect(faults(text)).toEqual([]));
  it.each([
    ['', ['1 captions begin with a line WEBVTT']],
    ['1\n00:00:01,000 --> 00:00:02,000\nSubRip', ['1 captions begin with a line WEBVTT']],
    ['WEBVTTX\n', ['1 captions begin with a line WEBVTT']],
    ['WEBVTT\n\nHello', ['1 there is no caption in this file']],
    ['WEBVTT\n\n00:01,000 --> 00:02,000\nHi', ['3 this is no timing such as 00:01.000 --> 00:04.500']],
    ['WEBVTT\n\n00:61.000 --> 00:62.000\nHi', ['3 this is no timing such as 00:01.000 --> 00:04.500']],
    ['WEBVTT\n\n00:02.000 --> 00:02.000\nHi', ['3 this caption ends before it begins']],
    ['WEBVTT\n\n00:05.000 --> 00:06.000\nTwo\n\n00:01.000 --> 00:02.000\nOne', ['6 this caption begins before the one above it']],
  ])('· may not be %j', (text, expected) => expect(faults(text)).toEqual(expected));
  it.each([['media/a.en.vtt', 'en'], ['media/a.ZH-hant.vtt', 'zh-Hant'], ['media/a.b.es-MX.vtt', 'es-MX'], ['media/a.vtt', undefined], ['media/a.english.vtt', undefined], ['media/a.en.srt', undefined]])(
    '· of %s are in %s',
    (path, language) => expect(captionLanguage(path)).toBe(language),
  );
});
