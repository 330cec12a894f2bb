import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { Handler } from '../handler.ts';

const KEPT_MS = 30 * 86_400_000;

/** A form or a request is repeated within minutes, at most days: older keys only take space. */
@Injectable()
export class ForgetOldKeys implements Handler<unknown> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async handle(): Promise<void> {
    await this.database.read(`delete from idempotency_keys where made_at < $1`, [new Date(this.clock.now().getTime() - KEPT_MS)]);
  }
}
