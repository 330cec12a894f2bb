import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { NotFound } from '#libs/kernel';
import { SigningCertificates, STANDINGS } from '#libs/registry';
import { emptyForm, page, Public, type Page } from '#libs/web';
import { rootView } from './root.view.ts';
import { TONES } from './standing.view.ts';

/** What an employer should know to read an answer, and what a skeptical one needs to check a file without us. */
@Public()
@Controller()
export class ReadingController {
  constructor(private readonly certificates: SigningCertificates) {}

  @Get('reading')
  reading(): Page {
    return page('registry/reading', { standings: STANDINGS.map((standing) => ({ standing, tone: TONES[standing] })), form: emptyForm() });
  }

  @Get('root-certificates')
  async roots(): Promise<Page> {
    return page('registry/roots', { roots: (await this.certificates.roots()).map(rootView), form: emptyForm() });
  }

  /** By the hex SHA-256 of the certificate. */
  @Get('root-certificates/:sha256')
  @Header('cache-control', 'public, max-age=3600')
  async root(@Param('sha256') name: string): Promise<StreamableFile> {
    const found = (await this.certificates.roots()).find(({ sha256 }) => `${sha256.toString('hex')}.cer` === name);
    if (!found) throw new NotFound('certificate');
    return new StreamableFile(found.der, { type: 'application/pkix-cert', disposition: 'attachment; filename="root.cer"' });
  }
}
