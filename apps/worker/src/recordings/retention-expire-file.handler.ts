import { Injectable } from '@nestjs/common';
import { Retention } from '#libs/files';
import type { Handler } from '../handler.ts';

/** The days that were promised with the consent are over. */
@Injectable()
export class ExpireFile implements Handler<{ readonly fileId: string }> {
  constructor(private readonly retention: Retention) {}

  async handle({ fileId }: { readonly fileId: string }): Promise<void> {
    await this.retention.expire(fileId, 'retention');
  }
}
