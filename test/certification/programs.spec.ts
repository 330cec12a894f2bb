import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationQueries, ProgramQueries, Programs, readProgramFolder } from '#libs/certification';
import { Body } from './support/body.ts';

let body: Body;
beforeAll(async () => {
  body = await Body.open();
});
afterAll(() => body.close());

const [model] = readProgramFolder('programs');
const changed = (from: string, to: string) => ({ ...model!, program: { ...model!.program, text: model!.program.text.replace(from, to) } });

describe('importing a program', () => {
  it('· twice changes nothing', async () => {
    expect(await body.get(Programs).importProgram(model!)).toEqual({ slug: 'model', version: 1, changed: false });
    expect(await body.count('requirement_sets')).toBe(1);
  });

  it('· says which training hours it asks', async () => {
    const { total, byDomain } = await body.get(ProgramQueries).askedTraining();
    expect(total).toBe(3600);
    expect([...byDomain].sort()).toEqual([
      ['advocacy', 600],
      ['ethics', 960],
      ['mentoring', 600],
      ['recovery', 600],
    ]);
  });

  it('· with changed rules makes a version, and an open application keeps its own', async () => {
    const rosa = await body.trainee();
    await body.opened(rosa);
    expect(await body.get(Programs).importProgram(changed('hours: 60', 'hours: 75'))).toEqual({ slug: 'model', version: 2, changed: true });
    expect((await body.get(ProgramQueries).askedTraining()).total).toBe(75 * 60);
    const { rules } = (await body.get(ApplicationQueries).latest(rosa.id))!;
    expect(rules.requirements[0]).toMatchObject({ kind: 'training-minutes', minutes: 3600 });
  });

  it('· in force from a later day waits for that day', async () => {
    await body.get(Programs).importProgram(changed('effectiveFrom: 2024-01-01', 'effectiveFrom: 2027-01-01'));
    expect((await body.get(ProgramQueries).inForce()).version).toBe(2);
    body.clock.set('2027-01-02T12:00:00Z');
    expect((await body.get(ProgramQueries).inForce()).version).toBe(3);
    body.clock.set('2026-11-22T15:00:00Z');
  });

  it('· at the same moment makes one version', async () => {
    const four = changed('hours: 60', 'hours: 50');
    const answers = await Promise.all([1, 2, 3].map(() => body.get(Programs).importProgram(four)));
    expect(answers.map((answer) => answer.changed).sort()).toEqual([false, false, true]);
  });

  it('· with a fault stores nothing and names file and line', async () => {
    const sets = await body.count('requirement_sets');
    await expect(body.get(Programs).importProgram(changed('hours: 60', 'hours: many'))).rejects.toThrow('programs/model.yaml:');
    expect(await body.count('requirement_sets')).toBe(sets);
  });

  it('· cannot change words that people may have signed', async () => {
    const ethics = { ...model!.ethics, text: model!.ethics.text.replace('I keep learning.', 'I stop learning.') };
    await expect(body.get(Programs).importProgram({ ...model!, ethics })).rejects.toThrow('give it the next version');
  });
});

describe('rules', () => {
  it('· can neither be changed nor deleted by the app', async () => {
    await expect(body.read(`update requirement_sets set version = 9`)).rejects.toThrow('permission denied');
    await expect(body.read(`delete from ethics_texts`)).rejects.toThrow('permission denied');
  });
});
