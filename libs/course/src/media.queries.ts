import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { Injectable } from '@nestjs/common';

/** A file that a lesson plays, or its captions. The bytes of a digest never change. */
export interface KeptMedia {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

/** Only people with a place in a cohort whose curriculum version has a lesson that plays it. */
const SEEN_BY = `
  select f.sha256, f.type, f.bytes from media_files f
  where f.sha256 = $2 and exists (
    select from lesson_media lm
    join module_lessons ml on ml.lesson_id = lm.lesson_id
    join modules m on m.id = ml.module_id
    join cohorts c on c.curriculum_version_id = m.curriculum_version_id
    join enrollments e on e.cohort_id = c.id
    where lm.sha256 = f.sha256 and e.person_id = $1 and not exists (select from withdrawals w where w.enrollment_id = e.id))`;

/** Read from the database and held in memory at a time. */
const PIECE = 1_048_576;

@Injectable()
export class MediaQueries {
  constructor(private readonly database: Database) {}

  /** @throws NotFound for what is not there and, alike, for who may not see it. */
  async find(personId: string, sha256: string): Promise<KeptMedia> {
    const known = /^[0-9a-f]{64}$/.test(sha256);
    const [kept] = known ? await this.database.read<KeptMedia>(SEEN_BY, [personId, sha256]) : [];
    if (!kept) throw new NotFound('media');
    return kept;
  }

  /** The bytes from `first` to `last`, both counted from 0 and both included, in pieces; who asks was judged by `find`. */
  async *read({ sha256 }: KeptMedia, first: number, last: number): AsyncGenerator<Buffer> {
    for (let from = first; from <= last; from += PIECE) {
      const length = Math.min(PIECE, last - from + 1);
      const [row] = await this.database.read<{ piece: Buffer }>(`select substring(content from $2 for $3) as piece from media_files where sha256 = $1`, [sha256, from + 1, length]);
      yield row!.piece;
    }
  }
}
