import { describe, expect, it } from '@jest/globals';
import { changesBetween } from './changes.ts';
import { readInvitations } from './invitation-list.ts';
import { slugOf } from './slug.ts';

describe('a pasted list', () => {
  it.each([
    ['rosa@example.org', 'rosa@example.org', 'rosa'],
    ["Rosa Zoë O'Brien-Ñandú <rosa@example.org>", 'rosa@example.org', "Rosa Zoë O'Brien-Ñandú"],
    ['"O’Brien, Rosa" <rosa@example.org>;', 'rosa@example.org', 'O’Brien, Rosa'],
    ['rosa@example.org, 王小明', 'rosa@example.org', '王小明'],
    ['محمد العلي\tm.ali@example.org', 'm.ali@example.org', 'محمد العلي'],
    ['Cher;cher+peer@mail.example.co.uk', 'cher+peer@mail.example.co.uk', 'Cher'],
  ])('· %s', (typed, email, name) => expect(readInvitations(typed)).toEqual([{ line: 1, typed, email, name }]));

  it('· answers each line that cannot be read, and passes over empty ones', () =>
    expect(readInvitations('Rosa\n\na@b.org c@d.org\r\nA@b.org\na@B.org').map((line) => [line.line, 'fault' in line ? line.fault : line.email])).toEqual([
      [1, 'no-email'],
      [3, 'several-emails'],
      [4, 'A@b.org'],
      [5, 'repeated'],
    ]));
  it('· of nothing is nothing', () => expect(readInvitations(' \n ')).toEqual([]));
});

describe('a slug', () => {
  it.each([
    ['Spring 2027, Evenings!', 'spring-2027-evenings'],
    ['Année Zoë', 'annee-zoe'],
    ['王小明', ''],
    ['  --  ', ''],
  ])('· of %p is %p', (title, slug) => expect(slugOf(title)).toBe(slug));
});

describe('changes between two versions', () => {
  const pin = (lineage: string, version: string) => ({ kind: 'lesson' as const, lineage, version });
  it('· are what was added, changed and removed', () =>
    expect(changesBetween([pin('a', '1'), pin('b', '1'), pin('c', '1')], [pin('a', '1'), pin('b', '2'), pin('d', '1')])).toEqual([
      { kind: 'lesson', lineage: 'b', change: 'changed' },
      { kind: 'lesson', lineage: 'd', change: 'added' },
      { kind: 'lesson', lineage: 'c', change: 'removed' },
    ]));
});
