import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { courseSite, type CourseSite } from './site.ts';

// Rosa's account is in English; for the hard parts she asks for Spanish, and stays in it until she asks for another.

const NOTE = '/lessons/crisis/asking-directly';
const FIRST = '/lessons/engagement/first-contact';
let course: CourseSite;

beforeAll(async () => {
  course = await courseSite();
  await course.dana.post('/cohorts', course.cohort(), '/cohorts/new');
  await course.dana.post('/cohorts/spring-2027/opening', {}, '/cohorts/spring-2027');
  await course.rosa.post('/join/spring-2027/enrollment', {}, '/join/spring-2027');
}, 120_000);
afterAll(() => course.site.stop());

const unescaped = (text: string): string => text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

/** Presses the button of a form as a browser without script would: with what the page hid in it. */
async function press(page: string, action: string, typed: Record<string, string> = {}): Promise<string | null> {
  const { text } = await course.rosa.get(page);
  const form = text.split('<form ').find((one) => one.includes(`action="${action}"`))?.split('</form>')[0];
  expect(form).toBeDefined();
  const hidden = [...form!.matchAll(/<input type="hidden" name="([^"_][^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
  return (await course.rosa.post(action, { ...Object.fromEntries(hidden), ...typed }, page)).location;
}

const linksTo = async (page: string, path: string): Promise<string[]> =>
  [...unescaped((await course.rosa.get(page)).text).matchAll(/href="([^"]+)"/g)].map(([, href]) => href!).filter((href) => href.startsWith(path));

describe('a language that the address asks for', () => {
  it('· is kept by finishing a lesson, and leads on from home', async () => {
    const page = `${FIRST}?language=es`;
    const answers = [...new Set((await course.rosa.get(page)).text.match(/\/lessons\/engagement\/first-contact\/answers\/[a-z0-9-]+/g))];
    for (const action of answers) {
      course.site.clock.forward(9);
      await press(page, action, { text: 'Ñandú', done: 'yes' });
    }
    expect(await press(page, `${FIRST}/completion`)).toBe('/?language=es');
    const hrefs = [...(await linksTo('/?language=es', '/modules/')), ...(await linksTo('/?language=es', '/lessons/'))];
    expect(hrefs.length).toBeGreaterThan(3);
    for (const href of hrefs) expect(href).toMatch(/^[^?#]+\?language=es(#|$)/);
  });

  it('· is kept on the way from a lesson that is not open yet to the page that says why', async () =>
    expect((await course.rosa.get('/lessons/ethics/code-of-ethics?language=es')).location).toBe('/modules/ethics?language=es'));

  it('· is kept by the page that shows two texts', async () => {
    const path = `${FIRST}/answers/when-i-was-new`;
    const { text } = await course.rosa.post(path, { version: '0', text: 'From an old page', language: 'es' }, FIRST);
    expect(unescaped(text)).toMatch(/name="language" value="es"[\s\S]*href="\/lessons\/engagement\/first-contact\?language=es#when-i-was-new"/);
  });

  it('· is kept by the check and the role play that a module begins', async () => {
    await course.credit('engagement/');
    const page = '/modules/engagement?language=es';
    expect(await press(page, '/modules/engagement/check-attempts')).toMatch(/^\/checks\/[0-9a-f-]{36}\?language=es$/);
    expect(await press(page, '/modules/engagement/role-play-attempts')).toMatch(/^\/role-plays\/[0-9a-f-]{36}\?language=es$/);
  });

  it('· leads into the lesson behind a note on hard material, in that language', async () => {
    await course.credit('engagement');
    await course.credit('ethics');
    expect((await course.rosa.get(`${NOTE}?language=es`)).text).not.toContain('data-lesson');
    expect(await linksTo(`${NOTE}?language=es`, '/modules/')).toEqual(['/modules/crisis?language=es']);
    const opened = await press(`${NOTE}?language=es`, `${NOTE}/opening`);
    expect(opened).toBe(`${NOTE}?language=es`);
    expect((await course.rosa.get(opened!)).text).toMatch(/<h1 lang="es">[\s\S]*data-lesson/);
  });

  it('· is kept by what is saved in a lesson, by finishing it too early, and by setting it aside', async () => {
    const page = `${NOTE}?language=es`;
    const [action] = /\/lessons\/crisis\/asking-directly\/answers\/[a-z0-9-]+/.exec((await course.rosa.get(page)).text)!;
    expect(await press(page, action, { done: 'yes' })).toBe(`${page}#${action.split('/').at(-1)}`);
    expect(await press(page, `${NOTE}/completion`)).toBe(`${page}#finish`);
    expect(await press(page, `${NOTE}/postponement`)).toBe('/?language=es');
  });

  it('· is kept on the way from a module to its lessons and papers, and from lesson to lesson', async () => {
    for (const path of ['/lessons/crisis/', '/forms/']) {
      const hrefs = await linksTo('/modules/crisis?language=es', path);
      expect(hrefs.length).toBeGreaterThan(0);
      expect(hrefs.filter((href) => !href.endsWith('?language=es'))).toEqual([]);
    }
    const onward = (await linksTo(`${FIRST}?language=es`, '/lessons/')).filter((href) => !href.startsWith(FIRST));
    expect(onward).toEqual(['/lessons/engagement/oars?language=es']);
  });

  it('· that nobody asked for stands in no address', async () => {
    for (const page of ['/', FIRST, '/modules/engagement', '/modules/crisis']) {
      const { text } = await course.rosa.get(page);
      expect(text).not.toContain('name="language"');
      // Only the ways to other languages say one.
      expect([...unescaped(text).matchAll(/<a href="[^"]*language=[^>]*>/g)].filter(([link]) => !link.includes('hreflang'))).toEqual([]);
    }
    expect(await press(NOTE, `${NOTE}/completion`)).toBe(`${NOTE}#finish`);
  });

  it.each(['fr', 'constructor', '__proto__', '//evil.example', 'es&next=//evil.example', 'es#x', 'es\r\nlocation: //evil.example'])('· is never trusted: "%s" leads to the lesson as it was written', async (language) => {
    const { location } = await course.rosa.post(`${NOTE}/opening`, { language }, FIRST);
    expect([NOTE, `${NOTE}?language=fr`]).toContain(location);
    expect((await course.rosa.get(location!)).text).toMatch(/<h1 lang="en">[\s\S]*data-lesson/);
  });
});
