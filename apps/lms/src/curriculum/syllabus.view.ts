import type { Coverage, CurriculumOutline } from '#libs/course';
import { splitMinutes } from '#libs/kernel';
import type { Paper, PaperBlock } from '#libs/pdf';
import type { Words } from '../course/home.view.ts';
import { coverageView, curriculumView, type CoverageView, type CurriculumView, type ModuleInCurriculum } from './curriculum.view.ts';

interface Taught {
  readonly slug: string;
  readonly outline: CurriculumOutline;
  readonly coverage: readonly Coverage[];
  readonly bodyName: string;
  readonly lang: string;
}

type Table = Extract<PaperBlock, { kind: 'table' }>;

const heading = (level: 1 | 2 | 3, text: string): PaperBlock => ({ kind: 'heading', level, text });
const paragraph = (text: string): PaperBlock[] => (text ? [{ kind: 'text', text }] : []);
const list = (items: readonly string[]): PaperBlock[] => (items.length > 0 ? [{ kind: 'list', items }] : []);
const table = (head: readonly string[], widths: readonly number[], rows: Table['rows']): PaperBlock[] => (rows.length > 0 ? [{ kind: 'table', head, rows, widths }] : []);

function timeIn(words: Words, amount: number): string {
  const { hours, minutes } = splitMinutes(amount);
  if (hours === 0) return words('web.amount.minutes', { minutes });
  return words(minutes === 0 ? 'web.amount.hours' : 'web.amount.hoursAndMinutes', { hours, minutes });
}

/** A curriculum on paper, for a body that approves training providers: what is taught, for how long, and where each competency is taught and shown. */
export function syllabusView({ slug, outline, coverage, bodyName, lang }: Taught, words: Words): Paper {
  const view = curriculumView(slug, outline);
  return {
    title: view.title, author: bodyName, subject: words('curriculum.paper.subject'), lang,
    footer: (page, pages) => words('curriculum.paper.page', { page, pages }),
    blocks: [...opening(view, words), ...view.modules.flatMap((module) => moduleBlocks(module, words)), ...coverageBlocks(coverageView(coverage), words)],
  };
}

function opening({ title, summary, version, license, minutes, domains }: CurriculumView, words: Words): PaperBlock[] {
  const head = ['domain', 'training', 'share'].map((key) => words(`curriculum.${key}`));
  return [
    heading(1, title),
    { kind: 'text', text: words('curriculum.paper.subject') },
    { kind: 'text', text: words('curriculum.version', { version, license }), quiet: true, small: true },
    ...paragraph(summary),
    heading(2, words('curriculum.hours')),
    ...paragraph(words('curriculum.hoursText', { minutes: timeIn(words, minutes) })),
    ...table(head, [60, 20, 20], domains.map((domain) => [domain.title, timeIn(words, domain.minutes), `${domain.percent} %`])),
  ];
}

function moduleBlocks({ number, title, summary, hours, lessons, check, rolePlays, competencies }: ModuleInCurriculum, words: Words): PaperBlock[] {
  const assessed = [...(check ? [words('curriculum.check', { draw: check.draw, percent: check.passPercent })] : []), ...rolePlays.map((rolePlay) => words('curriculum.rolePlay', { title: rolePlay }))];
  const inAll = hours.map(({ domain, minutes }) => `${domain} ${timeIn(words, minutes)}`).join(', ');
  const rows = lessons.map((lesson) => [lesson.title, words(lesson.meeting ? 'curriculum.meeting' : 'curriculum.paper.lesson'), timeIn(words, lesson.minutes)]);
  return [
    heading(2, words('curriculum.paper.module', { number, title })),
    ...paragraph(summary),
    ...(inAll ? [{ kind: 'text', text: words('curriculum.paper.moduleHours', { hours: inAll }), quiet: true } as const] : []),
    ...table([words('curriculum.lessons'), words('curriculum.paper.kind'), words('curriculum.paper.time')], [70, 13, 17], rows),
    ...(assessed.length > 0 ? [heading(3, words('curriculum.paper.assessment')), ...list(assessed)] : []),
    ...(competencies.length > 0 ? [heading(3, words('curriculum.paper.competencies', { count: competencies.length })), ...list(competencies.map(({ code, text }) => `${code} ${text}`))] : []),
  ];
}

const COVERAGE_WIDTHS = [23, 36, 8, 8, 13, 12];

/** Nothing of a version that was published before coverage was kept: no sentence about it would be true. */
function coverageBlocks({ holes, competencies, categories }: CoverageView, words: Words): PaperBlock[] {
  if (competencies === 0) return [];
  const head = ['competency', 'taught', 'items', 'examItems', 'rolePlays', 'evidence'].map((key) => words(`curriculum.${key}`));
  const none = words('curriculum.paper.none');
  const all = (titles: readonly string[]): string => titles.join('; ') || none;
  return [
    heading(2, words('curriculum.coverage')),
    ...paragraph(words('curriculum.coverageLead', { holes, competencies })),
    ...categories.flatMap((category) => [
      heading(3, category.title),
      ...table(head, COVERAGE_WIDTHS, category.rows.map((row) => [
        `${row.code} ${row.text}`, row.lessons.join('; ') || words('curriculum.nowhere'), String(row.items), String(row.examItems), all(row.rolePlays), row.evidence ?? none,
      ])),
    ]),
  ];
}
