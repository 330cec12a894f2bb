import type { LessonContent, LessonWords } from '../domain/content.ts';
import { activitiesOf, isActivity } from '../domain/content.ts';
import { readFrontMatter, type FrontMatter } from './front-matter.ts';
import { readBody, type Body } from './read-parts.ts';
import { readGuide } from './read-guide.ts';
import type { LessonDesk } from './surrounding.ts';
import type { ReadWords } from './translating.ts';
import type { YamlFile } from './yaml-file.ts';

const WORDS_PER_MINUTE = 200;
const MINUTES_OF_GRACE = 3;

/** A lesson with where its statements stand in the file, for checks that need the whole curriculum. */
export interface ReadLesson {
  readonly content: LessonContent;
  readonly front: YamlFile;
}

class LessonReader {
  constructor(
    private readonly file: string,
    private readonly desk: LessonDesk,
  ) {}

  read(): ReadLesson | undefined {
    const { folder, faults, surroundings } = this.desk;
    const matter = readFrontMatter(this.file, folder.text(this.file)!, 'a lesson', faults);
    if (!matter) return undefined;
    const body = readBody(this.file, matter, surroundings, faults);
    const head = this.head(matter.front);
    const guide = matter.front.root.at('kind').value === undefined ? null : this.guide(matter, head);
    const content = { ...head, parts: body.parts, guide, translations: this.desk.translating.of(this.file, this.wordsLike(head, body)) };
    if (matter.front.root.at('kind').value === undefined) this.checkMinutes(content, body, matter.front);
    else if (activitiesOf(content).some(({ optional }) => !optional)) faults.add(this.file, 1, 'a meeting has no practice that must be ticked: what is done there is confirmed by whoever leads it');
    return { content, front: matter.front };
  }

  private head(front: YamlFile): Omit<LessonContent, 'parts' | 'guide' | 'translations'> {
    const entry = front.root.only('lineage', 'title', 'kind', 'minutes', 'domain', 'competencies', 'objectives', 'contentNote', 'sources');
    const lineage = entry.text('lineage');
    if (lineage !== '' && !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(lineage)) entry.fault('the lineage of a lesson is the key of its module and one of its own, such as engagement/first-contact', 'lineage');
    return {
      lineage,
      title: entry.text('title'),
      minutes: entry.whole('minutes', { min: 1, max: 600 }),
      domain: entry.text('domain'),
      competencies: entry.texts('competencies'),
      objectives: entry.list('objectives').map((one) => ({ text: one.only('text', 'competency').text('text'), competency: one.text('competency') })),
      contentNote: entry.optionalText('contentNote'),
      sources: entry.sources('a lesson'),
    };
  }

  private guide({ front }: FrontMatter, head: Pick<LessonContent, 'lineage' | 'minutes'>): LessonContent['guide'] {
    const { folder } = this.desk;
    if (front.root.at('kind').value !== 'meeting') front.root.fault('the only kind that is written here is "meeting"', 'kind');
    const file = this.file.replace(/\.md$/, '.guide.md');
    const text = folder.text(file);
    if (text === undefined) front.root.fault(`a meeting needs its guide beside it: ${file}`, 'kind');
    return (text !== undefined && readGuide(file, text, head, this.desk)) || null;
  }

  /** A translation has the activities of its lesson, in their order: what was written for one is kept with the other. */
  private wordsLike(head: Pick<LessonContent, 'objectives' | 'contentNote'>, { parts }: Body): ReadWords<LessonWords> {
    const shape = (of: Body['parts']): string => of.filter(isActivity).map(({ kind, id, minutes, optional }) => `${kind} ${id} ${minutes} ${optional}`).join(', ');
    return (file, text, faults) => {
      const matter = readFrontMatter(file, text, 'a translated lesson', faults);
      if (!matter) return undefined;
      const front = matter.front.root.only('of', 'title', 'contentNote', 'objectives');
      const words = { title: front.text('title'), contentNote: front.optionalText('contentNote'), objectives: front.texts('objectives'), parts: readBody(file, matter, this.desk.surroundings, faults).parts };
      if (words.objectives.length !== head.objectives.length) front.fault(`has ${words.objectives.length} objectives, but the lesson has ${head.objectives.length}`, 'objectives');
      if (head.contentNote !== null && words.contentNote === null) front.fault('the lesson has a content note: nobody should come upon hard material unwarned', 'contentNote');
      if (shape(words.parts) !== shape(parts)) faults.add(file, 1, `has the activities "${shape(words.parts)}", but the lesson has "${shape(parts)}"`);
      return { words, front };
    };
  }

  /** Minutes are credited toward a certification, so a reader must be able to defend them: the time to read, and what the activities state. */
  private checkMinutes(lesson: LessonContent, { blocks }: Body, front: YamlFile): void {
    if (activitiesOf(lesson).length === 0) this.desk.faults.warn(this.file, 1, 'this lesson has neither a practice nor a reflection');
    const words = blocks.reduce((sum, { markdown, title }) => sum + `${title} ${markdown}`.split(/\s+/).filter(Boolean).length, 0);
    const activities = activitiesOf(lesson).reduce((sum, { minutes }) => sum + minutes, 0);
    const defensible = Math.round(words / WORDS_PER_MINUTE) + activities;
    if (Math.abs(defensible - lesson.minutes) <= MINUTES_OF_GRACE) return;
    this.desk.faults.warn(this.file, front.line(['minutes']), `states ${lesson.minutes} minutes, but ${words} words at ${WORDS_PER_MINUTE} a minute and ${activities} minutes of activities make ${defensible}`);
  }
}

/** Reads a lesson, with its guide and its translations where it has them. */
export function readLesson(file: string, desk: LessonDesk): ReadLesson | undefined {
  return new LessonReader(file, desk).read();
}

/** Texts of a lesson in one piece of HTML, to measure how hard they are to read. */
export const htmlOf = (lesson: Pick<LessonContent, 'parts'>): string => lesson.parts.map(({ html }) => html).join('\n');
