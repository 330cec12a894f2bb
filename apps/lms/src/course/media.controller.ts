import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { MediaQueries } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { Person } from '../session.guard.ts';
import { askedRange } from './byte-range.ts';

@Controller('media/:sha256')
export class MediaController {
  constructor(private readonly media: MediaQueries) {}

  /** What a lesson plays, whole or one range of it, so that players can seek. Its address is its digest: a browser may keep it, and nobody between. */
  @Get()
  async play(
    @Person() person: SignedInPerson,
    @Param('sha256') sha256: string,
    @Headers('range') asked: string | undefined,
    @Headers('if-range') unlessChanged: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kept = await this.media.find(person.id, sha256);
    const etag = `"${kept.sha256}"`;
    const range = askedRange(unlessChanged === undefined || unlessChanged === etag ? asked : undefined, kept.bytes);
    void reply.headers({ 'accept-ranges': 'bytes', 'cache-control': 'private, max-age=31536000, immutable', etag });
    if (range === 'none') return void reply.code(416).headers({ 'cache-control': 'no-store', 'content-range': `bytes */${kept.bytes}` }).send();
    const { first, last } = range === 'whole' ? { first: 0, last: kept.bytes - 1 } : range;
    if (range !== 'whole') void reply.code(206).header('content-range', `bytes ${first}-${last}/${kept.bytes}`);
    const type = kept.type.startsWith('text/') ? `${kept.type}; charset=utf-8` : kept.type;
    void reply.headers({ 'content-type': type, 'content-disposition': 'inline', 'content-length': last - first + 1 }).send(Readable.from(this.media.read(kept, first, last), { objectMode: false }));
  }
}
