import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { APPLICATION_STEPS, openActs, requireState, type ApplicationAct, type ApplicationState } from './application-states.ts';
import { checkSubmission, sameDraft, unansweredGaps } from './draft.ts';
import type { Outcome } from './evaluation.ts';
import { countWords, readNarrative } from './narrative.ts';
import { formatFault, formatNumber, seriesOf } from './numbers.ts';
import { checkSignature } from './signature.ts';

describe('an application', () => {
  const states: readonly ApplicationState[] = ['draft', 'submitted', 'claimed', 'returned', 'awarded', 'denied', 'withdrawn'];

  it.each([
    ['draft', 'applicant', ['save', 'submit', 'withdraw']],
    ['submitted', 'applicant', ['withdraw']],
    ['returned', 'applicant', ['save', 'submit', 'withdraw']],
    ['awarded', 'applicant', []],
    ['submitted', 'registrar', ['claim']],
    ['claimed', 'registrar', []],
    ['claimed', 'claimer', ['give-back', 'check-identity', 'read-narrative', 'waive', 'return', 'award', 'deny']],
    ['denied', 'claimer', []],
  ] as const)('· that is %s leaves the %s %j', (state, party, acts) => expect(openActs(state, party)).toEqual(acts));

  it('· refuses exactly the acts that are not drawn', () => {
    for (const act of Object.keys(APPLICATION_STEPS) as ApplicationAct[]) {
      for (const state of states) {
        const drawn = openActs(state, APPLICATION_STEPS[act].by).includes(act);
        const refused = (() => {
          try {
            requireState(state, act);
            return false;
          } catch {
            return true;
          }
        })();
        expect([act, state, refused]).toEqual([act, state, !drawn]);
      }
    }
  });
});

describe('a submission', () => {
  const gap = (key: string, waivable = true): Outcome => ({ key, kind: 'attestation', title: key, unit: 'times', met: false, needed: 1, have: 0, gap: 1, counted: [], waivable, waivedBy: null, source: { title: '', url: '', verifiedOn: day('2026-01-01'), note: null } });
  const draft = (waiverReasons: Record<string, string>) => ({ note: '', waiverReasons });

  it('· needs a reason for each gap', () => expect(unansweredGaps({ outcomes: [gap('a'), gap('b')] }, draft({ a: 'Trained abroad' })).map(({ key }) => key)).toEqual(['b']));
  it('· takes blanks for no reason', () => expect(() => checkSubmission({ outcomes: [gap('a')] }, draft({ a: '  ' }))).toThrow('GapsRemain'));
  it('· cannot ask to be excused from what nobody is excused from', () => expect(() => checkSubmission({ outcomes: [gap('a', false)] }, draft({ a: 'Please' }))).toThrow('GapsRemain'));
  it('· with nothing missing passes', () => expect(() => checkSubmission({ outcomes: [{ ...gap('a'), met: true }] }, draft({}))).not.toThrow());
});

describe('a draft', () => {
  const draft = (note: string, waiverReasons: Record<string, string>) => ({ note, waiverReasons });
  it('· is the same in any order of its reasons', () => expect(sameDraft(draft('n', { a: '1', b: '2' }), draft('n', { b: '2', a: '1' }))).toBe(true));
  it.each([
    [draft('n', { a: '1' }), draft('m', { a: '1' })],
    [draft('n', { a: '1' }), draft('n', { a: '2' })],
    [draft('n', { a: '1' }), draft('n', {})],
  ])('· %j differs from %j', (one, other) => expect(sameDraft(one, other)).toBe(false));
});

describe('a number', () => {
  it.each([
    ['CPS-{year}-{counter:6}', 'CPS-2026-000042'],
    ['{counter:4}', '0042'],
    ['TX{year}{counter:1}', 'TX202642'],
  ])('· of %s is %s', (format, number) => {
    expect(formatFault(format)).toBeUndefined();
    expect(formatNumber(format, 2026, 42)).toBe(number);
  });
  it('· outgrows its digits rather than repeat', () => expect(formatNumber('A-{counter:2}', 2026, 1234)).toBe('A-1234'));
  it('· is counted by year only where it shows the year', () => {
    expect(seriesOf('A-{year}-{counter:2}', 2026)).not.toBe(seriesOf('A-{year}-{counter:2}', 2027));
    expect(seriesOf('A-{counter:2}', 2026)).toBe(seriesOf('A-{counter:2}', 2027));
  });
  it.each(['CPS-{year}', 'cps-{counter:6}', '{counter:6}-{counter:6}', 'CPS--{counter:6}', '-{counter:6}', 'CPS {counter:6}', `${'A'.repeat(30)}{counter:6}`])('· cannot be made by %s', (format) =>
    expect(formatFault(format)).toEqual(expect.any(String)),
  );
});

describe('a signature', () => {
  it.each([
    ["Rosa Zoë O'Brien-Ñandú", 'rosa  zoë o’brien-ñandú'],
    ['王小明', ' 王小明 '],
    ['محمد العلي', 'محمد العلي'],
    ['Cher', 'CHER'],
    ['Zoe\u0308', 'Zoë'],
  ])('· of %s may be typed %s', (legal, typed) => expect(() => checkSignature(typed, legal)).not.toThrow());
  it.each([
    ["Rosa Zoë O'Brien-Ñandú", "Rosa Zoe O'Brien-Nandu"],
    ['Cher', ''],
    ['王小明', '王小'],
  ])('· of %s is not %s', (legal, typed) => expect(() => checkSignature(typed, legal)).toThrow('SignatureDiffers'));
});

describe('a narrative', () => {
  it.each([
    ["I don't give up.", 4],
    ['  \n ', 0],
    ['well-being – for all!', 4],
  ])('· %j has %i words', (text, words) => expect(countWords(text)).toBe(words));
  it('· in a script without blanks has words too', () => expect(countWords('我有康复的经历')).toBeGreaterThan(2));
  it('· of 250 words is taken, of 251 refused', () => {
    expect(readNarrative('hope '.repeat(250))).toHaveLength(1249);
    expect(() => readNarrative('hope '.repeat(251))).toThrow('NarrativeTooLong');
  });
  it('· of blanks is none', () => expect(readNarrative(' \n')).toBeUndefined());
});
