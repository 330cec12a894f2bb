import { Controller, Delete, Head, Options, Patch, Post, Req, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Uploads } from '#libs/files';
import type { SignedInPerson } from '#libs/identity';
import type { WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';

/** The door for recordings in pieces. There is no GET: what was sent is played through its role play, by those who may. */
@Controller('uploads')
export class UploadsController implements OnModuleInit {
  constructor(
    private readonly uploads: Uploads,
    private readonly host: HttpAdapterHost,
  ) {}

  /** The pieces are read by the protocol itself, from Node's own request. */
  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  }

  @Post()
  begin(@Person() person: SignedInPerson, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(person, request, reply);
  }

  @Options()
  options(@Person() person: SignedInPerson, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(person, request, reply);
  }

  @Patch(':id')
  append(@Person() person: SignedInPerson, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(person, request, reply);
  }

  @Head(':id')
  offset(@Person() person: SignedInPerson, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(person, request, reply);
  }

  @Delete(':id')
  stop(@Person() person: SignedInPerson, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(person, request, reply);
  }

  private handle(person: SignedInPerson, request: WebRequest, reply: FastifyReply): Promise<void> {
    reply.hijack();
    return this.uploads.handle(person.id, request.raw, reply.raw);
  }
}
