import { languagesOf, notesOf, rubricIn, type AttemptView, type RubricContent, type ScenarioContent } from '#libs/assessment';
import { AS_WRITTEN, otherLanguages, type OtherLanguage, type ReadingLanguage } from '../course/reading-language.ts';
import { attemptHref, attemptView, type AttemptPageView } from './attempt.view.ts';
import { missingView, type MissingView } from './grading.view.ts';
import { timeCode } from './player.view.ts';

export interface TimeLink {
  /** Null once the recording is gone. */
  readonly href: string | null;
  readonly seconds: number;
  readonly time: string;
}

export interface CriterionResult {
  readonly title: string;
  readonly critical: boolean;
  readonly points: number;
  readonly name: string;
  readonly behavior: string;
  readonly comment: string;
  readonly evidence: readonly TimeLink[];
  /** The described behavior of the level above, where there is one. */
  readonly nextLevel: string | null;
}

export interface ResultView extends AttemptPageView {
  readonly passed: boolean;
  /** Of the criteria and their levels; null where they are as written. */
  readonly language: string | null;
  readonly languages: readonly OtherLanguage[];
  /** Offered on the newest attempt only, and to its trainee. */
  readonly again: boolean;
  /** Where a newer attempt is. */
  readonly latestHref: string | null;
  readonly points: number;
  readonly ofPoints: number;
  readonly instructor: string;
  readonly releasedAt: Date;
  readonly summary: string;
  readonly missing: readonly MissingView[];
  readonly criteria: readonly CriterionResult[];
  readonly comments: readonly { readonly text: string; readonly at: TimeLink | null }[];
}

const timeLink = (href: string | null, seconds: number): TimeLink => ({ href: href && `${href}#t=${seconds}`, seconds, time: timeCode(seconds) });

function criteriaOf(rubric: RubricContent, attempt: AttemptView, href: string | null): CriterionResult[] {
  return rubric.criteria.map(({ key, title, critical, levels }) => {
    const { level, evidence, comment } = notesOf(attempt.result!.rating, key);
    const shown = levels.find(({ points }) => points === level)!;
    return {
      title,
      critical,
      points: shown.points,
      name: shown.name,
      behavior: shown.behavior,
      comment,
      evidence: evidence.map((seconds) => timeLink(href, seconds)),
      nextLevel: levels.find(({ points }) => points === shown.points + 1)?.behavior ?? null,
    };
  });
}

/** A result, criterion by criterion; `attempt` has one. `latestId`: the newest attempt of this person at this role play. */
export function resultView(attempt: AttemptView, scenario: ScenarioContent, written: RubricContent, viewerId: string, latestId: string, reading: ReadingLanguage = AS_WRITTEN): ResultView {
  const { outcome, points, ofPoints, instructor, releasedAt, rating, missing } = attempt.result!;
  const view = attemptView(attempt, scenario, viewerId, reading);
  const { language, ...rubric } = rubricIn(written, reading.language);
  const href = view.player!.gone ? null : view.player!.href;
  return {
    ...view,
    passed: outcome === 'passed',
    language,
    languages: otherLanguages(`${attemptHref(attempt.id)}/result`, languagesOf([written]), language),
    again: view.own && outcome !== 'passed' && latestId === attempt.id,
    latestHref: view.own && latestId !== attempt.id ? attemptHref(latestId) : null,
    points,
    ofPoints,
    instructor,
    releasedAt,
    summary: rating.summary,
    missing: missingView(rubric, missing),
    criteria: criteriaOf(rubric, attempt, href),
    comments: rating.comments.map(({ seconds, text }) => ({ text, at: seconds === null ? null : timeLink(href, seconds) })),
  };
}
