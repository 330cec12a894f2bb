import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ChosenProgramQueries, EthicsSignatures, ProgramQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { choiceView, slugOf } from './choice.view.ts';
import { SignatureForm } from './forms.ts';
import { ethicsView } from './statements.view.ts';

@Controller('ethics')
export class EthicsController {
  constructor(
    private readonly chosen: ChosenProgramQueries,
    private readonly programs: ProgramQueries,
    private readonly signatures: EthicsSignatures,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Page> {
    return this.page(person, typed, emptyForm());
  }

  @Post('signature')
  sign(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<Page | Redirect> {
    const act = async ({ signature }: SignatureForm): Promise<Redirect> => {
      const program = await this.chosen.of(person.id, slugOf(typed));
      await this.signatures.sign(person, signature, program);
      return redirect(`/certification${choiceView(program, '').query}`, { flash: 'certification.ethics.signed' });
    };
    return submitted(SignatureForm, body, act, (form) => this.page(person, typed, form));
  }

  private async page(person: SignedInPerson, typed: unknown, form: FormTry): Promise<Page> {
    const program = await this.chosen.of(person.id, slugOf(typed));
    const text = await this.programs.ethicsText(program);
    const view = ethicsView(text, await this.signatures.latest(person.id, text.id));
    return page('certification/ethics', { ...view, ...choiceView(program, '/ethics'), programTitle: program.rules.title, legalName: person.legalName, form });
  }
}
