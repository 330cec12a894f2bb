import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Box, checkForm, Choice, DayField, EmailField, IdField, Many, OptionalChoice, OptionalDay, OptionalText, OptionalWhole, PasswordField, Raw, Text, Tick, Whole } from './index.ts';

const GOOD: Record<string, unknown> = { name: 'Cher', email: 'cher@example.org', password: ' a  pass phrase ', day: '2026-02-28', minutes: '90', level: 'two', agreed: 'yes', id: '01890000-0000-7000-8000-000000000001' };

class EveryField {
  @Text({ max: 12 }) name: string;
  @OptionalText({ max: 40, maxWords: 3 }) note: string | null;
  @EmailField() email: string;
  @PasswordField() password: string;
  @DayField() day: string;
  @OptionalDay() until: string | null;
  @Whole({ min: 1, max: 600 }) minutes: number;
  @OptionalWhole({ min: 0, max: 10 }) group: number | null;
  @Choice(['one', 'two']) level: string;
  @OptionalChoice(['a', 'b']) method: string | null;
  @Many(['x', 'y']) domains: string[];
  @Many() free: string[];
  @Tick() agreed: boolean;
  @Box() told: boolean;
  @IdField() id: string;
  @Raw() rows: unknown;
}

const faultsOf = async (changes: Record<string, unknown>) => (await checkForm(EveryField, { ...GOOD, ...changes })).state.faults;
const valueOf = async (changes: Record<string, unknown>) => (await checkForm(EveryField, { ...GOOD, ...changes })).value;

describe('a form with all that it needs', () => {
  it('· has no fault, and null, false or nothing for what was left out', async () => {
    const { value, state } = await checkForm(EveryField, GOOD);
    expect(state.faults).toEqual({});
    expect({ ...value }).toEqual({ name: 'Cher', note: null, email: 'cher@example.org', password: ' a  pass phrase ', day: '2026-02-28', until: null, minutes: 90, group: null, level: 'two', method: null, domains: [], free: [], agreed: true, told: false, id: GOOD['id'], rows: null });
  });

  it('· hands on nothing that it did not ask for', async () => {
    const value = await valueOf({ roles: ['administrator'], constructor: 'x', __proto__: { admin: true } });
    expect(Object.keys(value).sort()).toEqual(Object.keys(await valueOf({})).sort());
    expect((value as unknown as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('a form with nothing in it', () => {
  it.each([undefined, null, '', 'text', 42, [], ['a'], true])('· (%j) is faulty at each field that is needed, and breaks nothing', async (body) => {
    const { state } = await checkForm(EveryField, body);
    expect(Object.keys(state.faults).sort()).toEqual(['agreed', 'day', 'email', 'id', 'level', 'minutes', 'name', 'password']);
  });

  it('· can be a body without a prototype, as a parser of forms makes it, with keys that look like one', async () => {
    const body = Object.assign(Object.create(null) as Record<string, unknown>, GOOD, JSON.parse('{"__proto__": "x", "hasOwnProperty": "y", "toString": "z"}'));
    expect((await checkForm(EveryField, body)).state.faults).toEqual({});
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('a field', () => {
  it.each([
    ['name', '   ', 'missing'],
    ['name', ['a', 'b'], 'missing'],
    ['name', { toString: 'x' }, 'missing'],
    ['name', 'thirteen char', 'tooLong'],
    ['name', '王小明王小明王小明王小明王', 'tooLong'],
    ['note', 'four words are many', 'tooManyWords'],
    ['note', 'x'.repeat(41), 'tooLong'],
    ['email', 'cher', 'email'],
    ['email', 'cher@example.org, other@example.org', 'email'],
    ['email', '<cher@example.org>', 'email'],
    ['email', "cher@example.org'; drop table people; --", 'email'],
    ['password', '', 'missing'],
    ['password', ['a'], 'missing'],
    ['password', 'p'.repeat(129), 'tooLong'],
    ['day', '2026-02-29', 'day'],
    ['day', '28.02.2026', 'day'],
    ['day', '2026-2-8', 'day'],
    ['day', '+002026-02-28', 'day'],
    ['until', 'tomorrow', 'day'],
    ['minutes', '0', 'between'],
    ['minutes', '601', 'between'],
    ['minutes', '1.5', 'whole'],
    ['minutes', '1e400', 'whole'],
    ['minutes', 'ninety', 'whole'],
    ['minutes', '９０', 'whole'],
    ['minutes', '-5', 'between'],
    ['minutes', '99999999999999999999', 'between'],
    ['group', '11', 'between'],
    ['group', 'x', 'whole'],
    ['level', 'three', 'choose'],
    ['level', ['one', 'two'], 'choose'],
    ['level', 'toString', 'choose'],
    ['method', 'c', 'choose'],
    ['domains', ['x', 'z'], 'choose'],
    ['domains', 'z', 'choose'],
    ['agreed', '', 'tick'],
    ['agreed', '  ', 'tick'],
    ['id', 'not-an-id', 'choose'],
    ['id', "01890000-0000-7000-8000-000000000001' or 1=1", 'choose'],
  ])('· %s given %j is faulty: %s', async (name, typed, fault) => {
    const faults = await faultsOf({ [name]: typed });
    expect(Object.keys(faults)).toEqual([name]);
    expect(faults[name]).toMatchObject({ key: `web.faults.${fault}` });
  });

  it.each([
    ['name', '王小明王小明王小明王小明'],
    ['name', '👩🏽‍🏫'.repeat(3)],
    ['name', "O'Brien-Ñand"],
    ['note', 'three words here'],
    ['email', 'zoë@example.org'],
    ['email', 'a+b.c@mail.example.co.uk'],
    ['password', 'p'.repeat(128)],
    ['password', '   '],
    ['day', '2028-02-29'],
    ['minutes', '600'],
    ['minutes', ' 1 '],
    ['domains', ['x', 'y']],
    ['domains', 'x'],
    ['free', ['anything', 'goes']],
  ])('· %s may be %j', async (name, typed) => expect(await faultsOf({ [name]: typed })).toEqual({}));

  it('· of text is tidied: one form of letters, line ends of one kind, no white space around', async () => {
    const { name, note } = await valueOf({ name: '  Zoe\u0308 ', note: ' a\r\nb ' });
    expect([name, note]).toEqual(['Zoë', 'a\nb']);
  });

  it('· of a password is taken as typed', async () => expect((await valueOf({ password: ' Zoe\u0308\r\n ' })).password).toBe(' Zoe\u0308\r\n '));

  it('· says how much is too much', async () => {
    expect((await faultsOf({ name: 'x'.repeat(13) }))['name']).toMatchObject({ values: { max: 12 } });
    expect((await faultsOf({ note: 'a b c d e' }))['note']).toMatchObject({ values: { max: 3, words: 5 } });
    expect((await faultsOf({ minutes: '0' }))['minutes']).toMatchObject({ values: { min: 1, max: 600 } });
  });

  it('· keeps what was typed, as it was typed, for the page', async () => {
    const { state } = await checkForm(EveryField, { ...GOOD, name: '  <b>"Cher"</b> & more  ', minutes: 'ninety' });
    expect(state.typed).toMatchObject({ name: '  <b>"Cher"</b> & more  ', minutes: 'ninety' });
  });
});
