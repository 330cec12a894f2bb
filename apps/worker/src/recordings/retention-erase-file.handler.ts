import { Injectable } from '@nestjs/common';
import { Retention } from '#libs/files';
import type { Handler } from '../handler.ts';

/** Takes the bytes of what has a tombstone from the disk. */
@Injectable()
export class EraseFile implements Handler<{ readonly fileId: string }> {
  constructor(private readonly retention: Retention) {}

  async handle({ fileId }: { readonly fileId: string }): Promise<void> {
    await this.retention.erase(fileId);
  }
}
