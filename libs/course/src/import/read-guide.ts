import type { Guide, GuideWords } from '../domain/content.ts';
import { readFrontMatter } from './front-matter.ts';
import { readText } from './read-parts.ts';
import type { LessonDesk } from './surrounding.ts';
import type { ReadWords } from './translating.ts';
import type { Entry } from './yaml-file.ts';

/** The meeting that a guide is for. */
export interface Meeting {
  readonly lineage: string;
  readonly minutes: number;
}

/** Reads how a meeting is led. The minutes of its agenda must be those of the meeting: they are what an instructor confirms. */
export function readGuide(file: string, text: string, meeting: Meeting, desk: LessonDesk): Guide | undefined {
  const matter = readFrontMatter(file, text, 'a guide', desk.faults);
  if (!matter) return undefined;
  const entry = matter.front.root.only('lesson', 'groupSize', 'materials', 'agenda');
  const lesson = entry.text('lesson');
  if (lesson !== '' && lesson !== meeting.lineage) entry.fault(`"${lesson}" is not the lesson beside it, "${meeting.lineage}"`, 'lesson');
  const guide = { groupSize: readGroupSize(entry.at('groupSize')), materials: entry.texts('materials', { optional: true }), agenda: readAgenda(entry, meeting.minutes), html: readText(file, matter, desk.surroundings, desk.faults) };
  return { ...guide, translations: desk.translating.of(file, wordsLike(guide, desk)) };
}

/** A translation has the materials and the steps of its guide, in their order. */
function wordsLike({ materials, agenda }: Pick<Guide, 'materials' | 'agenda'>, { surroundings }: LessonDesk): ReadWords<GuideWords> {
  return (file, text, faults) => {
    const matter = readFrontMatter(file, text, 'a translated guide', faults);
    if (!matter) return undefined;
    const front = matter.front.root.only('of', 'materials', 'agenda');
    const words = {
      materials: front.texts('materials', { optional: true }),
      agenda: front.list('agenda').map((step) => ({ title: step.only('title', 'what').text('title'), what: step.text('what') })),
      html: readText(file, matter, surroundings, faults),
    };
    if (words.materials.length !== materials.length) front.fault(`has ${words.materials.length} materials, but the guide has ${materials.length}`, 'materials');
    if (words.agenda.length !== agenda.length) front.fault(`has ${words.agenda.length} steps, but the guide has ${agenda.length}`, 'agenda');
    return { words, front };
  };
}

function readGroupSize(entry: Entry): Guide['groupSize'] {
  const size = { from: entry.only('from', 'to').whole('from', { min: 2, max: 200 }), to: entry.whole('to', { min: 2, max: 200 }) };
  if (size.to < size.from) entry.fault('the largest group is smaller than the smallest', 'to');
  return size;
}

function readAgenda(entry: Entry, minutes: number): Guide['agenda'] {
  const agenda = entry.list('agenda').map((step) => ({ minutes: step.only('minutes', 'title', 'what').whole('minutes', { min: 1, max: 600 }), title: step.text('title'), what: step.text('what') }));
  const sum = agenda.reduce((all, step) => all + step.minutes, 0);
  if (sum !== minutes) entry.fault(`the agenda makes ${sum} minutes, but the meeting states ${minutes}`, 'agenda');
  return agenda;
}
