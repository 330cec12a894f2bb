import { holesOf, minutesOffered, type Coverage, type CurriculumOutline, type FormInList, type FormOfCurriculum, type TranslationStanding } from '#libs/course';
import { percentOf } from '#libs/kernel';
import { languageName } from '../language-name.ts';
import { formPath } from '../course/paths.ts';
import type { Agreement } from './agreements.ts';

export const curriculumPath = (slug: string): string => `/curricula/${slug}`;

export interface CurriculumView {
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly version: number;
  readonly license: string;
  readonly minutes: number;
  readonly syllabusHref: string;
  readonly coverageHref: string;
  readonly translationsHref: string;
  readonly domains: readonly { readonly title: string; readonly summary: string; readonly minutes: number; readonly percent: number }[];
  readonly modules: readonly ModuleInCurriculum[];
}

export interface ModuleInCurriculum {
  /** That of the curriculum. */
  readonly language: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly contentNote: string | null;
  readonly minutes: number;
  readonly hours: readonly { readonly domain: string; readonly minutes: number }[];
  readonly lessons: readonly { readonly title: string; readonly minutes: number; readonly meeting: boolean }[];
  readonly check: { readonly draw: number; readonly passPercent: number } | null;
  readonly rolePlays: readonly string[];
  readonly competencies: readonly { readonly code: string; readonly text: string }[];
}

/** To the nearest percent: nobody is measured by it. */
const share = (part: number, whole: number): number => (whole > 0 ? Math.round((part * 100) / whole) : 0);
const sum = (amounts: Iterable<number>): number => [...amounts].reduce((all, one) => all + one, 0);

function moduleView(module: CurriculumOutline['modules'][number], at: number, { domains, competencies, language }: CurriculumOutline): ModuleInCurriculum {
  const named = (key: string): string => domains.find((domain) => domain.key === key)?.title ?? key;
  return {
    language,
    number: at + 1,
    title: module.title,
    summary: module.summary,
    contentNote: module.contentNote,
    minutes: sum(module.lessons.map(({ minutes }) => minutes)),
    hours: Object.entries(module.minutesByDomain).map(([domain, minutes]) => ({ domain: named(domain), minutes })),
    lessons: module.lessons.map(({ title, minutes, meeting }) => ({ title, minutes, meeting })),
    check: module.check && { draw: module.check.draw, passPercent: module.check.passPercent },
    rolePlays: module.rolePlays.map(({ title }) => title),
    competencies: competencies.filter(({ code }) => module.competencies.includes(code)).map(({ code, text }) => ({ code, text })),
  };
}

/** A curriculum as somebody sees it who has not enrolled yet. */
export function curriculumView(slug: string, outline: CurriculumOutline): CurriculumView {
  const offered = minutesOffered(outline);
  const minutes = sum(offered.values());
  const path = curriculumPath(slug);
  return {
    title: outline.title, summary: outline.summary, language: outline.language, version: outline.number, license: outline.license, minutes,
    syllabusHref: `${path}/syllabus`, coverageHref: `${path}/coverage`, translationsHref: `${path}/translations`,
    domains: outline.domains.map(({ key, title, summary }) => ({ title, summary, minutes: offered.get(key) ?? 0, percent: share(offered.get(key) ?? 0, minutes) })),
    modules: outline.modules.map((module, at) => moduleView(module, at, outline)),
  };
}

export interface CoverageView {
  /** Versions that were published before coverage was kept have none, until the next import publishes another. */
  readonly known: boolean;
  readonly holes: number;
  readonly competencies: number;
  readonly categories: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: readonly {
      readonly code: string; readonly text: string; readonly lessons: readonly string[]; readonly items: number; readonly examItems: number; readonly rolePlays: readonly string[]; readonly evidence: string | null; readonly whole: boolean;
    }[];
  }[];
}

/** The table of a body that approves trainings: competency by lesson, question, role play and other evidence. */
export function coverageView(coverage: readonly Coverage[]): CoverageView {
  const titles = [...new Set(coverage.map(({ category }) => category))];
  const row = (covered: Coverage) => ({
    code: covered.code, text: covered.text, lessons: covered.lessons.map(({ title }) => title), items: covered.items, examItems: covered.examItems,
    rolePlays: covered.rolePlays.map(({ title }) => title), evidence: covered.evidence, whole: holesOf(covered).length === 0,
  });
  return {
    known: coverage.length > 0,
    holes: coverage.filter((covered) => holesOf(covered).length > 0).length,
    competencies: coverage.length,
    categories: titles.map((title, at) => ({ id: `category-${at + 1}`, title, rows: coverage.filter(({ category }) => category === title).map(row) })),
  };
}

const TAGS = { current: 'good', outdated: 'caution', missing: 'past' } as const;

export interface TranslationsView {
  readonly languages: readonly {
    readonly language: string; readonly name: string; readonly current: number; readonly outdated: number; readonly missing: number; readonly percent: number;
    readonly files: readonly { readonly file: string; readonly state: TranslationStanding['state']; readonly tag: string }[];
  }[];
}

export function translationsView(standings: readonly TranslationStanding[]): TranslationsView {
  return {
    languages: [...new Set(standings.map(({ language }) => language))].map((language) => {
      const files = standings.filter((one) => one.language === language);
      const count = (state: TranslationStanding['state']): number => files.filter((one) => one.state === state).length;
      return {
        language, name: languageName(language), current: count('current'), outdated: count('outdated'), missing: count('missing'), percent: percentOf(count('current') + count('outdated'), files.length),
        files: files.map(({ file, state }) => ({ file, state, tag: TAGS[state] })),
      };
    }),
  };
}

export const formRow = ({ slug, title, summary, translations }: FormInList): { title: string; summary: string; href: string; languages: { name: string; language: string; href: string }[] } => ({
  title, summary, href: formPath({ slug }),
  languages: Object.keys(translations).map((language) => ({ name: languageName(language), language, href: `${formPath({ slug })}?language=${language}` })),
});

export const agreementRow = ({ slug, kind, title }: Agreement): { title: string; kind: Agreement['kind']; href: string } => ({ title, kind, href: formPath({ slug }) });

export interface FormView {
  readonly title: string;
  readonly summary: string;
  readonly bodyHtml: string;
  readonly language: string;
  readonly outdated: boolean;
  readonly others: readonly { readonly name: string; readonly language: string; readonly href: string }[];
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** A paper in the language asked for, else as it was written. */
export function formView(form: FormOfCurriculum, language: string): FormView {
  const original = form.language;
  const translated = Object.hasOwn(form.translations, language) ? form.translations[language] : undefined;
  const { title, summary, html } = translated ?? form;
  const shown = translated ? language : original;
  const others = [original, ...Object.keys(form.translations)].filter((one) => one !== shown);
  return {
    title, summary, bodyHtml: html, language: shown, outdated: translated?.outdated ?? false,
    others: others.map((one) => ({ name: languageName(one), language: one, href: `${formPath(form)}?language=${one}` })),
    sources: form.sources.map((source) => ({ title: source.title, url: source.url })),
  };
}
