import { Body, Controller, Get, Post } from '@nestjs/common';
import { EthicsSignatures, ProgramQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { SignatureForm } from './forms.ts';
import { ethicsView } from './statements.view.ts';

@Controller('ethics')
export class EthicsController {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly signatures: EthicsSignatures,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm());
  }

  @Post('signature')
  sign(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ signature }: SignatureForm): Promise<Redirect> => {
      await this.signatures.sign(person, signature);
      return redirect('/certification', { flash: 'certification.ethics.signed' });
    };
    return submitted(SignatureForm, body, act, (form) => this.page(person, form));
  }

  private async page(person: SignedInPerson, form: FormTry): Promise<Page> {
    const text = await this.programs.ethicsText(await this.programs.inForce());
    return page('certification/ethics', { ...ethicsView(text, await this.signatures.latest(person.id, text.id)), legalName: person.legalName, form });
  }
}
