import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#libs/kernel';
import { NarrativeCipher } from './narrative-cipher.ts';

const cipherOf = (secret: string) => new NarrativeCipher(readSettings({ PEERWAY_SECRET: secret }, '/nowhere', () => ''));
const cipher = cipherOf('a'.repeat(32));
const TEXT = '我走过了艰难的路。 Zoë’s story, محمد';

describe('a sealed narrative', () => {
  it('· opens to the same text, and shows none of it', () => {
    const sealed = cipher.seal('one', TEXT);
    expect(sealed.sealed.includes(Buffer.from('story'))).toBe(false);
    expect(cipher.open('one', sealed)).toBe(TEXT);
  });
  it('· is sealed differently each time', () => expect(cipher.seal('one', TEXT).sealed.equals(cipher.seal('one', TEXT).sealed)).toBe(false));
  it('· does not open in another row', () => expect(() => cipher.open('two', cipher.seal('one', TEXT))).toThrow('NarrativeCannotBeOpened'));
  it('· does not open under another secret', () => expect(() => cipherOf('b'.repeat(32)).open('one', cipher.seal('one', TEXT))).toThrow('NarrativeCannotBeOpened'));
  it('· does not open when one bit was changed', () => {
    const sealed = cipher.seal('one', TEXT);
    sealed.sealed[0]! ^= 1;
    expect(() => cipher.open('one', sealed)).toThrow('NarrativeCannotBeOpened');
  });
});
