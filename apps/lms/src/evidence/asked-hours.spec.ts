import { describe, expect, it } from '@jest/globals';
import type { ProgramRules, Requirement } from '#libs/certification';
import { day } from '#libs/kernel';
import { askedHours, USUAL_DOMAINS } from './asked-hours.ts';

const source = { title: 'A handbook', url: 'https://example.org', verifiedOn: day('2026-01-01'), note: null };
const common = { key: 'k', title: 'T', waivable: true, source };
const domain = (key: string, title = `Training: ${key}`): Requirement => ({ ...common, kind: 'domain-minutes', title, domain: key, minutes: 600 });
const experience = (minutes: number): Requirement => ({ ...common, kind: 'experience-minutes', minutes });
const ratio = (per: number): Requirement => ({ ...common, kind: 'supervision-ratio', experiencePerSupervision: per });
const rules = (requirements: Requirement[], contactName = 'The office'): Pick<ProgramRules, 'requirements' | 'appeal'> => ({ requirements, appeal: { days: 30, contactName, contactWay: '555-0100', how: 'Write', source } });

describe('what programs ask of hours', () => {
  it('· is nothing where there is no program, and hours fall into the usual domains', () => {
    expect(askedHours([])).toEqual({ domains: USUAL_DOMAINS, titles: new Map(), experienceMinutes: null, experiencePerSupervision: null, contact: null });
  });

  it('· has the domains in the order of the program, each once', () => {
    expect(askedHours([rules([domain('trauma'), domain('ethics'), domain('trauma')])]).domains).toEqual(['trauma', 'ethics']);
  });

  it('· has the domains of every program, but amounts and the contact of the first', () => {
    const asked = askedHours([rules([domain('ethics'), experience(6000), ratio(10)]), rules([domain('youth'), experience(60), ratio(99)], 'Another office')]);
    expect(asked).toMatchObject({ domains: ['ethics', 'youth'], experienceMinutes: 6000, experiencePerSupervision: 10, contact: { contactName: 'The office', contactWay: '555-0100' } });
  });

  it('· never takes an amount from a later program where the first asks none', () => {
    expect(askedHours([rules([domain('ethics')]), rules([experience(60), ratio(5)])])).toMatchObject({ experienceMinutes: null, experiencePerSupervision: null });
  });

  it('· calls a domain as the first program does that names it', () => {
    expect([...askedHours([rules([domain('ethics', 'Doing right')]), rules([domain('ethics', 'Conduct'), domain('youth', 'Young people')])]).titles]).toEqual(expect.arrayContaining([['ethics', 'Doing right'], ['youth', 'Young people']]));
  });

  it('· is of the usual domains where programs ask for hours in none', () => {
    expect(askedHours([rules([experience(7200)])])).toMatchObject({ domains: USUAL_DOMAINS, experienceMinutes: 7200 });
  });
});
