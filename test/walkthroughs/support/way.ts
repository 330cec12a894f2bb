import { expect } from '@jest/globals';
import { CurriculumQueries, Outlines, type CurriculumOutline } from '#libs/course';
import { dayOf } from '#libs/kernel';
import type { Visitor } from '../../support/site.ts';
import { grade, performRolePlay, press, read, release, source, takeCheck, wordsOf, workLesson } from './acts.ts';
import type { House } from './house.ts';

// The way through a curriculum of any size, by nothing but what the home page says is next.

/** What the default curriculum teaches now. */
export const taught = ({ house }: House): Promise<CurriculumOutline> => new CurriculumQueries(house.database, new Outlines(house.database)).outline('default');

/** The one next step of a home page; `href` is empty when nothing is left. */
export interface NextStep {
  readonly title: string;
  readonly label: string;
  readonly href: string;
}

export async function nextStep(visitor: Visitor): Promise<NextStep> {
  const steps = [...(await source(visitor, '/')).matchAll(/class="next-step"[\s\S]*?<\/section>/g)].map(([section]) => section);
  expect(steps).toHaveLength(1);
  const [, title] = /<h2[^>]*>([\s\S]*?)<\/h2>/.exec(steps[0]!)!;
  const [, href = '', label = ''] = /<a[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/.exec(steps[0]!) ?? [];
  return { title: wordsOf(title!).trim(), label: wordsOf(label).trim(), href };
}

/** Those who walk and who answer them, each in a fresh browser every time: the clock runs past the end of sessions. */
export interface Company {
  readonly trainee: () => Promise<Visitor>;
  readonly instructor: () => Promise<Visitor>;
  readonly personId: string;
  readonly names: { readonly trainee: string; readonly partner: string };
  readonly cohort: string;
}

/** The instructor ticks somebody in the list of a meeting that was held today. */
export async function confirmMeeting(house: House, instructor: Visitor, cohort: string, lineage: string, personId: string): Promise<void> {
  const sheet = `/cohorts/${cohort}/meetings/${lineage}`;
  const [, minutes] = new RegExp(`name="minutes\\[${personId}\\]"[^>]*value="(\\d+)"`).exec(await source(instructor, sheet))!;
  const heldOn = dayOf(house.clock.now(), house.settings.timeZone);
  expect(await press(instructor, `${sheet}/attendance`, sheet, { heldOn, present: personId, [`minutes[${personId}]`]: minutes! })).toBe(sheet);
  expect(await read(instructor, sheet)).toContain('Take back');
}

/** Passes the role play of a module that is open; answers its attempt. */
export async function passRolePlay(company: Company, slug: string, lineage: string): Promise<string> {
  const attempt = await performRolePlay(await company.trainee(), slug, lineage, company.names);
  const instructor = await company.instructor();
  await release(instructor, await grade(instructor));
  return attempt;
}

/** The role plays of a module that can be opened now. */
export async function openRolePlays(visitor: Visitor, slug: string): Promise<string[]> {
  const forms = [...(await source(visitor, `/modules/${slug}`)).matchAll(/name="rolePlay" value="([^"]+)"[\s\S]*?<button[^>]*>([\s\S]*?)<\/button>/g)];
  return forms.filter(([, , label]) => wordsOf(label!).includes('Open the role play')).map(([, lineage]) => lineage!);
}

async function take(house: House, company: Company, { href, label }: NextStep): Promise<void> {
  const trainee = await company.trainee();
  const [, place, path] = /^\/(lessons|modules)\/(.+)$/.exec(href)!;
  if (place === 'lessons' && label === 'How to prepare') {
    expect(await source(trainee, href)).not.toContain(`action="${href}/completion"`);
    return confirmMeeting(house, await company.instructor(), company.cohort, path!, company.personId);
  }
  if (place === 'lessons') return void (await workLesson(house, trainee, path!));
  const [slug, part] = path!.split('#') as [string, string];
  if (part === 'check') return void (await takeCheck(house, trainee, slug, 0));
  const [lineage] = await openRolePlays(trainee, slug);
  await passRolePlay(company, slug, lineage!);
}

/** Does what the home page says until `arrived`; answers where each step led. @throws Error when the page sends somebody to one place for ever */
export async function follow(house: House, company: Company, arrived: (next: NextStep) => boolean): Promise<string[]> {
  const way: string[] = [];
  for (;;) {
    const next = await nextStep(await company.trainee());
    if (arrived(next)) return way;
    if (next.href === '' || next.href === way.at(-1)) throw new Error(`The way ends at “${next.title}” (${next.href})`);
    await take(house, company, next);
    way.push(next.href);
  }
}
