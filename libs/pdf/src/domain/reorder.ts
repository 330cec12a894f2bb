// What HarfBuzz does to three scripts before it looks at the font, and fontkit does not: letters are put in the order in which they stand, so that the font's
// rules find them. Only the drawn text is changed; a reader is told the text as it was typed.

const THAI_AM = /(?<tone>[\u0e48-\u0e4b]?)\u0e33/g;
const LAO_AM = /(?<tone>[\u0ec8-\u0ecb]?)\u0eb3/g;

/** Thai and Lao “am” is a ring above the consonant, below its tone mark, and a vowel behind it. */
const splitAm = (text: string): string => text.replace(THAI_AM, '\u0e4d$<tone>\u0e32').replace(LAO_AM, '\u0ecd$<tone>\u0eb2');

const KINZI = '(?<kinzi>[\\u1004\\u101b\\u105a]\\u103a\\u1039)?';
const BASE = '(?<base>[\\u1000-\\u102a\\u103f\\u1050-\\u1055\\u105a-\\u105d\\u1061\\u1065\\u1066\\u106e-\\u1070\\u1075-\\u1081\\u108e](?:\\u1039[\\u1000-\\u1021\\u105a-\\u105d\\u1075-\\u1081])*)';
const MEDIALS = '(?<medials>[\\u103a\\u103b-\\u103e\\u105e-\\u1060\\u1082]*)';
const BEFORE = '(?<before>[\\u1031\\u1084]*)';
const MYANMAR_SYLLABLE = new RegExp(`${KINZI}${BASE}${MEDIALS}${BEFORE}`, 'g');

/** Myanmar: the vowel e, then the embracing ra stand before the consonant; a kinzi above it is written before it and shaped behind it. */
function reorderMyanmar(text: string): string {
  return text.replace(MYANMAR_SYLLABLE, (_, kinzi = '', base = '', medials = '', before = '') => {
    const ra = medials.includes('\u103c') ? '\u103c' : '';
    // The kinzi stands directly behind the consonant, before those stacked below it.
    return `${before}${ra}${base.slice(0, 1)}${kinzi}${base.slice(1)}${medials.replace('\u103c', '')}`;
  });
}

export const asDrawn = (text: string): string => reorderMyanmar(splitAm(text));

/** The features of the Myanmar scripts (OpenType, “Developing for Myanmar”), which have to be asked for. */
export const featuresOf = (text: string): readonly string[] => (/\p{Script=Myanmar}/u.test(text) ? ['rphf', 'pref', 'blwf', 'pstf', 'pres', 'abvs', 'blws', 'psts'] : []);
