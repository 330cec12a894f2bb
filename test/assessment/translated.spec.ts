import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemContent } from '#libs/assessment';
import { newId } from '#libs/kernel';
import { addPerson, CAST } from '../support/cast.ts';
import { checkHouse, type CheckHouse } from '../support/check-cast.ts';
import { singleItem } from '../support/items.ts';
import { testSite, type TestSite, type Visitor } from '../support/site.ts';
import { RUBRIC, SCENARIO } from '../role-plays/support/stage.ts';

// A check and a role play with words in Spanish, as somebody who reads Spanish and somebody who reads English meet them.
let site: TestSite;
let school: CheckHouse;
beforeAll(async () => {
  site = await testSite();
  school = await checkHouse(site.house.database, site.clock, site.settings);
});
afterAll(() => site.stop());

/** An address as a page writes it. */
const href = (path: string, language: string): string => `${path}?language&#x3D;${language}`;
const WORDS = { stem: '¿Qué oiría 王小明?', options: ['Correcta', 'Amable', 'Mala'].map((text, at) => ({ text, feedback: `Porque ${at}` })) };
const ITEM: ItemContent = singleItem(1, { translations: { es: WORDS } });
const reader = async (language: string, name: string = CAST.rosa): Promise<{ id: string; browser: Visitor }> => {
  const id = await addPerson(site.house.database, name);
  await site.house.database.read('update people set language = $2 where id = $1', [id, language]);
  return { id, browser: await site.signedIn(id) };
};

describe('a check with a translated question', () => {
  let offer: Awaited<ReturnType<CheckHouse['offer']>>;
  beforeAll(async () => {
    offer = await school.offer([ITEM, singleItem(2)]);
  });
  const begin = async (language: string) => {
    const { id, browser } = await reader(language);
    return { browser, path: `/checks/${await school.checks.start({ id, roles: [] }, offer)}`, id };
  };
  const form = (at: number, chosen: string, changes = {}) => ({ idempotencyKey: [], [`sequence-${at}`]: '0', [`chosen-${at}`]: chosen, ...changes });
  /** Where the translated question was drawn. */
  const place = (text: string): number => Number(/data-question="(\d)">(?:(?!<fieldset).)*(?:¿Qué oiría|Question 1: what)/s.exec(text)![1]);

  it('· is asked, saved and explained in Spanish to who reads Spanish; what has no translation stays', async () => {
    const { browser, path } = await begin('es');
    const sheet = await browser.get(path);
    expect(sheet.text).toContain('<span lang="es">¿Qué oiría 王小明?</span>');
    expect(sheet.text).toMatch(/<label for="q-\d(-\d)?" lang="es">Correcta<\/label>/);
    expect(sheet.text).toContain('<span>Question 2: what would 王小明 hear?</span>');
    expect(sheet.text).toContain(`<a href="${href(path, 'original')}">the language it was written in</a>`);
    expect(sheet.text).not.toMatch(/Porque|Feedback/);
    const at = place(sheet.text);
    await browser.follow(await browser.post(`${path}/answers`, form(at, '0'), path));
    expect((await browser.get(path)).text).toMatch(/value="0" checked>\s*<label[^>]*>Correcta</);
    const done = await browser.post(`${path}/submission`, { ...form(at, '0'), [`sequence-${at}`]: '1', sure: 'yes' }, path);
    expect(done.location).toBe(`${path}/result`);
    const { text } = await browser.follow(done);
    expect(text).toContain('1 of 2 right.');
    expect(text).toMatch(/Your answer,[^<]*<\/strong> <span lang="es">Correcta<\/span><\/p>\s*<p lang="es">Porque 0</);
    expect((await browser.get(`${path}/result?language=original`)).text).toMatch(/Right 1<\/span><\/p>\s*<p>Feedback 1.0/);
  });

  it('· is in English for who reads English, who may ask for Spanish and keeps it on the way', async () => {
    const { browser, path } = await begin('en');
    const { text } = await browser.get(path);
    expect(text).toContain('Question 1: what would 王小明 hear?');
    expect(text).not.toContain('¿Qué');
    expect(text).toContain(`<a href="${href(path, 'es')}" hreflang="es" lang="es">español</a>`);
    const spanish = await browser.get(`${path}?language=es`);
    expect(spanish.text).toContain('<input type="hidden" name="language" value="es">');
    const at = place(spanish.text);
    const saved = await browser.post(`${path}/answers`, form(at, '1', { language: 'es' }), path);
    expect(saved.location).toBe(`${path}?language=es`);
    const again = await browser.post(`${path}/submission`, form(at, '2', { language: 'es' }), path);
    expect(again.status).toBe(409);
    expect(again.text).toContain('Here you chose: “Mala”. Saved since on another page: “Amable”');
    expect((await browser.get(path)).text).toMatch(/value="1" checked>\s*<label[^>]*>Kind but wrong 1</);
    const done = await browser.post(`${path}/submission`, { ...form(at, '1', { language: 'es' }), [`sequence-${at}`]: '1', sure: 'yes' }, path);
    expect(done.location).toBe(`${path}/result?language=es`);
    expect((await browser.follow(done)).text).toContain('Amable');
    expect((await browser.get(`${path}/result`)).text).not.toContain('Amable');
  });

  it.each(['constructor', '__proto__', 'toString', 'xx', '', '%00', 'es%22%3E%3Cscript%3E'])('· asked for in "%s" is as it was written', async (asked) => {
    const { browser, path } = await begin('en');
    const { status, text } = await browser.get(`${path}?language=${asked}`);
    expect([status, text.includes('Question 1: what'), text.includes('¿Qué'), text.includes('"><script>')]).toEqual([200, true, false, false]);
    expect((await browser.get(`${path}/result?language=${asked}`)).status).toBe(303);
  });

  it('· asked for in two languages is in the reader’s own', async () => {
    const { browser, path } = await begin('es');
    expect((await browser.get(`${path}?language=en&language=fr`)).text).toContain('¿Qué');
    const sheet = await browser.get(path);
    const saved = await browser.post(`${path}/answers`, form(place(sheet.text), '1', { language: ['en', '__proto__'] }), path);
    expect(saved).toMatchObject({ status: 303, location: path });
  });
});

describe('a role play with a translated situation', () => {
  const words = { title: 'Marisol pide más', setting: 'Una sala pequeña.', traineeCard: '## Lo que sabe\n<b>Marisol</b> tiene 23.', unsafe: ['Da dinero'], persona: { ...SCENARIO.persona, summary: 'Cálida y sola.', pronouns: 'ella' } };
  let versionId: string;
  let rubricId: string;
  beforeAll(async () => {
    const { scenarios, rubrics } = await school.content.publish({ items: [], scenarios: [{ ...SCENARIO, translations: { es: words } }], rubrics: [RUBRIC] });
    [versionId, rubricId] = [scenarios[SCENARIO.lineage]!, rubrics[RUBRIC.lineage]!];
  });
  let path: string;
  let browser: Visitor;
  const open = async (language: string, scenarioVersionId = versionId): Promise<void> => {
    const { id, browser: opened } = await reader(language);
    const attempt = newId();
    await site.house.database.read(
      `insert into role_play_attempts (id, person_id, role_play, scenario_version_id, rubric_version_id, title, competencies, module_lineage, module_slug, cohort_id, organization_id, opened_at) values ($1, $2, $3, $4, $5, $6, '{}', 'ethics', 'ethics', $7, $8, now())`,
      [attempt, id, SCENARIO.lineage, scenarioVersionId, rubricId, SCENARIO.title, newId(), school.organizationId],
    );
    [path, browser] = [`/role-plays/${attempt}`, opened];
  };
  it('· shows both cards in Spanish to who reads Spanish, and the note that nobody translated', async () => {
    await open('es');
    const { text } = await browser.get(path);
    expect(text).toContain('<h1 lang="es">Marisol pide más</h1>');
    expect(text).toContain('<p lang="es">Una sala pequeña.</p>');
    expect(text).toMatch(/<div class="stack" lang="es">\s*<h\d>Lo que sabe<\/h\d>/);
    expect(text).not.toContain('<b>Marisol');
    expect(text).toContain('<p>This talk touches on drinking.</p>');
    const card = await browser.get(`${path}/persona`);
    expect(card.text).toContain('<p lang="es">Marisol (ella), 23. Cálida y sola.</p>');
    expect(card.text).toContain('<ul lang="es"><li>Da dinero</li></ul>');
    expect((await browser.get(`${path}/persona?language=original`)).text).toContain('<p>Marisol (she/her), 23. Warm and lonely.</p>');
  });

  it('· says on every page of it when the original was changed since', async () => {
    const { scenarios } = await school.content.publish({ items: [], scenarios: [{ ...SCENARIO, translations: { es: { ...words, outdated: true } } }], rubrics: [] });
    await open('es', scenarios[SCENARIO.lineage]);
    const says = async (at: string): Promise<boolean> => (await browser.get(at)).text.includes('The original was changed after this translation was made.');
    expect([await says(path), await says(`${path}/persona`), await says(`${path}?language=original`)]).toEqual([true, true, false]);
    await open('es');
    expect([await says(path), await says(`${path}/persona`)]).toEqual([false, false]);
  });

  it('· shows them in English to who reads English, and keeps Spanish through the consents once asked for', async () => {
    await open('en');
    expect((await browser.get(path)).text).toContain('<h1>Marisol asks for more</h1>');
    for (const asked of ['constructor', '__proto__', 'es&language=es']) expect((await browser.get(`${path}?language=${asked}`)).text).toContain('<p>A small meeting room on a weekday afternoon.</p>');
    const { text } = await browser.get(`${path}?language=es`);
    expect(text).toContain(`href="${href(`${path}/persona`, 'es')}"`);
    expect(text).toContain(`action="${href(`${path}/consents/trainee`, 'es')}"`);
    const refused = await browser.post(`${path}/consents/trainee?language=es`, { name: '' }, path);
    expect([refused.status, refused.text.includes('Una sala pequeña.')]).toEqual([422, true]);
    const agreed = await browser.post(`${path}/consents/trainee?language=es`, { name: 'Rosa', agree: 'yes' }, path);
    expect(agreed.location).toBe(`${path}?language=es`);
  });
});
