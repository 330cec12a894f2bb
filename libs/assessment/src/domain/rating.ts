import type { LevelPoints, RubricContent } from './rubric.ts';

/** A remark, at a second of the recording or on the whole of it. */
export interface TimedComment {
  readonly seconds: number | null;
  readonly text: string;
}

/** What an instructor notes of one criterion: the level, where in the recording it shows, and words to the trainee. */
export interface CriterionNotes {
  readonly level: LevelPoints | null;
  readonly evidence: readonly number[];
  readonly comment: string;
}

export interface RatingDraft {
  readonly criteria: Readonly<Record<string, CriterionNotes>>;
  readonly comments: readonly TimedComment[];
  readonly summary: string;
}

/** What a rating lacks before it can be released. The outer levels need something to point at: harm and skill are shown, not felt. */
export interface RatingGap {
  /** Null: a comment in the recording, with its words as title. */
  readonly criterion: string | null;
  readonly title: string;
  /** `beyond`: a moment behind the recording's end, which nobody could look at. */
  readonly kind: 'level' | 'evidence' | 'beyond';
}

export const NO_NOTES: CriterionNotes = { level: null, evidence: [], comment: '' };
const LONGEST_SECONDS = 86_400;
const MOST_TIMES = 50;
const MOST_COMMENTS = 200;
const LONGEST_TEXT = 4_000;

export function notesOf(draft: RatingDraft, criterion: string): CriterionNotes {
  return draft.criteria[criterion] ?? NO_NOTES;
}

/** `durationMs`: how long the recording is; null where that is not known, then any moment may be. */
export function gapsOf(rubric: RubricContent, draft: RatingDraft, durationMs: number | null): RatingGap[] {
  const lastSecond = durationMs === null ? Number.POSITIVE_INFINITY : Math.ceil(durationMs / 1000);
  const criteria = rubric.criteria.flatMap(({ key, title }) => gapsAt(notesOf(draft, key), lastSecond).map((kind): RatingGap => ({ criterion: key, title, kind })));
  const comments = draft.comments.filter(({ seconds }) => seconds !== null && seconds > lastSecond);
  return [...criteria, ...comments.map(({ text }): RatingGap => ({ criterion: null, title: text, kind: 'beyond' }))];
}

function gapsAt({ level, evidence, comment }: CriterionNotes, lastSecond: number): RatingGap['kind'][] {
  const beyond: RatingGap['kind'][] = evidence.some((seconds) => seconds > lastSecond) ? ['beyond'] : [];
  if (level === null) return ['level', ...beyond];
  const outer = level === 1 || level === 4;
  return outer && evidence.length === 0 && comment === '' ? ['evidence'] : beyond;
}

const asRecord = (raw: unknown): Readonly<Record<string, unknown>> => (typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {});
const asList = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : raw === undefined || raw === null || raw === '' ? [] : [raw]);
/** What nobody can read cannot be stored as text either: control characters but line and tab, and halves of signs. */
const UNREADABLE = /[^\P{Cc}\n\t]/gu;
const HALF_SIGN = /\p{Cs}/gu;
const asText = (raw: unknown): string =>
  typeof raw === 'string' ? Array.from(raw.replaceAll(HALF_SIGN, '\ufffd').normalize('NFC').replaceAll('\r\n', '\n').replaceAll(UNREADABLE, '').trim()).slice(0, LONGEST_TEXT).join('') : '';

/** A place in a recording as whole seconds: a number, or as people write it (`83`, `1:23`, `1:01:23`). Null for anything else. */
export function readSeconds(raw: unknown): number | null {
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  if (!/^\d{1,5}(:\d{1,2}){0,2}([.]\d+)?$/.test(text)) return null;
  const seconds = Math.floor(text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0));
  return seconds <= LONGEST_SECONDS ? seconds : null;
}

const readTimes = (raw: unknown): number[] => {
  const list = typeof raw === 'string' ? raw.split(/[\s,;]+/) : asList(raw);
  const times = new Set(list.map(readSeconds).filter((seconds) => seconds !== null));
  return [...times].sort((one, other) => one - other).slice(0, MOST_TIMES);
};

function readLevel(raw: unknown): LevelPoints | null {
  const level = Number(raw);
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : null;
}

function readComment(raw: unknown): TimedComment[] {
  const { seconds, text } = asRecord(raw);
  return asText(text) === '' ? [] : [{ seconds: readSeconds(seconds), text: asText(text) }];
}

/** Reads what a page sent, from its script or its form alike. What the rubric does not know is left out. */
export function readDraft(raw: unknown, rubric: RubricContent): RatingDraft {
  const { criteria, comments, summary } = asRecord(raw);
  const given = asRecord(criteria);
  const read = rubric.criteria.map(({ key }): [string, CriterionNotes] => {
    const { level, evidence, comment } = asRecord(Object.hasOwn(given, key) ? given[key] : undefined);
    return [key, { level: readLevel(level), evidence: readTimes(evidence), comment: asText(comment) }];
  });
  const remarks = (Array.isArray(comments) ? comments : Object.values(asRecord(comments))).slice(0, MOST_COMMENTS).flatMap(readComment);
  const inOrder = remarks.toSorted((one, other) => (one.seconds ?? Number.POSITIVE_INFINITY) - (other.seconds ?? Number.POSITIVE_INFINITY) || 0);
  return { criteria: Object.fromEntries(read), comments: inOrder, summary: asText(summary) };
}
