import type { CheckReview, ReviewedQuestion } from '#libs/assessment';
import { otherLanguages, type OtherLanguage } from '../course/reading-language.ts';
import { checkHref, languageShown, moduleHref } from './sheet.view.ts';

/** How an option turned out, in the keys of `checks.option.*`; the picture beside it says the same as the words. */
export type OptionTurnout = 'right' | 'wrong' | 'missed' | 'rest';

export interface ResultView {
  readonly title: string;
  readonly attemptId: string;
  readonly languages: readonly OtherLanguage[];
  readonly passed: boolean;
  readonly points: number;
  readonly of: number;
  readonly percent: number;
  readonly pointsToPass: number;
  readonly pointsMissing: number;
  readonly submittedAt: Date;
  readonly moduleHref: string;
  readonly retakeHref: string;
  /** Questions worth another look. */
  readonly toReview: readonly { readonly number: number; readonly href: string }[];
  readonly questions: readonly ReviewedQuestionView[];
}

export interface ReviewedQuestionView {
  readonly number: number;
  readonly of: number;
  readonly id: string;
  readonly stem: string;
  /** Of its words; null where they are as written. */
  readonly language: string | null;
  readonly right: boolean;
  readonly unanswered: boolean;
  readonly receipt: string | null;
  readonly options: readonly { readonly text: string; readonly feedback: string; readonly turnout: OptionTurnout; readonly kind: string }[];
}

/** The picture and the tone of each turnout. No option is marked as a failure: what was not right waits to be looked at. */
const KINDS: Readonly<Record<OptionTurnout, string>> = { right: 'good', wrong: 'caution', missed: 'info', rest: 'past' };

function turnoutOf({ key, chosen }: { readonly key: boolean; readonly chosen: boolean }): OptionTurnout {
  if (chosen) return key ? 'right' : 'wrong';
  return key ? 'missed' : 'rest';
}

export function resultView({ attempt, languages, questions, result }: CheckReview): ResultView {
  return {
    title: attempt.title,
    attemptId: attempt.id,
    languages: otherLanguages(`${checkHref(attempt.id)}/result`, languages, languageShown(questions)),
    passed: result.passed,
    points: result.points,
    of: result.of,
    percent: result.percent,
    pointsToPass: result.pointsToPass,
    pointsMissing: Math.max(0, result.pointsToPass - result.points),
    submittedAt: attempt.submittedAt!,
    moduleHref: moduleHref(attempt.moduleSlug),
    retakeHref: `${moduleHref(attempt.moduleSlug)}/check-attempts`,
    toReview: questions.filter(({ right }) => !right).map(({ number }) => ({ number, href: `#q-${number}` })),
    questions: questions.map((question) => questionView(question, questions.length)),
  };
}

function questionView({ number, stem, language, right, answer, options }: ReviewedQuestion, of: number): ReviewedQuestionView {
  const shown = options.map((option) => ({ text: option.text, feedback: option.feedback, turnout: turnoutOf(option), kind: KINDS[turnoutOf(option)] }));
  const unanswered = options.every(({ chosen }) => !chosen);
  return { number, of, id: `q-${number}`, stem, language, right, unanswered, receipt: answer?.receipt ?? null, options: shown };
}
