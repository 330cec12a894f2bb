import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { NameCorrectionQueries, NameCorrections } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { DeclineForm } from './forms.ts';

const AT_ONCE = 50;
const answersTo = (id: string) => ({ grantAction: `/registrar/name-corrections/${id}/grant`, declineAction: `/registrar/name-corrections/${id}/refusal` });

/** Names that holders asked to have corrected. */
@Controller('registrar/name-corrections')
export class CorrectionsController {
  constructor(
    private readonly corrections: NameCorrections,
    private readonly waiting: NameCorrectionQueries,
  ) {}

  @Get()
  list(@Person() person: SignedInPerson): Promise<Page> {
    return this.page(person, emptyForm(), null);
  }

  @Post(':id/grant')
  async grant(@Person() person: SignedInPerson, @Param('id', ParseUUIDPipe) id: string): Promise<Redirect> {
    const number = await this.corrections.grant(person, id);
    return redirect(`/registrar/certifications/${number}`, { flash: 'holder.correction.granted' });
  }

  @Post(':id/refusal')
  decline(@Person() person: SignedInPerson, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ reason }: DeclineForm): Promise<Redirect> => {
      await this.corrections.decline(person, id, reason);
      return redirect('/registrar/name-corrections', { flash: 'holder.correction.declined' });
    };
    return submitted(DeclineForm, body, act, (form) => this.page(person, form, id));
  }

  private async page(person: SignedInPerson, form: FormTry, at: string | null): Promise<Page> {
    const rows = (await this.waiting.waiting(person, AT_ONCE)).map((line) => ({ ...line, own: line.personId === person.id, ...answersTo(line.id), form: line.id === at ? form : null }));
    return page('certification/corrections', { rows, form });
  }
}
