import { describe, expect, it } from '@jest/globals';
import { calledName, checkPassword, tidyName } from './person.ts';

const zoe = { email: 'zoe.obrien@example.org', legalName: "Zoë O'Brien-Ñandú" };

describe('a name', () => {
  it.each([
    ["  Zoë   O'Brien-Ñandú ", "Zoë O'Brien-Ñandú"],
    ['Zoe\u0308', 'Zoë'],
    ['王小明', '王小明'],
    ['محمد\u00a0العلي', 'محمد العلي'],
    ['Cher', 'Cher'],
  ])('· %p is kept as %p', (typed, kept) => expect(tidyName(typed)).toBe(kept));
  it('· is the preferred one where there is one', () => {
    expect(calledName({ legalName: 'Robert Smith', preferredName: 'Robin' })).toBe('Robin');
    expect(calledName({ legalName: 'Robert Smith', preferredName: null })).toBe('Robert Smith');
  });
});

describe('a password', () => {
  it.each(['correct horse battery', 'ünïcödé-wörds', '长长的密码也可以用的呀', 'x'.repeat(9) + 'y'])('· %p is accepted', (password) => expect(() => checkPassword(password, zoe)).not.toThrow());
  it.each([
    ['short', 'short'],
    ['aaaaaaaaaaaa', 'common'],
    ['Password123', 'common'],
    ['zoe.obrien@example.org', 'yours'],
    ['zoe.obrien', 'yours'],
  ])('· %p is refused as %s', (password, reason) => expect(() => checkPassword(password, zoe)).toThrow(expect.objectContaining({ facts: { reason } })));
});
