import { notesOf, type Foreseen, type Missing, type RatingDraft, type RatingGap, type RatingSheet, type RubricContent, type SaveOutcome, type ScenarioContent } from '#libs/assessment';
import { toHtml } from './markdown.ts';
import { playerView, timeCode, type PlayerView } from './player.view.ts';

export interface LevelView {
  readonly points: number;
  readonly name: string;
  readonly behavior: string;
  readonly id: string;
  readonly checked: boolean;
}

export interface CriterionView {
  readonly key: string;
  readonly number: number;
  readonly title: string;
  readonly critical: boolean;
  readonly levels: readonly LevelView[];
  readonly evidence: string;
  readonly comment: string;
  /** What the other draft says, where it says something else. */
  readonly theirs: string | null;
}

export interface CommentRow {
  readonly at: string;
  readonly time: string;
  readonly text: string;
}

export interface GradingView {
  readonly title: string;
  readonly submissionId: string;
  readonly leaveHref: string;
  readonly trainee: string;
  readonly pronouns: string | null;
  readonly submittedAt: Date;
  readonly leasedUntil: Date;
  readonly version: number;
  readonly savedAt: Date | null;
  readonly player: PlayerView;
  readonly setting: string;
  readonly traineeCardHtml: string;
  readonly unsafe: readonly string[];
  readonly criteria: readonly CriterionView[];
  readonly comments: readonly CommentRow[];
  readonly summary: string;
  readonly stale: { readonly savedAt: Date; readonly comments: readonly CommentRow[]; readonly summary: string } | null;
}

type Stale = Extract<SaveOutcome, { kind: 'stale' }>;

const times = (seconds: readonly number[]): string => seconds.map(timeCode).join(', ');

/** A criterion's notes in one line, to show two drafts beside each other. */
function inOneLine(draft: RatingDraft, key: string): string {
  const { level, evidence, comment } = notesOf(draft, key);
  return [level === null ? '–' : String(level), times(evidence), comment].filter(Boolean).join(' · ');
}

function criteriaOf({ criteria }: RubricContent, draft: RatingDraft, theirs: RatingDraft | null): CriterionView[] {
  return criteria.map(({ key, title, critical, levels }, at) => {
    const { level, evidence, comment } = notesOf(draft, key);
    const other = theirs && inOneLine(theirs, key);
    return {
      key,
      number: at + 1,
      title,
      critical,
      levels: levels.map(({ points, name, behavior }) => ({ points, name, behavior, id: `level-${key}-${points}`, checked: points === level })),
      evidence: times(evidence),
      comment,
      theirs: other === inOneLine(draft, key) ? null : other,
    };
  });
}

const commentRows = (draft: RatingDraft): CommentRow[] => draft.comments.map(({ seconds, text }, at) => ({ at: String(at), time: seconds === null ? '' : timeCode(seconds), text }));

/** The one page an instructor grades on. After a stale save the form holds what was sent, and `stale` what stands; saving again keeps the form. */
export function gradingView(sheet: RatingSheet, rubric: RubricContent, scenario: ScenarioContent, stale: Stale | null = null): GradingView {
  const draft = stale?.yours ?? sheet.draft;
  return {
    title: sheet.title,
    submissionId: sheet.submissionId,
    leaveHref: `/grading/${sheet.submissionId}/leave`,
    trainee: sheet.traineeName,
    pronouns: sheet.traineePronouns,
    submittedAt: sheet.submittedAt,
    leasedUntil: sheet.leasedUntil,
    version: stale?.version ?? sheet.version,
    savedAt: stale ? null : sheet.savedAt,
    player: playerView(sheet.file),
    setting: scenario.setting,
    traineeCardHtml: toHtml(scenario.traineeCard.replace(/^#/gm, '##')),
    unsafe: scenario.unsafe,
    criteria: criteriaOf(rubric, draft, stale?.theirs ?? null),
    comments: [...commentRows(draft), { at: String(draft.comments.length), time: '', text: '' }],
    summary: draft.summary,
    stale: stale && { savedAt: stale.savedAt, comments: commentRows(stale.theirs), summary: stale.theirs.summary },
  };
}

export interface MissingView {
  readonly title: string;
  readonly points: number;
  readonly needed: number;
  readonly critical: boolean;
  readonly behavior: string;
}

/** What was asked where it was missing: the described behavior of the level to reach. */
export function missingView(rubric: RubricContent, missing: readonly Missing[]): MissingView[] {
  return missing.map(({ criterion, title, points, needed, critical }) => {
    const judged = rubric.criteria.find(({ key }) => key === criterion);
    return { title: judged?.title ?? title, points, needed, critical, behavior: judged?.levels.find((one) => one.points === needed)?.behavior ?? '' };
  });
}

export interface GapView extends Pick<RatingGap, 'title' | 'kind'> {
  readonly href: string;
}

export interface ReleaseView {
  readonly title: string;
  readonly trainee: string;
  readonly href: string;
  readonly releaseHref: string;
  readonly version: number;
  readonly gaps: readonly GapView[];
  readonly ready: boolean;
  readonly outcome: { readonly passed: boolean; readonly points: number; readonly ofPoints: number; readonly missing: readonly MissingView[] } | null;
  readonly levels: readonly { readonly term: string; readonly value: string }[];
  readonly comments: number;
}

/** What the trainee would be told, before anybody tells her. */
export function releaseView(sheet: RatingSheet, rubric: RubricContent, { gaps, judgement }: Foreseen): ReleaseView {
  return {
    title: sheet.title,
    trainee: sheet.traineeName,
    href: `/grading/${sheet.submissionId}`,
    releaseHref: `/grading/${sheet.submissionId}/release`,
    version: sheet.version,
    gaps: gaps.map(({ criterion, title, kind }) => ({ title, kind, href: `/grading/${sheet.submissionId}#${criterion === null ? 'comments' : `criterion-${criterion}`}` })),
    ready: gaps.length === 0,
    outcome: judgement && { passed: judgement.outcome === 'passed', points: judgement.points, ofPoints: judgement.ofPoints, missing: missingView(rubric, judgement.missing) },
    levels: rubric.criteria.map(({ key, title, levels }) => {
      const chosen = levels.find(({ points }) => points === notesOf(sheet.draft, key).level);
      return { term: title, value: chosen ? `${chosen.points} · ${chosen.name}` : '–' };
    }),
    comments: sheet.draft.comments.length,
  };
}
