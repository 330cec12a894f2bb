import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';

export interface Viewing {
  readonly personId: string;
  readonly at: Date;
}

const HOUR_MS = 3_600_000;

/** Who played which recording, for the person in it. A viewing is one person within one hour: a player asks for dozens of ranges. */
@Injectable()
export class Playbacks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async note(fileId: string, personId: string): Promise<void> {
    const now = this.clock.now();
    const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
    await this.database.read(`insert into playbacks (file_id, person_id, hour, at) values ($1, $2, $3, $4) on conflict do nothing`, [fileId, personId, hour, now]);
  }

  /** Newest first. */
  async of(fileId: string): Promise<Viewing[]> {
    return this.database.read<Viewing>(`select person_id as "personId", at from playbacks where file_id = $1 order by at desc, person_id`, [fileId]);
  }
}
