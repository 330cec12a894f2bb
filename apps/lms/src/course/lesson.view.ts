import { isActivity, isDone, type Activity, type LessonForPerson, type LessonPart, type LessonStanding, type LessonWords, type Media, type Missing, type SavedAnswer } from '#libs/course';
import { languageName } from '../language-name.ts';
import { lessonPath, mediaPath, modulePath } from './paths.ts';
import { askedLanguage, AS_WRITTEN, inLanguage, otherLanguages, type OtherLanguage, type ReadingLanguage } from './reading-language.ts';

export interface ActivityView {
  readonly id: string;
  /** Of its words. */
  readonly language: string;
  /** For its form to keep. */
  readonly askedLanguage: string | null;
  readonly number: number;
  readonly action: string;
  readonly minutes: number;
  readonly optional: boolean;
  readonly practice: boolean;
  readonly bodyHtml: string;
  readonly text: string;
  readonly ticked: boolean;
  readonly done: boolean;
  readonly version: number;
  readonly savedAt: Date | null;
}

export interface MediaView {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly video: boolean;
  readonly src: string;
  readonly type: string;
  readonly tracks: readonly { src: string; language: string; label: string; first: boolean }[];
  readonly transcriptHtml: string;
}

export interface PartView {
  readonly number: number;
  readonly language: string;
  readonly kind: 'text' | 'story' | 'note' | 'key-points' | 'media' | 'activity';
  readonly title: string;
  readonly bodyHtml: string;
  readonly media: MediaView | null;
  readonly activity: ActivityView | null;
}

export interface MissingView {
  readonly activity: string | null;
  readonly practice: boolean;
  readonly minutes: number;
}

export interface LessonView {
  readonly path: string;
  readonly homeHref: string;
  /** For the forms to keep. */
  readonly askedLanguage: string | null;
  readonly openAction: string;
  readonly postponeAction: string;
  readonly finishAction: string;
  readonly title: string;
  /** Of its words. */
  readonly language: string;
  readonly outdated: boolean;
  /** Others that it can be read in. */
  readonly languages: readonly OtherLanguage[];
  readonly minutes: number;
  readonly contentNote: string | null;
  readonly module: { title: string; href: string };
  readonly objectives: readonly string[];
  readonly sources: readonly { title: string; url: string }[];
  readonly parts: readonly PartView[];
  /** Where to go on from; null at the beginning. */
  readonly resumeHref: string | null;
  readonly finished: boolean;
  /** In the record; null before it is finished. */
  readonly minutesCredited: number | null;
  readonly missing: readonly MissingView[];
  /** Credited by whoever leads it, not by the trainee. */
  readonly meeting: boolean;
  readonly minutesObserved: number;
  readonly following: { title: string; href: string } | null;
}

/** The lesson that a part stands in. */
interface Where {
  readonly path: string;
  readonly language: string;
  readonly askedLanguage: string | null;
}

function activityView(activity: Activity, number: number, { path, language, askedLanguage }: Where, answer: SavedAnswer | undefined): ActivityView {
  return {
    id: activity.id,
    language,
    askedLanguage,
    number,
    action: `${path}/answers/${activity.id}`,
    minutes: activity.minutes,
    optional: activity.optional,
    practice: activity.kind === 'practice',
    bodyHtml: activity.html,
    text: answer?.text ?? '',
    ticked: answer?.done ?? false,
    done: isDone(answer),
    version: answer?.version ?? 0,
    savedAt: answer?.savedAt ?? null,
  };
}

function mediaView({ title, player, file, captions, html }: Media, number: number): MediaView {
  const tracks = captions.map((one, at) => ({ src: mediaPath(one), language: one.language, label: languageName(one.language), first: at === 0 }));
  return { id: `part-${number}`, number, title, video: player === 'video', src: mediaPath(file), type: file.type, tracks, transcriptHtml: html };
}

function partView(part: LessonPart, number: number, where: Where, answers: readonly SavedAnswer[]): PartView {
  const shared = { number, language: where.language, title: part.kind === 'story' ? part.title : '', bodyHtml: part.html, media: part.kind === 'media' ? mediaView(part, number) : null };
  if (!isActivity(part)) return { ...shared, kind: part.kind, activity: null };
  return { ...shared, kind: 'activity', activity: activityView(part, number, where, answers.find(({ activityId }) => activityId === part.id)) };
}

function missingView(missing: Missing): MissingView[] {
  if (missing.kind === 'meeting') return [];
  return [missing.kind === 'time' ? { activity: null, practice: false, minutes: missing.minutes } : { activity: missing.activity.id, practice: missing.activity.kind === 'practice', minutes: 0 }];
}

function following({ lesson, module }: LessonForPerson, reading: ReadingLanguage): LessonView['following'] {
  const next = module.lessons[module.lessons.findIndex(({ lineage }) => lineage === lesson.lineage) + 1];
  return next ? { title: next.title, href: inLanguage(lessonPath(next), reading) } : null;
}

/** Activities are known by their ids, other parts by their numbers. */
function resumeHref(parts: readonly LessonPart[], partSeen: number): string | null {
  const at = Math.min(partSeen, parts.length - 1);
  const part = parts[at];
  if (at <= 0 || !part) return null;
  return isActivity(part) ? `#${part.id}` : `#part-${at}`;
}

/** The words of a lesson in a language, or as they were written. */
function wordsIn(language: string, { translations, title, contentNote, objectives, parts }: LessonForPerson['lesson']): LessonWords & { language: string | null; outdated: boolean } {
  const translated = Object.hasOwn(translations, language) ? translations[language] : undefined;
  return translated ? { ...translated, language } : { title, contentNote, parts, objectives: objectives.map(({ text }) => text), language: null, outdated: false };
}

export function lessonView(found: LessonForPerson, { answers, partSeen = 0, missing, minutesObserved }: LessonStanding, reading = AS_WRITTEN): LessonView {
  const { lesson, module } = found;
  const path = lessonPath(lesson);
  const words = wordsIn(reading.language, lesson);
  const minutesCredited = found.journey.minutesByLesson.get(lesson.lineage) ?? null;
  const where = { path, language: words.language ?? found.journey.outline.language, askedLanguage: askedLanguage(reading) };
  return {
    path,
    homeHref: inLanguage('/', reading),
    askedLanguage: where.askedLanguage,
    openAction: `${path}/opening`,
    postponeAction: `${path}/postponement`,
    finishAction: `${path}/completion`,
    title: words.title,
    language: where.language,
    outdated: words.outdated,
    languages: otherLanguages(path, Object.keys(lesson.translations), words.language, found.journey.outline.language),
    minutes: lesson.minutes,
    contentNote: words.contentNote,
    module: { title: module.title, href: inLanguage(modulePath(module), reading) },
    objectives: words.objectives,
    sources: lesson.sources.map(({ title, url }) => ({ title, url })),
    parts: words.parts.map((part, at) => partView(part, at, where, answers)),
    resumeHref: resumeHref(words.parts, partSeen),
    finished: minutesCredited !== null,
    minutesCredited,
    missing: missing.flatMap(missingView),
    meeting: lesson.guide !== null,
    minutesObserved,
    following: following(found, reading),
  };
}
