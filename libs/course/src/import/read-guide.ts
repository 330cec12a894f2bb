import type { Guide } from '../domain/content.ts';
import type { Faults } from './fault.ts';
import { readFrontMatter } from './front-matter.ts';
import { readText } from './read-parts.ts';
import type { LessonSurroundings } from './surrounding.ts';
import type { Entry } from './yaml-file.ts';

/** The meeting that a guide is for. */
export interface Meeting {
  readonly lineage: string;
  readonly minutes: number;
}

/** Reads how a meeting is led. The minutes of its agenda must be those of the meeting: they are what an instructor confirms. */
export function readGuide(file: string, text: string, meeting: Meeting, surroundings: LessonSurroundings, faults: Faults): Guide | undefined {
  const matter = readFrontMatter(file, text, 'a guide', faults);
  if (!matter) return undefined;
  const entry = matter.front.root.only('lesson', 'groupSize', 'materials', 'agenda');
  const lesson = entry.text('lesson');
  if (lesson !== '' && lesson !== meeting.lineage) entry.fault(`"${lesson}" is not the lesson beside it, "${meeting.lineage}"`, 'lesson');
  return { groupSize: readGroupSize(entry.at('groupSize')), materials: entry.texts('materials', { optional: true }), agenda: readAgenda(entry, meeting.minutes), html: readText(file, matter, surroundings, faults) };
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
