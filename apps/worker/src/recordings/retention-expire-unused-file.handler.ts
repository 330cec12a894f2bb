import { Injectable } from '@nestjs/common';
import { Retention } from '#libs/files';
import type { Handler } from '../handler.ts';

/** An upload that nothing came of is not kept. */
@Injectable()
export class ExpireUnusedFile implements Handler<{ readonly fileId: string }> {
  constructor(private readonly retention: Retention) {}

  async handle({ fileId }: { readonly fileId: string }): Promise<void> {
    await this.retention.expireUnused(fileId);
  }
}
