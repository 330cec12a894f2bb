import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TrainingQueries, TransferredTraining } from '#libs/evidence';
import { MAX_BYTES, StoredFiles, UNUSED_FILE_DAYS, type NewFile, type StoredFile } from '#libs/files';
import type { SignedInPerson } from '#libs/identity';
import { isId, Refusal } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { emptyForm, faultWords, FormGuard, FormTry, page, receiveUpload, redirect, submitted, type Page, type Redirect, type WebRequest } from '#libs/web';
import { Person } from '../session.guard.ts';
import { sendDocument } from './documents.ts';
import { IdPipe, pageKey } from './id.pipe.ts';
import { ProgramHours } from './program-hours.ts';
import { minutesOf, timeField, TrainingForm, trainingOf } from './training.form.ts';
import { pageOf, trainingRowView } from './training.view.ts';

const PER_PAGE = 30;

interface Received {
  readonly typed: Readonly<Record<string, unknown>>;
  readonly refused: boolean;
}

@Controller('training')
export class TrainingController {
  constructor(
    private readonly acts: TransferredTraining,
    private readonly training: TrainingQueries,
    private readonly files: StoredFiles,
    private readonly guard: FormGuard,
    private readonly database: Database,
    private readonly program: ProgramHours,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('before') before?: string): Promise<Page> {
    return this.page(person, emptyForm(), pageKey(before));
  }

  /** The document comes with the form. Kept first, and named in the form if that comes back with a fault, so that nobody chooses it twice. */
  @Post()
  async claim(@Person() person: SignedInPerson, @Req() request: WebRequest): Promise<Page | Redirect> {
    const { typed, refused } = await this.received(person, request);
    if (refused) return this.page(person, new FormTry(typed, { file: faultWords('evidence.training.documentRefused') }), null, 422);
    const act = async (form: TrainingForm): Promise<Redirect> => {
      const minutes = minutesOf(typed, (await this.program.asked(person.language)).domains);
      await this.once(person, typed['idempotencyKey'], () => this.acts.claim(person, trainingOf(form, minutes), isId(form.document) ? form.document : null));
      return redirect('/training', { flash: 'evidence.training.claimed' });
    };
    return submitted(TrainingForm, typed, act, (form) => this.page(person, withoutLostDocument(form), null));
  }

  @Get(':id/document')
  async document(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string, @Req() request: WebRequest, @Res() reply: FastifyReply): Promise<void> {
    await sendDocument(await this.files.readable(await this.acts.document(person, id)), request, reply);
  }

  @Post(':id/withdrawal')
  async withdraw(@Person() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<Redirect> {
    await this.acts.withdraw(person, id);
    return redirect('/training', { flash: 'evidence.training.withdrawn' });
  }

  /** What was typed, with the id of the document that came along. */
  private async received(person: SignedInPerson, request: WebRequest): Promise<Received> {
    if (!request.isMultipart()) return { typed: (request.body ?? {}) as Record<string, unknown>, refused: false };
    const { fields, file } = await receiveUpload(request, this.guard, MAX_BYTES.document, ({ name, stream }) => this.kept(person, { name, stream }));
    return { typed: { ...fields, ...(file ? { document: file.id } : {}) }, refused: file === null };
  }

  /** Null when the bytes are no document, so that the rest of the form is still read. */
  private async kept(person: SignedInPerson, file: NewFile): Promise<StoredFile | null> {
    try {
      return await this.files.keep(person.id, 'document', file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      file.stream.resume();
      return null;
    }
  }

  /** A form with a file is read here and not before, so its key counts here. */
  private once(person: SignedInPerson, key: unknown, act: () => Promise<string>): Promise<string> {
    return isId(key) ? this.database.once(`${person.id} training`, key, act) : this.database.transaction(act);
  }

  private async page(person: SignedInPerson, form: FormTry, before: string | null, status = 200): Promise<Page> {
    const { shown, further } = pageOf(await this.training.of(person.id, { before, most: PER_PAGE + 1 }), PER_PAGE, (id) => `/training?before=${id}`);
    const { domainOptions } = await this.program.asked(person.language);
    const domains = domainOptions.map(({ value, label }) => ({ name: timeField(value), label }));
    return page('evidence/training', { domains, rows: shown.map(trainingRowView), older: further, newer: before === null ? null : '/training', form, keptDays: UNUSED_FILE_DAYS }, { status });
  }
}

/** A document that cannot be sent any more is not offered again. */
function withoutLostDocument(form: FormTry): FormTry {
  return form.faults['file'] ? new FormTry({ ...form.typed, document: '' }, form.faults, form.status) : form;
}
