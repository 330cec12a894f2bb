import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CurriculumCopy } from './course.ts';
import { courseSite, type CourseSite } from './site.ts';

const copy = new CurriculumCopy();
let course: CourseSite;
beforeAll(async () => {
  const words = ['of: outdated', 'title: Ética', 'summary: Para poner límites.', 'reasons: [Primero aprender a <escuchar>.]'];
  copy.write('modules/04-ethics/module.es.yaml', words.join('\n'));
  course = await courseSite(copy.folder);
  await course.dana.post('/cohorts', course.cohort(), '/cohorts/new');
  await course.dana.post('/cohorts/spring-2027/opening', {}, '/cohorts/spring-2027');
  await course.rosa.post('/join/spring-2027/enrollment', {}, '/join/spring-2027');
}, 120_000);
afterAll(async () => {
  await course.site.stop();
  copy.drop();
});

describe('a translated module', () => {
  it('· is in English for who reads English, with a way to Spanish', async () => {
    const { text } = await course.rosa.get('/modules/ethics');
    expect(text).toContain('<p lang="en">A limit only sounds kind when you can listen well first.');
    expect(text).toContain('<a href="/modules/ethics?language&#x3D;es" hreflang="es" lang="es">español</a>');
    expect(text).not.toContain('The original was changed');
  });

  it('· is in Spanish for who asks or reads it: title, summary and why it is locked; the note is shown as it was written', async () => {
    const asked = await course.rosa.get('/modules/ethics?language=es');
    await course.site.house.database.read(`update people set language = 'es' where id = $1`, [course.rosaId]);
    for (const { text } of [asked, await (await course.site.signedIn(course.rosaId)).get('/modules/ethics')]) {
      expect(text).toMatch(/<div lang="es"><div class="heading">\s*<h1>Ética<\/h1>\s*<p class="lead">Para poner límites.</);
      expect(text).toContain('<p lang="es">Primero aprender a &lt;escuchar&gt;.</p>');
      expect(text).toContain('<div lang="en"><div class="notice notice-caution">');
      expect(text).toContain('The original was changed after this translation was made.');
      expect(text).toContain('<a href="/modules/ethics?language&#x3D;en" hreflang="en" lang="en">English</a>');
    }
  });

  it.each(['en', 'constructor', '__proto__', 'es&language=es'])('· asked for in "%s" is never anything else than one of both', async (language) => {
    await course.site.house.database.read(`update people set language = 'en' where id = $1`, [course.rosaId]);
    const { status, text } = await course.rosa.get(`/modules/ethics?language=${language}`);
    expect([status, text.includes('A limit only sounds kind'), text.includes('Ética')]).toEqual([200, true, false]);
  });
  it('· is in Spanish for who chose it in her account, which offers what the curriculum is translated into', async () => {
    const { text } = await course.rosa.get('/account');
    expect(text).toContain('<option value="es">español</option>');
    const saved = await course.rosa.post('/account', { legalName: "Rosa Zoë O'Brien-Ñandú", preferredName: '', pronouns: '', language: 'es', timeZone: 'America/Chicago' }, '/account');
    expect(saved.status).toBe(303);
    expect((await course.rosa.get('/modules/ethics')).text).toContain('<h1>Ética</h1>');
  });
});
