import type { Journey, ModuleProgress, NextStep } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { homeView, type Words } from './home.view.ts';

const words: Words = (key, values) => `${key} ${JSON.stringify(values ?? {})}`;
const lesson = { lineage: 'a/one', title: "Zoë's first day", minutes: 45, domain: 'ethics', meeting: false, state: 'open' as const };
const open: ModuleProgress = { lineage: 'a', slug: 'a', title: 'Listening', check: null, state: 'open', locks: [], lessons: [lesson], checkState: undefined, rolePlays: [], lessonsLeft: 1 };
const locked: ModuleProgress = { ...open, lineage: 'b', slug: 'b', title: 'Ethics', state: 'locked', locks: [{ lineage: 'a', title: 'Listening', reason: 'Listen first.' }] };
const domains = ['ethics', 'mentoring', 'advocacy'].map((key) => ({ key, title: key.toUpperCase(), summary: '' }));
const place = { cohortId: '1', cohortSlug: 'spring', cohortTitle: 'Spring', organizationId: 'o', curriculumVersionId: 'v' };

function journey(next: NextStep): Journey {
  const outline = { title: 'Peer training', domains, modules: [{ lessons: [lesson] }] } as unknown as Journey['outline'];
  return { place, places: [place, { ...place, cohortId: '2', cohortSlug: 'fall', cohortTitle: 'Fall' }], outline, path: { modules: [open, locked], next }, minutesByDomain: new Map([['ethics', 90], ['mentoring', 30]]), minutesByLesson: new Map() };
}
const view = (next: NextStep, asked?: ReadonlyMap<string, number>) => homeView(journey(next), asked, words);
const rolePlay = { lineage: 'a/rp', title: 'Meeting Ray' };

describe('the home page', () => {
  it.each<[string, NextStep, object]>([
    ['begins a lesson', { kind: 'lesson', module: open, lesson, why: 'begin' }, { title: "Zoë's first day", href: '/lessons/a/one', text: 'course.next.begin.text {"module":"Listening","minutes":45}' }],
    ['leads to the check of the module', { kind: 'check', module: open }, { title: 'course.next.check.title {"module":"Listening"}', href: '/modules/a#check' }],
    ['leads to the role play', { kind: 'role-play', module: open, rolePlay }, { title: 'Meeting Ray', href: '/modules/a#role-plays' }],
    ['comes to a meeting', { kind: 'meeting', module: open, lesson }, { title: "Zoë's first day", href: '/lessons/a/one', label: 'course.next.meeting.label {}' }],
    ['waits with the trainee', { kind: 'waiting', module: open, rolePlay }, { title: 'Meeting Ray', label: 'course.next.waiting.label {}' }],
    ['has no button at the end', { kind: 'done' }, { href: null, label: null }],
  ])('· %s', (_, next, expected) => expect(view(next).next).toMatchObject(expected));

  it('· marks where one is, and says why a module is locked', () =>
    expect(view({ kind: 'check', module: open }).path).toMatchObject([
      { number: 1, state: 'current', note: 'course.path.lessons {"done":0,"lessons":1}' },
      { number: 2, state: 'locked', note: 'course.path.locked {"title":"Listening","reason":"Listen first."}' },
    ]));

  it('· shows hours against what the program asks, also those earned elsewhere', () =>
    expect(view({ kind: 'done' }, new Map([['ethics', 960], ['advocacy', 600]])).hours).toEqual([
      { label: 'ETHICS', minutesMet: 90, minutesAsked: 960, percent: 9 },
      { label: 'MENTORING', minutesMet: 30, minutesAsked: 0, percent: 100 },
      { label: 'ADVOCACY', minutesMet: 0, minutesAsked: 600, percent: 0 },
    ]));
  it('· without a program shows the hours of the course itself', () => expect(view({ kind: 'done' })).toMatchObject({ asked: false, hours: [{ label: 'ETHICS', minutesAsked: 45, percent: 100 }, { label: 'MENTORING' }] }));
  it('· leads to the other courses of the person', () => expect(view({ kind: 'done' }).others).toEqual([{ title: 'Fall', href: '/?cohort=fall' }]));
});
