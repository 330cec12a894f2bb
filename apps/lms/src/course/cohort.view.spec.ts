import type { CohortFacts, Invited, Roster, RosterRow } from '#libs/course';
import { day } from '#libs/kernel';
import { describe, expect, it } from '@jest/globals';
import { choicesOf, cohortRow, cohortView, endedView, invitedRow, joinView, overviewView, rosterView } from './cohort.view.ts';

const cohort: CohortFacts = {
  id: '1', slug: 'spring', title: '王小明 & Zoë', organization: 'Árbol', organizationId: 'o', curriculum: 'Peer training', curriculumVersionId: 'v', version: 3,
  startsOn: day('2027-01-11'), endsOn: null, seats: 12, taken: 11, open: true,
};

describe('a cohort', () => {
  it.each([
    [12, 11, false],
    [12, 12, true],
    [12, 13, true],
    [null, 5_000, false],
    [1, 0, false],
  ])('· with %p seats and %i taken is full: %p', (seats, taken, full) => expect(cohortView({ ...cohort, seats, taken }).full).toBe(full));
  it('· leads to each of its acts, and shows no id', () => {
    const view = cohortView(cohort);
    expect(view).toMatchObject({ href: '/cohorts/spring', openAction: '/cohorts/spring/opening', closeAction: '/cohorts/spring/closing', inviteAction: '/cohorts/spring/invitations', withdrawAction: '/cohorts/spring/withdrawals' });
    for (const hidden of ['id', 'organizationId', 'curriculumVersionId']) expect(view).not.toHaveProperty(hidden);
  });
  it('· stands in a list with what one looks for', () => expect(cohortRow(cohort)).toEqual({ title: '王小明 & Zoë', href: '/cohorts/spring', organization: 'Árbol', startsOn: '2027-01-11', taken: 11, seats: 12, open: true }));
});

describe('a roster', () => {
  const row: RosterRow = { personId: 'p', name: 'Cher', email: 'c@example.org', enrolledAt: new Date(), signedUp: true, lessonsDone: 1, minutes: 50, checksPassed: 0, rolePlaysPassed: 0, lastSeenAt: null };
  const roster = (rows: readonly RosterRow[], changes: Partial<Roster> = {}): Roster => ({ cohort, lessons: 3, checks: 1, rolePlays: 1, rows, next: undefined, ...changes });
  it.each([
    [0, 27, 0],
    [1, 3, 33],
    [2, 3, 66],
    [27, 27, 100],
  ])('· shows %i of %i lessons as %i percent', (lessonsDone, lessons, percent) => expect(rosterView(roster([{ ...row, lessonsDone }], { lessons })).rows[0]!.percent).toBe(percent));
  it('· leads to its next page, if there is one', () => {
    expect(rosterView(roster([row])).next).toBeNull();
    expect(rosterView(roster([row], { next: 'abc' })).next).toBe('/cohorts/spring?after=abc');
  });
  it('· of nobody has no row', () => expect(rosterView(roster([])).rows).toEqual([]));
});

describe('a line of a pasted list', () => {
  const read = { line: 2, typed: 'Zoë <z@example.org>', email: 'z@example.org', name: 'Zoë' };
  it.each<[Invited, string, string]>([
    [{ ...read, outcome: 'invited' }, 'good', 'invited'],
    [{ ...read, outcome: 'in-already' }, 'info', 'in-already'],
    [{ ...read, outcome: 'full' }, 'caution', 'full'],
    [{ line: 2, typed: 'Zoë', fault: 'no-email', outcome: 'unreadable' }, 'caution', 'no-email'],
    [{ line: 2, typed: 'a@b.c d@e.f', fault: 'several-emails', outcome: 'unreadable' }, 'caution', 'several-emails'],
    [{ line: 2, typed: 'z@example.org', fault: 'repeated', outcome: 'unreadable' }, 'caution', 'repeated'],
  ])('· %j says what became of it', (line, tag, words) => expect(invitedRow(line)).toEqual({ line: 2, wrote: line.typed, tag, words }));
});

describe('the page that a coordinator gives out', () => {
  it('· sums up what is taught', () => {
    const lesson = (title: string, minutes: number) => ({ title, minutes, lineage: title, domain: 'ethics' });
    const module = { title: 'Listening', summary: 'To listen.', contentNote: null, lessons: [lesson('One', 45), lesson('Two', 50)] };
    expect(overviewView({ summary: 'All', modules: [module, { ...module, lessons: [] }] } as never)).toEqual({
      summary: 'All', minutes: 95,
      modules: [{ title: 'Listening', summary: 'To listen.', contentNote: null, minutes: 95, lessons: ['One', 'Two'] }, { title: 'Listening', summary: 'To listen.', contentNote: null, minutes: 0, lessons: [] }],
    });
  });
  it('· brings who makes an account back to it', () => expect(joinView('spring')).toEqual({ joinAction: '/join/spring/enrollment', leaveAction: '/join/spring/withdrawal', signUpHref: '/sign-up?next=%2Fjoin%2Fspring', signInHref: '/sign-in?next=%2Fjoin%2Fspring' }));
  it.each([[true, 'byOneself'], [false, 'byOrganization']])('· tells a place that ended (by oneself: %p) in words of its own', (byOneself, words) => {
    const endedAt = new Date('2026-11-22T15:00:00Z');
    expect(endedView({ cohortSlug: 'spring', cohortTitle: 'Spring', endedAt, byOneself })).toEqual({ title: 'Spring', href: '/join/spring', at: endedAt, words });
  });
  it('· offers what a cohort can be made of', () =>
    expect(choicesOf([{ id: 'o', name: 'Árbol' }], [{ slug: 'default', title: 'Peer' }])).toEqual({ organizations: [{ value: 'o', label: 'Árbol' }], curricula: [{ value: 'default', label: 'Peer' }] }));
});
