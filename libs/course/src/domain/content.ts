/** What an import reads and a publication keeps: a curriculum as plain values. A lineage is the stable key of a thing through all its versions. */
export interface CurriculumContent<M = ModuleContent, I = Pick<Named, 'lineage'>, R = Named> {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly license: string;
  /** The part of a lesson's stated minutes, in percent, that the server must have seen before it credits them. */
  readonly observedPercent: number;
  readonly domains: readonly Domain[];
  readonly competencies: readonly Competency[];
  readonly modules: readonly M[];
  /** Items of the exam bank. No trainee sees them outside an exam. */
  readonly exam: readonly I[];
  /** Measures that belong to no module, such as the default one. */
  readonly rubrics: readonly R[];
  readonly forms: readonly FormContent[];
  /** How each text stands in each language that the curriculum is translated into. */
  readonly translations: readonly TranslationStanding[];
}

export interface Domain {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
}

export interface Competency {
  readonly code: string;
  readonly text: string;
  /** Its group in the framework. */
  readonly category: string;
  /** How it is shown where neither a question nor a role play can show it, such as in supervised work; null where one can. */
  readonly evidence: string | null;
}

/** Items, scenarios and rubrics mean nothing to these rules but their lineage and title: what is in them is assessment's. */
export interface ModuleContent<I = Pick<Named, 'lineage'>, S = Named, R = Named> {
  readonly lineage: string;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly contentNote: string | null;
  readonly minutesByDomain: Readonly<Record<string, number>>;
  readonly competencies: readonly string[];
  readonly prerequisites: readonly Prerequisite[];
  readonly check: CheckPlan | null;
  readonly lessons: readonly LessonContent[];
  readonly items: readonly I[];
  readonly rolePlays: readonly RolePlayContent<S, R>[];
  readonly translations: Translations<ModuleWords>;
}

export interface Prerequisite {
  readonly module: string;
  readonly reason: string;
}

/** How many items a check draws, and the part in percent that passes it. */
export interface CheckPlan {
  readonly draw: number;
  readonly passPercent: number;
}

/** A role play under its stable key: the situations it can be performed in, and the one measure for all of them. */
export interface RolePlayContent<S = Named, R = Named> {
  readonly lineage: string;
  readonly title: string;
  readonly scenarios: readonly S[];
  readonly rubric: R;
}

export interface Named {
  readonly lineage: string;
  readonly title: string;
}

export interface LessonContent {
  readonly lineage: string;
  readonly title: string;
  readonly minutes: number;
  readonly domain: string;
  readonly competencies: readonly string[];
  readonly objectives: readonly Objective[];
  readonly contentNote: string | null;
  readonly sources: readonly Source[];
  readonly parts: readonly LessonPart[];
  /** How a meeting is led. A lesson that has one is a meeting: it is credited when an instructor confirms who was there. */
  readonly guide: Guide | null;
  readonly translations: Translations<LessonWords>;
}

/** What whoever leads a meeting works from; trainees do not see it. */
export interface Guide {
  readonly groupSize: { readonly from: number; readonly to: number };
  readonly materials: readonly string[];
  /** Its minutes are those of the meeting. */
  readonly agenda: readonly { readonly minutes: number; readonly title: string; readonly what: string }[];
  readonly html: string;
  readonly translations: Translations<GuideWords>;
}

/** A paper to print and write on. */
export interface FormContent {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Lineages of the modules that use it. */
  readonly modules: readonly string[];
  readonly sources: readonly Source[];
  readonly html: string;
  readonly translations: Translations<FormWords>;
}

/** Words by language (BCP 47). */
export type Translations<W> = Readonly<Record<string, W & { /** The text it was made from was changed since. */ readonly outdated: boolean }>>;

export type ModuleWords = Pick<ModuleContent, 'title' | 'summary' | 'contentNote'> & { readonly reasons: readonly string[] };
export type LessonWords = Pick<LessonContent, 'title' | 'contentNote' | 'parts'> & { readonly objectives: readonly string[] };
/** Of the agenda, in its order: the minutes are those of the original. */
export type GuideWords = Pick<Guide, 'materials' | 'html'> & { readonly agenda: readonly { readonly title: string; readonly what: string }[] };
export type FormWords = Pick<FormContent, 'title' | 'summary' | 'html'>;

export interface TranslationStanding {
  readonly file: string;
  readonly language: string;
  readonly state: 'current' | 'outdated' | 'missing';
}

export interface Objective {
  readonly text: string;
  readonly competency: string;
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** A lesson as the page lays it out. `html` was rendered at import from Markdown without raw HTML, so it is safe to show as it is. */
export type LessonPart =
  | { readonly kind: 'text' | 'note' | 'key-points'; readonly html: string }
  | { readonly kind: 'story'; readonly title: string; readonly html: string }
  | Media
  | Activity;

/** Something to hear or to watch, with its words: `html` is the transcript. */
export interface Media {
  readonly kind: 'media';
  readonly player: 'video' | 'audio';
  readonly title: string;
  readonly file: MediaFile;
  /** The first is shown unless somebody chooses another. */
  readonly captions: readonly Captions[];
  readonly html: string;
}

/** Bytes are known by their digest, so one file under two names is one. `type` is found in them, such as `video/webm`. */
export interface MediaFile {
  readonly sha256: string;
  readonly type: string;
}

export interface Captions {
  readonly sha256: string;
  /** BCP 47, such as `en` or `zh-Hant`. */
  readonly language: string;
}

/** Something to do. It must be done before the lesson is credited, unless it is optional. */
export interface Activity {
  readonly kind: 'practice' | 'reflection';
  readonly id: string;
  readonly minutes: number;
  readonly optional: boolean;
  readonly html: string;
}

export const isActivity = (part: LessonPart): part is Activity => part.kind === 'practice' || part.kind === 'reflection';

export const activitiesOf = (lesson: Pick<LessonContent, 'parts'>): Activity[] => lesson.parts.filter(isActivity);

/** Digests of every file that a lesson plays or shows as captions, in any language. */
export const mediaOf = ({ parts, translations }: Pick<LessonContent, 'parts' | 'translations'>): string[] =>
  [parts, ...Object.values(translations).map((words) => words.parts)].flat().flatMap((part) => (part.kind === 'media' ? [part.file.sha256, ...part.captions.map(({ sha256 }) => sha256)] : []));

/** Competencies that a role play shows whichever situation is played: those of its rubric, and those that all its situations name. */
export function shownBy({ scenarios, rubric }: { readonly scenarios: readonly { readonly competencies: readonly string[] }[]; readonly rubric: { readonly criteria: readonly { readonly competencies: readonly string[] }[] } }): string[] {
  const [first, ...others] = scenarios.map((scenario) => scenario.competencies);
  const inAll = (first ?? []).filter((code) => others.every((codes) => codes.includes(code)));
  return [...new Set([...inAll, ...rubric.criteria.flatMap(({ competencies }) => competencies)])];
}
