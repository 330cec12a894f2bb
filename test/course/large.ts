import { CurriculumCopy } from './course.ts';

export interface Size {
  readonly modules: number;
  readonly lessons: number;
  readonly items: number;
}

const WORDS = 'you listen first then say back what matters and wait because silence can be kind when somebody looks for words'.split(' ');
const prose = (seed: number, words: number): string => Array.from({ length: words }, (_, at) => WORDS[(seed * 7 + at * 3) % WORDS.length]).join(' ');

function lesson(module: string, at: number): string {
  const stretch = (part: number): string => `## Part ${part}\n\n${prose(at + part, 150)}.\n\n| Heard | Said |\n|---|---|\n| ${prose(part, 6)} | ${prose(at, 6)} |\n`;
  return [
    `---\nlineage: ${module}/lesson-${at}\ntitle: "Lesson ${at} of ${module}: Zoë O'Brien-Ñandú & 王小明"\nminutes: 15\ndomain: mentoring\ncompetencies: [I.1]`,
    `objectives:\n  - { text: "Listen", competency: I.1 }\nsources:\n  - { title: "A source", url: "https://example.org/${at}" }\n---`,
    ...[1, 2, 3, 4, 5, 6].map(stretch),
    `::: practice id=try minutes=10\n${prose(at, 40)}.\n:::\n`,
  ].join('\n');
}

const item = (module: string, at: number): string => `- lineage: ${module}/check/${at}
  kind: single
  competency: I.1
  level: recall
  stem: "Question ${at}: ${prose(at, 12)}?"
  source: ${module}/lesson-1
  options:
    - { text: "${prose(at, 5)} one", feedback: "${prose(at, 14)}." }
    - { text: "${prose(at, 5)} two", key: true, feedback: "Yes. ${prose(at, 12)}." }
    - { text: "${prose(at, 5)} six", feedback: "${prose(at, 13)}." }
`;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** A made-up curriculum of this size, every module after the first one behind the one before it. A module of no items has no check. */
export function largeCurriculum({ modules, lessons, items }: Size): CurriculumCopy {
  const copy = new CurriculumCopy().remove('forms').write('curriculum.yaml', `slug: large\ntitle: Large\nsummary: Many modules.\nlanguage: en\nlicense: CC BY 4.0\ncoverage: partial\nmodules: [${numbers(modules).map((at) => `m${at}`).join(', ')}]\n`);
  for (const at of numbers(modules)) {
    const [name, folder] = [`m${at}`, `modules/m${at}`];
    const before = at === 1 ? '[]' : `[{ module: m${at - 1}, reason: "It comes first." }]`;
    const check = items === 0 ? '' : `check: { draw: ${Math.min(10, items)}, passPercent: 80 }\n`;
    copy.write(`${folder}/module.yaml`, `lineage: ${name}\nslug: ${name}\ntitle: Module ${at}\nsummary: ${prose(at, 20)}\nminutesByDomain: { mentoring: ${lessons * 15} }\ncompetencies: [I.1]\nprerequisites: ${before}\n${check}`);
    for (const number of numbers(lessons)) copy.write(`${folder}/lessons/${String(number).padStart(2, '0')}.md`, lesson(name, number));
    if (items > 0) copy.write(`${folder}/items.yaml`, numbers(items).map((number) => item(name, number)).join('\n'));
  }
  return copy;
}
