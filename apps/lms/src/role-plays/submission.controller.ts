import { Controller, Param, Post, Req } from '@nestjs/common';
import { RolePlayAlreadySubmitted, RolePlayQueries, RolePlays } from '#libs/assessment';
import { FileIsEmpty, MAX_BYTES, StoredFiles, Uploads } from '#libs/files';
import type { SignedInPerson } from '#libs/identity';
import { isId } from '#libs/kernel';
import { FormGuard, receiveUpload, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { readingLanguage } from '../course/reading-language.ts';
import { Person } from '../session.guard.ts';
import { AttemptPages } from './attempt-pages.ts';
import { attemptHref } from './attempt.view.ts';
import { SubmissionForm } from './forms.ts';

/** Handing in: by the id of what was sent in pieces, or, without script, with the file in the form itself. */
@Controller('role-plays/:attemptId/submission')
export class SubmissionController {
  constructor(
    private readonly rolePlays: RolePlays,
    private readonly queries: RolePlayQueries,
    private readonly pages: AttemptPages,
    private readonly files: StoredFiles,
    private readonly uploads: Uploads,
    private readonly guard: FormGuard,
  ) {}

  @Post()
  submit(@Person() person: SignedInPerson, @Param('attemptId') id: string, @Req() request: WebRequest): Promise<Page | Redirect> {
    const act = async (): Promise<Redirect> => {
      await this.rolePlays.submit(person, id, await this.received(person, request)).catch(unlessHandedIn);
      return redirect(`${attemptHref(id)}/receipt`);
    };
    return submitted(SubmissionForm, {}, act, async (form) => this.pages.of(await this.queries.attempt(person, id), form, person.id, readingLanguage(person, undefined)));
  }

  /** The id of the file. @throws FileIsEmpty, FileTypeNotAccepted, FileOverLimit */
  private async received(person: SignedInPerson, request: WebRequest): Promise<string> {
    if (!request.isMultipart()) {
      const fileId = (request.body as { fileId?: unknown } | undefined)?.fileId;
      if (!isId(fileId)) throw new FileIsEmpty();
      await this.uploads.settle(person.id, fileId);
      return fileId;
    }
    const { file } = await receiveUpload(request, this.guard, MAX_BYTES.recording, ({ name, stream }) => this.files.keep(person.id, 'recording', { name, stream }));
    if (!file) throw new FileIsEmpty();
    return file.id;
  }
}

/** A double click, or the way back: the first one handed it in. */
function unlessHandedIn(error: unknown): void {
  if (!(error instanceof RolePlayAlreadySubmitted)) throw error;
}
