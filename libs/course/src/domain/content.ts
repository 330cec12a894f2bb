/** What an import reads and a publication keeps: a curriculum as plain values. A lineage is the stable key of a thing through all its versions. */
export interface CurriculumContent<M = ModuleContent> {
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
}

export interface Domain {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
}

export interface Competency {
  readonly code: string;
  readonly text: string;
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

/** A situation with the measure it is rated by. */
export interface RolePlayContent<S = Named, R = Named> {
  readonly scenario: S;
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

/** Digests of every file that a lesson plays or shows as captions. */
export const mediaOf = (lesson: Pick<LessonContent, 'parts'>): string[] =>
  lesson.parts.flatMap((part) => (part.kind === 'media' ? [part.file.sha256, ...part.captions.map(({ sha256 }) => sha256)] : []));
