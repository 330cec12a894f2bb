import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Attestations, ChosenProgramQueries, NARRATIVE_MAX_WORDS, Narratives } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { choiceView, slugOf } from './choice.view.ts';
import { AttestationForm } from './forms.ts';
import { attestationView } from './statements.view.ts';

@Controller('attestation')
export class AttestationController {
  constructor(
    private readonly programs: ChosenProgramQueries,
    private readonly attestations: Attestations,
    private readonly narratives: Narratives,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Page> {
    return this.page(person, typed, emptyForm());
  }

  @Post()
  attest(@Person() person: SignedInPerson, @Body() body: unknown, @Query('program') typed?: unknown): Promise<Page | Redirect> {
    const act = async (form: AttestationForm): Promise<Redirect> => {
      const program = await this.programs.of(person.id, slugOf(typed));
      await this.attestations.attest(person, program, form);
      return redirect(`/certification${choiceView(program, '').query}`, { flash: 'certification.attestation.signed' });
    };
    return submitted(AttestationForm, body, act, (form) => this.page(person, typed, form));
  }

  @Post('narrative/withdrawal')
  async takeBack(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Redirect> {
    await this.narratives.takeBack(person);
    return redirect(`/attestation${choiceView(await this.programs.of(person.id, slugOf(typed)), '').query}`, { flash: 'certification.attestation.takenBack' });
  }

  private async page(person: SignedInPerson, typed: unknown, form: FormTry): Promise<Page> {
    const program = await this.programs.of(person.id, slugOf(typed));
    const { programId, rules } = program;
    const attestation = await this.attestations.latest(person.id, programId);
    const note = attestation && (await this.narratives.note(attestation.id));
    const view = attestationView(rules.attestationStatement, attestation, note);
    return page('certification/attestation', { ...view, ...choiceView(program, '/attestation'), programTitle: rules.title, legalName: person.legalName, maxWords: NARRATIVE_MAX_WORDS, appealDays: rules.appeal.days, form });
  }
}
