import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CertificateFileQueries, CertificationQueries, NameCorrectionQueries, NameCorrections } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { Clock, dayOf, Settings } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { CorrectionForm } from './forms.ts';
import { holderView } from './holder.view.ts';

/** A certification as its holder sees it. */
@Controller('certifications/:number')
export class HolderController {
  constructor(
    private readonly certifications: CertificationQueries,
    private readonly files: CertificateFileQueries,
    private readonly corrections: NameCorrections,
    private readonly asked: NameCorrectionQueries,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Param('number') number: string): Promise<Page> {
    return this.page(person, number, emptyForm({ name: person.legalName }));
  }

  /** The signed bytes as they are kept; also for registrars. */
  @Get('certificate')
  async download(@Person() person: SignedInPerson, @Param('number') number: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { bytes, name } = await this.files.download(person, number);
    void reply.headers({ 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'private, no-store' });
    return bytes;
  }

  @Post('name-corrections')
  ask(@Person() person: SignedInPerson, @Param('number') number: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ name, reason }: CorrectionForm): Promise<Redirect> => {
      await this.corrections.ask(person, number, name, reason);
      return redirect(`/certifications/${encodeURIComponent(number)}`, { flash: 'holder.correction.asked' });
    };
    return submitted(CorrectionForm, body, act, (form) => this.page(person, number, form));
  }

  private async page(person: SignedInPerson, number: string, form: FormTry): Promise<Page> {
    const line = await this.certifications.own(person, number);
    const ready = await this.files.isReady(line.certification.id);
    const today = dayOf(this.clock.now(), this.settings.timeZone);
    return page('certification/holder', { ...holderView(line, await this.asked.of(person, number), { ready, registryUrl: this.settings.registryUrl, today }), form });
  }
}
