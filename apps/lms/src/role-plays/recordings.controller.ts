import send from '@fastify/send';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Recordings } from '#libs/assessment';
import type { SignedInPerson } from '#libs/identity';
import { page, type Page, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';

@Controller('recordings/:fileId')
export class RecordingsController {
  constructor(private readonly recordings: Recordings) {}

  /** The bytes, whole or a range of them (RFC 9110 §14); who asks is judged at each. */
  @Get()
  async play(@Person() person: SignedInPerson, @Param('fileId') fileId: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    const { root, path, type } = await this.recordings.open(person, fileId);
    const { statusCode, headers, stream } = await send(request.raw, path, { root, dotfiles: 'deny', cacheControl: false });
    const told = statusCode === 200 || statusCode === 206 ? { 'content-type': type, 'content-disposition': 'inline' } : {};
    void reply.code(statusCode).headers({ ...headers, 'cache-control': 'private, no-cache', ...told }).send(stream);
  }

  @Get('viewings')
  async viewings(@Person() person: SignedInPerson, @Param('fileId') fileId: string): Promise<Page> {
    const log = await this.recordings.viewings(person, fileId);
    return page('role-plays/viewings', { ...log, backHref: `/role-plays/${log.attemptId}` });
  }
}
