import type { AnswerOutcome, AskedQuestion, CheckSheet, SheetQuestion } from '#libs/assessment';
import { askedLanguage, AS_WRITTEN, inLanguage, otherLanguages, type OtherLanguage, type ReadingLanguage } from '../course/reading-language.ts';

export interface SheetView {
  readonly title: string;
  readonly attemptId: string;
  readonly moduleHref: string;
  readonly answersHref: string;
  readonly submissionHref: string;
  readonly resultHref: string;
  /** What the address asked for, for the forms to keep. */
  readonly askedLanguage: string | null;
  readonly languages: readonly OtherLanguage[];
  readonly timeZone: string;
  readonly passPercent: number;
  readonly count: number;
  readonly anySeveral: boolean;
  /** Numbers of the questions to name before handing in; null when nobody asked to hand in, or nothing is missing. */
  readonly unanswered: readonly { readonly number: number; readonly href: string }[] | null;
  readonly anyStale: boolean;
  readonly questions: readonly QuestionView[];
}

export interface QuestionView {
  readonly number: number;
  readonly of: number;
  readonly several: boolean;
  readonly stem: string;
  /** Of its words; null where they are as written. */
  readonly language: string | null;
  readonly sequence: number;
  readonly saved: { readonly at: Date; readonly receipt: string } | null;
  /** What this page gave and what stands, when it gave it without having seen that. A dash stands for no answer. */
  readonly stale: { readonly offered: string; readonly standing: string } | null;
  readonly options: readonly { readonly id: string; readonly position: number; readonly text: string; readonly checked: boolean }[];
}

export interface SheetNotes {
  readonly timeZone: string;
  readonly reading?: ReadingLanguage;
  readonly outcomes?: readonly AnswerOutcome[];
  readonly handingIn?: boolean;
}

export const checkHref = (attemptId: string): string => `/checks/${attemptId}`;
export const moduleHref = (slug: string): string => `/modules/${encodeURIComponent(slug)}`;
/** The language that a check is shown in where its questions have it. */
export const languageShown = (questions: readonly Pick<AskedQuestion, 'language'>[]): string | null => questions.find(({ language }) => language !== null)?.language ?? null;
export const isUnanswered = ({ answer }: Pick<SheetQuestion, 'answer'>): boolean => answer === null || answer.chosen.length === 0;

const NOTHING = '–';

export function sheetView({ attempt, languages, questions }: CheckSheet, { timeZone, reading = AS_WRITTEN, outcomes = [], handingIn = false }: SheetNotes): SheetView {
  const stale = new Map(outcomes.filter(({ kind }) => kind === 'stale').map((outcome) => [outcome.number, outcome.offered]));
  const missing = questions.filter(isUnanswered).map(({ number }) => ({ number, href: `#q-${number}` }));
  const href = checkHref(attempt.id);
  return {
    title: attempt.title,
    attemptId: attempt.id,
    moduleHref: moduleHref(attempt.moduleSlug),
    answersHref: `${href}/answers`,
    submissionHref: `${href}/submission`,
    resultHref: inLanguage(`${href}/result`, reading),
    askedLanguage: askedLanguage(reading),
    languages: otherLanguages(href, languages, languageShown(questions)),
    timeZone,
    passPercent: attempt.passPercent,
    count: questions.length,
    anySeveral: questions.some(({ kind }) => kind === 'multiple'),
    unanswered: handingIn && missing.length > 0 ? missing : null,
    anyStale: stale.size > 0,
    questions: questions.map((question) => questionView(question, questions.length, stale.get(question.number))),
  };
}

function questionView({ number, kind, stem, language, answer, options }: SheetQuestion, of: number, offered: readonly number[] | undefined): QuestionView {
  const chosen = answer?.chosen ?? [];
  const texts = (positions: readonly number[]): string => options.filter(({ position }) => positions.includes(position)).map(({ text }) => text).join('; ') || NOTHING;
  return {
    number,
    of,
    several: kind === 'multiple',
    stem,
    language,
    sequence: answer?.sequence ?? 0,
    saved: answer && { at: answer.savedAt, receipt: answer.receipt },
    stale: offered ? { offered: texts(offered), standing: texts(chosen) } : null,
    // The first option has the question's own id, so that a link to the question leads into it.
    options: options.map(({ position, text }, at) => ({ id: at === 0 ? `q-${number}` : `q-${number}-${at}`, position, text, checked: chosen.includes(position) })),
  };
}
