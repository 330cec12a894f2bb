import { Injectable } from '@nestjs/common';
import { Lapses } from '#libs/assessment';
import type { Handler } from '../handler.ts';

/** What was handed in and never graded is not kept for ever, and its trainee is told before. */
@Injectable()
export class LapseRolePlays implements Handler<unknown> {
  constructor(private readonly lapses: Lapses) {}

  async handle(): Promise<void> {
    await this.lapses.sweep();
  }
}
