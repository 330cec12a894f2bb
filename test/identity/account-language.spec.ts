import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CurriculumCopy } from '../course/course.ts';
import { courseSite, type CourseSite } from '../course/site.ts';

const copy = new CurriculumCopy();
let course: CourseSite;
beforeAll(async () => {
  copy.change('curriculum.yaml', /^translations: .*$/m, 'translations: [es, es-419, zh-Hant]');
  for (const [language, title] of [['es-419', 'Ética'], ['zh-Hant', '倫理']]) copy.write(`modules/04-ethics/module.${language}.yaml`, ['of: outdated', `title: ${title}`, `summary: ${title}`, `reasons: [${title}]`].join('\n'));
  course = await courseSite(copy.folder);
}, 120_000);
afterAll(async () => {
  await course.site.stop();
  copy.drop();
});

const profile = { legalName: "Rosa Zoë O'Brien-Ñandú", preferredName: '王小明', pronouns: '', timeZone: 'America/Chicago' };
const choose = (language: string) => course.rosa.post('/account', { ...profile, language }, '/account');
const kept = async () => (await course.site.house.database.read<{ language: string }>(`select language from people where id = $1`, [course.rosaId]))[0]!.language;
const offered = (text: string) => [.../<select[^>]*name="language"[\s\S]*?<\/select>/.exec(text)![0].matchAll(/value="([^"]*)"/g)].map(([, value]) => value!);

describe('the language of an account', () => {
  it('· is any of those that are offered', async () => {
    const languages = offered((await course.rosa.get('/account')).text);
    expect(languages).toEqual(['en', 'es', 'es-419', 'zh-Hant']);
    for (const language of languages) {
      expect([language, (await choose(language)).status, await kept()]).toEqual([language, 303, language]);
      expect((await course.rosa.get('/account')).text).toMatch(new RegExp(`value="${language}" selected`));
    }
  });

  it.each([
    ['nothing', ''],
    ['one that nothing is translated into', 'fr'],
    ['no language', 'xx'],
    ['one in other letters', 'ES'],
    ['half of one', 'zh'],
    ['more than one', 'zh-Hant-TW'],
    ['a name that every object has', 'constructor'],
    ['markup', '<b>'],
    ['something endless', 'es'.repeat(500)],
  ])('· is no other: %s is asked for again at its field, and the rest stays as typed', async (_, language) => {
    await choose('es');
    const { status, text } = await choose(language);
    expect([status, await kept()]).toEqual([422, 'es']);
    expect(text).toMatch(/id="language-fault"[\s\S]*?Please choose one/);
    expect(text).toContain('value="王小明"');
  });
});
