import { describe, expect, it } from '@jest/globals';
import { asDrawn, featuresOf } from './reorder.ts';

const codes = (text: string): string => Array.from(text, (character) => character.codePointAt(0)!.toString(16)).join(' ');

describe('the order in which letters are drawn', () => {
  it.each([
    ['Thai am is a ring and a vowel', 'กำ', 'e01 e4d e32'],
    ['· whose ring stands below a tone mark', 'น้ำ', 'e19 e4d e49 e32'],
    ['Lao am likewise', 'ຄຳ', 'e84 ecd eb2'],
    ['· with its tone', 'ນ້ຳ', 'e99 ecd ec9 eb2'],
    ['Myanmar e stands before its consonant', 'ဒေသ', '1031 1012 101e'],
    ['· the embracing ra between the two', 'ကြေ', '1031 103c 1000'],
    ['· other medials stay', 'ကျော်', '1031 1000 103b 102c 103a'],
    ['· a stack goes with its consonant', 'မန္တလေး', '1019 1014 1039 1010 1031 101c 1038'],
    ['· a kinzi comes behind the consonant it stands above', 'သင်္ဘော', '101e 1031 1018 1004 103a 1039 102c'],
    ['· and before what is stacked below that', 'င်္က္ကေ', '1031 1000 1004 103a 1039 1039 1000'],
    ['· an asat of the letter before stays there', 'အောင်', '1031 1021 102c 1004 103a'],
    ['Latin stays', "Zoë O'Brien", codes("Zoë O'Brien")],
    ['Khmer stays, the font knows how', 'ស្រី', codes('ស្រី')],
    ['a vowel sign alone stays', 'ေ', '1031'],
  ])('%s: %s', (_, text, drawn) => expect(codes(asDrawn(text))).toBe(drawn));

  it.each(['မြန်မာ', 'အောင်ဆန်းစုကြည်', 'ရှိုနာ', 'သင်္ဘော', 'น้ำทิพย์ x', 'ကြ္ကေျ'])('· %s loses no letter', (text) =>
    expect([...asDrawn(text)].sort().join('')).toBe([...text.replace('ำ', '\u0e4d\u0e32')].sort().join('')));
  it('· asks for the features of Myanmar where there is some, and for none else', () => {
    expect(featuresOf('မြန်မာ')).toContain('rphf');
    expect(featuresOf('Maung')).toEqual([]);
  });
});
