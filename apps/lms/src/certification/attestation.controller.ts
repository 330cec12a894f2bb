import { Body, Controller, Get, Post } from '@nestjs/common';
import { Attestations, NARRATIVE_MAX_WORDS, Narratives, ProgramQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { AttestationForm } from './forms.ts';
import { attestationView } from './statements.view.ts';

@Controller('attestation')
export class AttestationController {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly attestations: Attestations,
    private readonly narratives: Narratives,
  ) {}

  @Get()
  show(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm());
  }

  @Post()
  attest(@Person() person: SignedInPerson, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (form: AttestationForm): Promise<Redirect> => {
      await this.attestations.attest(person, await this.programs.inForce(), form);
      return redirect('/certification', { flash: 'certification.attestation.signed' });
    };
    return submitted(AttestationForm, body, act, (form) => this.page(person, form));
  }

  @Post('narrative/withdrawal')
  async takeBack(@Person() person: SignedInPerson): Promise<Redirect> {
    await this.narratives.takeBack(person);
    return redirect('/attestation', { flash: 'certification.attestation.takenBack' });
  }

  private async page(person: SignedInPerson, form: FormTry): Promise<Page> {
    const { programId, rules } = await this.programs.inForce();
    const attestation = await this.attestations.latest(person.id, programId);
    const note = attestation && (await this.narratives.note(attestation.id));
    const view = attestationView(rules.attestationStatement, attestation, note);
    return page('certification/attestation', { ...view, legalName: person.legalName, maxWords: NARRATIVE_MAX_WORDS, appealDays: rules.appeal.days, form });
  }
}
