import { Injectable } from '@nestjs/common';
import { Database, type Sql } from './database.ts';

export interface JobOptions {
  /** Jobs with the same key that have not begun are one job: the later one replaces the earlier. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
}

/** Work after commit. A job is a row added in the act's own transaction, so it exists exactly when the act does. */
@Injectable()
export class Jobs {
  constructor(private readonly database: Database) {}

  /** `payload` holds names and ids, never a token, a secret or personal words. */
  async add(name: string, payload: Readonly<Record<string, unknown>>, options: JobOptions = {}): Promise<void> {
    const { text, values } = this.adding(name, payload, options);
    await this.database.read(text, values);
  }

  /** The same, to be sent together with other statements. */
  adding(name: string, payload: Readonly<Record<string, unknown>>, { key, runAt, maxAttempts = 25 }: JobOptions = {}): Sql {
    const text = `select 1 as added from graphile_worker.add_job($1, $2::json, job_key => $3, run_at => $4, max_attempts => $5)`;
    return { text, values: [name, JSON.stringify(payload), key ?? null, runAt ?? null, maxAttempts] };
  }

  /**
   * Asks for a letter to a person. `facts` fill its template and must be safe to lie in a queue; links that need a token are made when it is sent.
   * `letterId` makes the Message-ID stable, so a letter sent twice by a retry is seen as one.
   */
  async letter(name: string, personId: string, facts: Readonly<Record<string, unknown>>, letterId: string): Promise<void> {
    const { text, values } = this.writing(name, personId, facts, letterId);
    await this.database.read(text, values);
  }

  /** The same, to be sent together with other statements. */
  writing(name: string, personId: string, facts: Readonly<Record<string, unknown>>, letterId: string): Sql {
    return this.adding('send-letter', { letter: name, personId, facts, letterId }, { key: `letter:${letterId}` });
  }
}
