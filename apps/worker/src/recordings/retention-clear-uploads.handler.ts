import { Injectable } from '@nestjs/common';
import { Uploads } from '#libs/files';
import type { Handler } from '../handler.ts';

/** Uploads that were broken off and never gone on with only take space. */
@Injectable()
export class ClearUploads implements Handler<unknown> {
  constructor(private readonly uploads: Uploads) {}

  async handle(): Promise<void> {
    await this.uploads.clear();
  }
}
