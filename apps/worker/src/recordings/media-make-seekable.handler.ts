import { Injectable } from '@nestjs/common';
import { Seekable } from '#libs/files';
import type { Handler } from '../handler.ts';

/** Gives a browser's recording its length and an index to seek by. */
@Injectable()
export class MakeSeekable implements Handler<{ readonly fileId: string }> {
  constructor(private readonly seekable: Seekable) {}

  async handle({ fileId }: { readonly fileId: string }): Promise<void> {
    await this.seekable.make(fileId);
  }
}
