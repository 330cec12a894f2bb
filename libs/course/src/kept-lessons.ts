import { newId } from '#libs/kernel';
import type { Database } from '#libs/persistence';
import { mediaOf, type LessonContent } from './domain/content.ts';
import { pinMedia } from './kept-media.ts';
import { digestOfLesson } from './pins.ts';

const COLUMNS = 'id, lineage, digest, title, minutes, domain, competencies, objectives, content_note, sources, parts, guide, translations';

/** In the order of their keys, so that two publications that keep the same lessons wait for each other instead of locking each other out. */
const KEEP = `
  insert into lessons (${COLUMNS}, published_at)
  select ${COLUMNS}, $2 from jsonb_to_recordset($1::jsonb)
    as r (id uuid, lineage text, digest text, title text, minutes int, domain text, competencies text[], objectives jsonb, content_note text, sources jsonb, parts jsonb, guide jsonb, translations jsonb)
  order by lineage, digest on conflict (lineage, digest) do nothing`;

/** Ids of the versions of lessons with exactly this content, by lineage: new rows only where there is none, all in one go. With the files that they play. */
export async function keepLessons(database: Database, lessons: readonly LessonContent[], now: Date): Promise<Record<string, string>> {
  const rows = lessons.map((lesson) => ({ ...lesson, content_note: lesson.contentNote, id: newId(now.getTime()), digest: digestOfLesson(lesson) }));
  await database.read(KEEP, [JSON.stringify(rows), now]);
  const kept = await database.read<{ lineage: string; id: string }>(
    `select l.lineage, l.id from lessons l join unnest($1::text[], $2::text[]) as wanted (lineage, digest) using (lineage, digest)`,
    [rows.map(({ lineage }) => lineage), rows.map(({ digest }) => digest)],
  );
  const ids = Object.fromEntries(kept.map(({ lineage, id }) => [lineage, id]));
  await pinMedia(database, lessons.flatMap((lesson) => mediaOf(lesson).map((sha256) => ({ lessonId: ids[lesson.lineage]!, sha256 }))));
  return ids;
}
