import type { Activity, LessonContent, LessonPart } from '../domain/content.ts';
import { activitiesOf } from '../domain/content.ts';
import { splitBlocks, type Block } from './blocks.ts';
import { Faults } from './fault.ts';
import { renderMarkdown } from './markdown.ts';
import { readMedia, type MediaDesk } from './read-media.ts';
import type { LessonSurroundings } from './surrounding.ts';
import { YamlFile } from './yaml-file.ts';

const WORDS_PER_MINUTE = 200;
const MINUTES_OF_GRACE = 3;
const ID = /^[a-z0-9][a-z0-9-]*$/;

/** A lesson with where its statements stand in the file, for checks that need the whole curriculum. */
export interface ReadLesson {
  readonly content: LessonContent;
  readonly front: YamlFile;
}

/** Parts of a lesson file: YAML between `---` lines, then the body. Line numbers are those of the file. */
function cut(text: string): { yaml: string; body: string; bodyLine: number } | undefined {
  const found = /^---\n([\s\S]*?\n)---\n/.exec(text);
  return found ? { yaml: found[1]!, body: text.slice(found[0].length), bodyLine: found[0].split('\n').length } : undefined;
}

class LessonReader {
  constructor(
    private readonly file: string,
    private readonly faults: Faults,
    private readonly surroundings: LessonSurroundings,
  ) {}

  read(text: string): ReadLesson | undefined {
    const pieces = cut(text);
    if (!pieces) {
      this.faults.add(this.file, 1, 'a lesson begins with front matter between two lines of ---');
      return undefined;
    }
    const front = new YamlFile(this.file, pieces.yaml, this.faults, 1);
    if (!front.readable) return undefined;
    const blocks = splitBlocks(this.file, pieces.body, pieces.bodyLine, this.faults);
    const content = { ...this.head(front), parts: blocks.map((block) => this.part(block)) };
    this.checkActivities(content, blocks);
    this.checkMinutes(content, blocks, front);
    return { content, front };
  }

  private head(front: YamlFile): Omit<LessonContent, 'parts'> {
    const entry = front.root.only('lineage', 'title', 'minutes', 'domain', 'competencies', 'objectives', 'contentNote', 'sources');
    const sources = entry.list('sources').map((source) => ({ title: source.only('title', 'url').text('title'), url: source.text('url') }));
    if (sources.length === 0) entry.fault('a lesson names at least one source', 'sources');
    sources.forEach(({ url }, at) => {
      if (url !== '' && !/^https?:\/\//.test(url)) entry.at('sources').at(at).fault(`"${url}" is no web address`, 'url');
    });
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
      sources,
    };
  }

  private part(block: Block): LessonPart {
    const { html, faults } = renderMarkdown(block.markdown, block.line, this.surroundings);
    for (const { line, message } of faults) this.faults.add(this.file, line, message);
    if (block.kind === 'practice' || block.kind === 'reflection') return this.activity(block, block.kind, html);
    if (block.kind === 'media') return readMedia(block, html, this.desk(block.line - 1));
    return block.kind === 'story' ? { kind: 'story', title: block.title, html } : { kind: block.kind, html };
  }

  private desk(line: number): MediaDesk {
    const { file, faults } = this;
    return { find: (path) => this.surroundings.media(path), fault: (message) => faults.add(file, line, message), warn: (message) => faults.warn(file, line, message) };
  }

  private activity({ attributes, line }: Block, kind: Activity['kind'], html: string): Activity {
    const { id = '', minutes = '', optional } = attributes;
    if (!ID.test(id)) this.faults.add(this.file, line - 1, `a ${kind} needs an id of small letters, digits and dashes, such as id=my-first-contact`);
    if (!/^[1-9]\d{0,2}$/.test(minutes)) this.faults.add(this.file, line - 1, `a ${kind} needs its minutes, such as minutes=10`);
    return { kind, id, minutes: Number.parseInt(minutes, 10) || 0, optional: optional === 'yes', html };
  }

  private checkActivities(lesson: LessonContent, blocks: readonly Block[]): void {
    const seen = new Set<string>();
    for (const { attributes, kind, line } of blocks) {
      const id = attributes['id'];
      if ((kind !== 'practice' && kind !== 'reflection') || !id) continue;
      if (seen.has(id)) this.faults.add(this.file, line - 1, `the id "${id}" is used twice in this lesson`);
      seen.add(id);
    }
    if (activitiesOf(lesson).length === 0) this.faults.warn(this.file, 1, 'this lesson has neither a practice nor a reflection');
  }

  /** Minutes are credited toward a certification, so a reader must be able to defend them: the time to read, and what the activities state. */
  private checkMinutes(lesson: LessonContent, blocks: readonly Block[], front: YamlFile): void {
    const words = blocks.reduce((sum, { markdown, title }) => sum + `${title} ${markdown}`.split(/\s+/).filter(Boolean).length, 0);
    const activities = activitiesOf(lesson).reduce((sum, { minutes }) => sum + minutes, 0);
    const defensible = Math.round(words / WORDS_PER_MINUTE) + activities;
    if (Math.abs(defensible - lesson.minutes) <= MINUTES_OF_GRACE) return;
    this.faults.warn(this.file, front.line(['minutes']), `states ${lesson.minutes} minutes, but ${words} words at ${WORDS_PER_MINUTE} a minute and ${activities} minutes of activities make ${defensible}`);
  }
}

export function readLesson(file: string, text: string, surroundings: LessonSurroundings, faults: Faults): ReadLesson | undefined {
  return new LessonReader(file, faults, surroundings).read(text);
}
