import type { Database } from '#libs/persistence';
import type { MediaSource } from './import/media-files.ts';

/** Stores each file once, whatever it is called and whichever lessons play it. One after the other: the largest together would not fit into memory. */
export async function keepMedia(database: Database, files: readonly MediaSource[], now: Date): Promise<void> {
  const rows = await database.read<{ sha256: string }>(`select sha256 from media_files where sha256 = any($1)`, [files.map(({ sha256 }) => sha256)]);
  const kept = new Set(rows.map(({ sha256 }) => sha256));
  for (const { sha256, type, bytes } of files.filter((file) => !kept.has(file.sha256))) {
    const content = bytes();
    await database.read(`insert into media_files (sha256, type, bytes, content, stored_at) values ($1, $2, $3, $4, $5) on conflict (sha256) do nothing`, [sha256, type, content.length, content, now]);
  }
}

/** Ties files to the versions of lessons that play them, which say who may see them. */
export async function pinMedia(database: Database, played: readonly { readonly lessonId: string; readonly sha256: string }[]): Promise<void> {
  if (played.length === 0) return;
  await database.read(`insert into lesson_media (lesson_id, sha256) select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`, [played.map(({ lessonId }) => lessonId), played.map(({ sha256 }) => sha256)]);
}
