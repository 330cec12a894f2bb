import { readCurriculum } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { CURRICULUM } from './course.ts';

// What bodies are promised of the default curriculum. A writer who breaks one of these promises hears of it here; that the files can be read at all, without fault or warning, is in curriculum.spec.ts.

const { content } = readCurriculum(CURRICULUM);
const { modules, competencies, exam, rubrics, forms, translations } = content!;
const HOUR = 60;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const textOf = (html: string): string => html.replace(/<svg[\s\S]*?<\/svg>/g, ' ').replace(/<[^>]+>/g, ' ');
const wordsOf = (html: string): number => textOf(html).split(/\s+/).filter(Boolean).length;
const lessons = modules.flatMap((module) => module.lessons.map((lesson) => ({ module, lesson })));
const alone = lessons.filter(({ lesson }) => lesson.guide === null).map(({ lesson }) => lesson);
const meetings = lessons.filter(({ lesson }) => lesson.guide !== null).map(({ lesson }) => lesson);

describe('the sixty hours', () => {
  it.each<[string, Record<string, number>]>([
    ['role', { recovery: 6 }],
    ['engagement', { mentoring: 8 }],
    ['story', { mentoring: 5 }],
    ['ethics', { ethics: 10 }],
    ['crisis', { ethics: 6 }],
    ['planning', { recovery: 6 }],
    ['resources', { advocacy: 4 }],
    ['advocacy', { advocacy: 6 }],
    ['culture', { recovery: 3, advocacy: 2 }],
    ['groups', { mentoring: 4 }],
  ])('· give %s its hours', (slug, hours) => {
    const module = modules.find((one) => one.slug === slug)!;
    expect(module.minutesByDomain).toEqual(Object.fromEntries(Object.entries(hours).map(([domain, count]) => [domain, count * HOUR])));
  });
  it('· are 15, 17, 16 and 12 by domain', () => {
    const ofDomain = (domain: string): number => sum(lessons.filter(({ lesson }) => lesson.domain === domain).map(({ lesson }) => lesson.minutes)) / HOUR;
    expect(['recovery', 'mentoring', 'ethics', 'advocacy'].map(ofDomain)).toEqual([15, 17, 16, 12]);
  });
  it('· teach 62 competencies of twelve categories', () => expect([competencies.length, new Set(competencies.map(({ category }) => category)).size]).toEqual([62, 12]));
});

describe('its lessons', () => {
  it('· are five to nine a module', () => expect(modules.filter((module) => module.lessons.length < 5 || module.lessons.length > 9).map(({ slug }) => slug)).toEqual([]));
  it.each(alone.map((lesson) => [lesson.lineage, lesson] as const))('· %s has a story, a practice, a reflection, key points, objectives and sources, and words for its minutes', (_, { parts, objectives, sources }) => {
    const kinds = new Set(parts.map(({ kind }) => kind));
    expect(['story', 'practice', 'reflection', 'key-points'].filter((kind) => !kinds.has(kind as never))).toEqual([]);
    expect(objectives.length).toBeGreaterThanOrEqual(2);
    expect(sources.length).toBeGreaterThanOrEqual(1);
    const words = sum(parts.map(({ html }) => wordsOf(html)));
    expect(words).toBeGreaterThanOrEqual(1_170);
    expect(words).toBeLessThan(2_500);
  });
  it('· begin each objective with what can be seen: nobody can see that somebody understands', () => {
    const hidden = /^(understand|know|learn|appreciate|be aware|feel|realize|believe)\b/i;
    expect(lessons.flatMap(({ lesson }) => lesson.objectives).filter(({ text }) => hidden.test(text))).toEqual([]);
  });
  it('· hold no two activities under one key: what was written for one would be shown with the other', () => {
    for (const { lineage, parts } of alone) {
      const ids = parts.flatMap((part) => ('id' in part ? [part.id] : []));
      expect([lineage, new Set(ids).size]).toEqual([lineage, ids.length]);
    }
  });
  it('· have drawings that say in words what they show', () => {
    const drawings = lessons.flatMap(({ lesson }) => lesson.parts).flatMap(({ html }) => html.match(/<svg[\s\S]*?<\/svg>/g) ?? []);
    expect(drawings.length).toBeGreaterThanOrEqual(15);
    expect(drawings.filter((svg) => !/<title[ >]/.test(svg) || !/aria-label|<title/.test(svg) || !svg.includes('currentColor'))).toEqual([]);
  });
});

describe('its meetings', () => {
  it('· are one or more in every module', () => expect(modules.filter((module) => !module.lessons.some(({ guide }) => guide)).map(({ slug }) => slug)).toEqual([]));
  it.each(meetings.map((lesson) => [lesson.lineage, lesson] as const))('· %s can be led from its guide: agreements, what to watch for, and a debrief', (_, { guide, minutes }) => {
    const headings = [...guide!.html.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map((match) => match[1]);
    expect(headings).toEqual(expect.arrayContaining(['Before the meeting', 'Group agreements', 'What to watch for', 'Debrief', 'Online or in a room']));
    expect(sum(guide!.agenda.map((step) => step.minutes))).toBe(minutes);
    expect(guide!.materials.length).toBeGreaterThan(0);
    expect(guide!.html).toMatch(/988|supervisor/);
  });
});

describe('its questions', () => {
  it('· are 25 or more a module, a third of them situations', () => {
    for (const { slug, items } of modules) {
      expect([slug, items.length >= 25]).toEqual([slug, true]);
      expect([slug, items.filter(({ level }) => level === 'application').length * 3 >= items.length]).toEqual([slug, true]);
    }
  });
  it('· are 150 and more in the exam bank, at every level in every domain', () => {
    expect(exam.length).toBeGreaterThanOrEqual(150);
    for (const domain of ['recovery', 'mentoring', 'ethics', 'advocacy'])
      for (const level of ['recall', 'comprehension', 'application']) expect([domain, level, exam.filter((item) => item.domain === domain && item.level === level).length >= 8]).toEqual([domain, level, true]);
  });
  it('· say of every option why, and name their source', () => {
    const items = [...modules.flatMap((module) => module.items), ...exam];
    expect(items.filter(({ options, source }) => source === '' || options.some(({ feedback }) => feedback.length < 12)).map(({ lineage }) => lineage)).toEqual([]);
  });
});

describe('its role plays', () => {
  const rolePlays = modules.flatMap((module) => module.rolePlays);
  it('· are the six of the field', () => expect(rolePlays.map(({ lineage }) => lineage.split('/').at(-1))).toEqual(['listening', 'story', 'boundaries', 'safety', 'goal-setting', 'group']));
  it.each(rolePlays.map((rolePlay) => [rolePlay.lineage, rolePlay] as const))('· %s has three situations with different people, and a rubric with examples', (_, { scenarios, rubric }) => {
    expect(scenarios.length).toBeGreaterThanOrEqual(3);
    expect(new Set(scenarios.map(({ persona }) => persona.name)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ setting }) => setting)).size).toBe(scenarios.length);
    for (const { persona, unsafe } of scenarios) for (const list of [persona.goals, persona.lines, persona.revealOnlyIfAsked, persona.opensUp, persona.closes, unsafe]) expect(list.length).toBeGreaterThanOrEqual(2);
    expect(rubric.criteria.some(({ critical }) => critical)).toBe(true);
    const levels = rubric.criteria.flatMap((criterion) => criterion.levels);
    expect(levels.filter(({ examples }) => examples.length < 2)).toEqual([]);
    const names = scenarios.map(({ persona }) => persona.name.split(' ')[0]!);
    expect(levels.filter(({ behavior, examples }) => names.some((name) => new RegExp(`\\b${name}\\b`).test([behavior, ...examples].join(' '))))).toEqual([]);
  });
  it('· have a measure for those who make their own', () => {
    const [standard] = rubrics;
    expect(standard!.criteria.map(({ key }) => key)).toEqual(expect.arrayContaining(['listening', 'boundaries', 'crisis']));
    expect(standard!.criteria.flatMap(({ levels }) => levels).filter(({ examples }) => examples.length < 2)).toEqual([]);
  });
});

describe('its papers', () => {
  it('· are those that peer specialists use', () => expect(forms.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['self-care-plan', 'boundaries-worksheet', 'crisis-plan', 'supervision-agreement'])));
  it('· all name 988 or 911 where somebody may need them', () => expect(forms.filter(({ slug }) => ['crisis-plan', 'self-care-plan'].includes(slug)).filter(({ html }) => !/988/.test(html))).toEqual([]));
});

describe('its Spanish', () => {
  it.each(['modules/01-role/', 'modules/05-crisis/', 'modules/10-groups/lessons/07-crisis-in-a-group', 'modules/04-ethics/lessons/07-secrets-and-limits', 'forms/crisis-plan', 'forms/self-care-plan'])('· of %s is whole and current', (path) => {
    const there = translations.filter(({ file, language }) => language === 'es' && file.startsWith(path));
    expect(there.length).toBeGreaterThan(0);
    expect(there.filter(({ state }) => state !== 'current')).toEqual([]);
  });
  it('· holds no English drawing', () => {
    const spanish = modules.filter(({ slug }) => ['role', 'crisis'].includes(slug)).flatMap((module) => module.lessons).flatMap((lesson) => lesson.translations['es']!.parts).flatMap(({ html }) => html.match(/<svg[\s\S]*?<\/svg>/g) ?? []);
    expect(spanish.length).toBeGreaterThanOrEqual(4);
    expect(spanish.filter((svg) => / (the|and|with|you) /.test(textOf(svg.replace(/<svg[^>]*>|<\/svg>/g, ''))))).toEqual([]);
  });
  it('· names the Spanish ways into 988 in the crisis module', () => {
    const { contentNote, parts } = modules.find(({ slug }) => slug === 'crisis')!.lessons.find(({ lineage }) => lineage === 'crisis/988-and-warm-handover')!.translations['es']!;
    const words = `${contentNote} ${parts.map(({ html }) => textOf(html)).join(' ')}`;
    for (const way of ['oprima 2', 'AYUDA', '988lifeline.org/es']) expect(words).toContain(way);
  });
});

describe('what it cites', () => {
  const sources = [...lessons.flatMap(({ lesson }) => lesson.sources), ...modules.flatMap(({ rolePlays }) => rolePlays.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => scenario.sources))), ...forms.flatMap((form) => form.sources)];
  it('· has a title and a web address', () => expect(sources.filter(({ title, url }) => title.length < 5 || !/^https?:\/\/[a-z0-9.-]+\.[a-z]{2,}(\/|$)/i.test(url))).toEqual([]));
  it('· is no page of talk, and none that sells answers', () => expect(sources.filter(({ url }) => /reddit\.com|facebook\.com|quizlet|coursehero/.test(url))).toEqual([]));
});
