import { Injectable } from '@nestjs/common';
import { Narratives } from '#libs/certification';
import type { Handler } from '../handler.ts';

/** What a person told about themselves is kept no longer than a decision can be appealed. */
@Injectable()
export class PurgeNarratives implements Handler<unknown> {
  constructor(private readonly narratives: Narratives) {}

  async handle(): Promise<void> {
    await this.narratives.purgeOverdue();
  }
}
