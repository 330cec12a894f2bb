import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readEthics } from './ethics-file.ts';
import { readProgram } from './program-file.ts';

const MODEL = readFileSync('programs/model.yaml', 'utf8');
const faultsOf = (from: string, to: string) => {
  expect(MODEL).toContain(from);
  const { rules, faults } = readProgram('programs/model.yaml', MODEL.replace(from, to));
  expect(rules === undefined).toBe(faults.length > 0);
  return faults.map(({ line, message }) => `${line}: ${message}`);
};
const lineOf = (words: string) => MODEL.slice(0, MODEL.indexOf(words)).split('\n').length;

describe('the model program', () => {
  it('· is whole, and every number has its source', () => {
    const { rules, faults } = readProgram('programs/model.yaml', MODEL);
    expect(faults).toEqual([]);
    expect(rules!.requirements.map(({ key }) => key)).toHaveLength(12);
    for (const { source } of [...rules!.requirements, rules!.validityMonths, rules!.graceDays, rules!.decisionDays, rules!.appeal]) expect(source).toMatchObject({ url: expect.stringMatching(/^https:/), note: expect.any(String) });
    expect(rules).toMatchObject({ slug: 'model', validityMonths: { amount: 24 }, graceDays: { amount: 0 }, numberFormat: 'CPS-{year}-{counter:6}' });
  });
  it('· asks domain minimums that fit into its training hours', () => {
    const { requirements } = readProgram('programs/model.yaml', MODEL).rules!;
    const domains = requirements.flatMap((asked) => (asked.kind === 'domain-minutes' ? [asked.minutes] : []));
    expect(domains.reduce((sum, minutes) => sum + minutes, 0)).toBe(46 * 60);
    expect(requirements[0]).toMatchObject({ kind: 'training-minutes', minutes: 60 * 60 });
  });
});

describe('a fault in a program file', () => {
  it.each([
    ['hours: 60', 'hours: sixty', 'requirements.0.hours must be a whole number from 1 to 10000'],
    ['hours: 60', 'hours: 60.5', 'requirements.0.hours must be a whole number from 1 to 10000'],
    ['source: tennessee\n    note: Tennessee finds', 'source: ohio\n    note: Tennessee finds', 'requirements.5.source names no source of this file: ohio'],
    ['kind: attestation', 'kind: diagnosis', 'requirements.11.kind must be one of'],
    ['effectiveFrom: 2024-01-01', 'effectiveFrom: 2026-02-30', 'effectiveFrom must be a day such as 2026-01-31'],
    ['format: CPS', 'format: cps', 'number.format may hold capital letters'],
    ['lineage: engagement', 'linage: engagement', 'requirements.5.linage is not known here'],
    ['key: training-mentoring', 'key: training-advocacy', 'requirements.2.key is there twice'],
    ['meeting, ', 'supervision, ', 'countsAsTraining.1 must be one of lesson, meeting, transferred-training'],
    ['waivable: false', 'waivable: never', 'requirements.10.waivable must be true or false'],
  ])('· %j as %j is named with its line', (from, to, message) => {
    const faults = faultsOf(from, to);
    expect(faults).toContainEqual(expect.stringContaining(message));
    const key = from.split(':')[0]!.trim();
    if (message.includes(key)) expect(faults.join('\n')).toContain(`${lineOf(from)}: `);
  });

  it.each([
    ['hours: 60', 'hours: 0', 'requirements.0.hours must be a whole number from 1 to 10000'],
    ['hours: 60', 'hours: 10001', 'requirements.0.hours must be a whole number from 1 to 10000'],
    ['hours: 60', 'hours: "60"', 'requirements.0.hours must be a whole number from 1 to 10000'],
    ['slug: model', 'slug: Model', 'slug must be small letters, digits and dashes'],
    ['slug: model', 'slug: model-', 'slug must be small letters, digits and dashes'],
    ['format: CPS-{year}-{counter:6}', 'format: CPS-{year}', 'number.format needs {counter:N} once'],
    ['domain: ethics', 'domain: Ethics!', 'must be small letters, digits and dashes'],
    ['experienceHoursPerHour: 25', 'experienceHoursPerHour: 0', 'experienceHoursPerHour must be a whole number from 1 to 1000'],
    ['kind: experience-minutes', 'kind: training-minutes', 'needs a requirement of experience-minutes to be a ratio of'],
    ['kind: attestation', 'kind: constructor', 'kind must be one of'],
    ['kind: attestation', 'kind: __proto__', 'kind must be one of'],
    ['months: 24', 'months: 0', 'validity.months must be a whole number from 1 to 3650'],
    ['slug: model', 'slug: model\nsecret: 1', 'secret is not known here'],
  ])('· %j as %j is a fault', (from, to, message) => expect(faultsOf(from, to).join('\n')).toContain(message));

  it.each([
    ['months: 24', 'months: 1'],
    ['hours: 60', 'hours: 10000'],
    ['waivable: false', 'waivable: true'],
  ])('· is not %j as %j', (from, to) => expect(faultsOf(from, to)).toEqual([]));

  it('· of a source without an address is named where it stands', () => {
    const from = /url: https:\S+/.exec(MODEL)![0];
    const [fault] = faultsOf(from, 'url: javascript:alert(1)');
    expect(fault).toMatch(new RegExp(`^${lineOf(from)}: sources\\..+\\.url must be an address`));
  });

  it('· names all of them at once', () => expect(readProgram('x.yaml', 'slug: A B\n').faults.length).toBeGreaterThan(8));
  it('· of the YAML itself is named too', () => expect(readProgram('x.yaml', 'slug: model\nbody: [1\n').faults[0]).toMatchObject({ file: 'x.yaml', line: expect.any(Number) }));
  it.each(['', '- a', '7'])('· %j is no program', (text) => expect(readProgram('x.yaml', text).rules).toBeUndefined());
});

describe('a code of ethics', () => {
  it('· of the model program is read', () => expect(readEthics('e.md', readFileSync('programs/code-of-ethics.md', 'utf8')).code).toMatchObject({ version: 1, title: expect.stringContaining('ethics') }));
  it.each([
    ['no front matter', 'version must'],
    ['---\nversion: one\ntitle: T\n---\nText', 'version must'],
    ['---\nversion: 1\n---\nText', 'title must'],
    ['---\nversion: 1\ntitle: T\n---\n \n', 'has no text'],
    ['---\nversion: [1\n---\nText', 'not YAML'],
  ])('· %j is refused', (text, message) => {
    const { code, faults } = readEthics('e.md', text);
    expect(code).toBeUndefined();
    expect(faults[0]!.message).toMatch(text.startsWith('no') ? 'front matter' : message);
  });
});
