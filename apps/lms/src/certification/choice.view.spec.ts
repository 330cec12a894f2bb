import { describe, expect, it } from '@jest/globals';
import type { ProgramRules } from '#libs/certification';
import { choiceView, slugOf } from './choice.view.ts';

const one = (programId: string, slug = programId, title = `Title ${slug}`) => ({ programId, setId: `s-${programId}`, rules: { slug, title } as ProgramRules });

describe('the choice of a program', () => {
  it('· is none where there is one, and addresses stay short', () => {
    const view = choiceView({ ...one('a'), choices: [one('a')] }, '/certification');
    expect(view).toMatchObject({ choices: [], query: '', places: { application: '/application', submission: '/application/submission' } });
  });
  it('· of several says which is looked at, and every address names it', () => {
    const view = choiceView({ ...one('b'), choices: [one('a'), one('b')] }, '/certification');
    expect(view.choices).toEqual([
      { title: 'Title a', href: '/certification?program=a', current: false },
      { title: 'Title b', href: '/certification?program=b', current: true },
    ]);
    expect(Object.values(view.places).every((path) => path.endsWith('?program=b'))).toBe(true);
  });
  it('· is by the program, not by its rules: an application keeps older ones', () => {
    const { choices } = choiceView({ ...one('a', 'a', 'Older title'), choices: [one('a'), one('b')] }, '/x');
    expect(choices.map(({ current }) => current)).toEqual([true, false]);
  });
  it('· never breaks out of an address', () => expect(choiceView({ ...one('a', 'x&y=1#"'), choices: [one('a', 'x&y=1#"'), one('b')] }, '/x').query).toBe('?program=x%26y%3D1%23%22'));
});

describe('the name of a program in an address', () => {
  it.each([
    ['model', 'model'],
    ['', undefined],
    [undefined, undefined],
    [['a', 'b'], undefined],
    [{ a: 1 }, undefined],
  ])('· %j is read as %j', (typed, slug) => expect(slugOf(typed)).toBe(slug));
});
