import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CertificationQueries, SecondLookQueries, SecondLooks } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { isId } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { StandForm } from './forms.ts';
import { LOOKS_PAGE, secondLooksView, secondLookView } from './second-look.view.ts';

/** Certifications for which something had counted that was voided later. */
@Controller('registrar/second-looks')
export class SecondLooksController {
  constructor(
    private readonly queries: SecondLookQueries,
    private readonly looks: SecondLooks,
    private readonly certifications: CertificationQueries,
  ) {}

  @Get()
  async list(@Person() person: SignedInPerson, @Query('after') typed?: unknown): Promise<Page> {
    const after = isId(typed) ? typed : null;
    return page('certification/second-looks', { ...secondLooksView(await this.queries.waiting(person, LOOKS_PAGE + 1, after), after === null) });
  }

  @Get(':number')
  show(@Person() person: SignedInPerson, @Param('number') number: string): Promise<Page> {
    return this.page(person, number, emptyForm());
  }

  @Post(':number/answer')
  stand(@Person() person: SignedInPerson, @Param('number') number: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ voidingIds, reason }: StandForm): Promise<Redirect> => {
      await this.looks.stand(person, number, voidingIds, reason);
      return redirect('/registrar/second-looks', { flash: 'certification.look.answered' });
    };
    return submitted(StandForm, body, act, (form) => this.page(person, number, form));
  }

  private async page(person: SignedInPerson, number: string, form: FormTry): Promise<Page> {
    const look = await this.queries.of(person, number);
    return page('certification/second-look', { ...secondLookView(look, await this.certifications.byNumber(person, look.number)), form });
  }
}
