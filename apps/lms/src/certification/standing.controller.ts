import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CertificationQueries, Standings, type StandingAct } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { Clock, dayOf, isId, NotFound, Settings } from '#libs/kernel';
import { emptyForm, page, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { StandingForm } from './forms.ts';
import { ACT_NOUNS, certificationsView, certificationView, PAGE_SIZE, standingActView } from './standing.view.ts';

@Controller('registrar/certifications')
export class StandingController {
  constructor(
    private readonly certifications: CertificationQueries,
    private readonly standings: Standings,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Get()
  async search(@Person() person: SignedInPerson, @Query('q') typed?: unknown, @Query('after') typedAfter?: unknown): Promise<Page> {
    const words = typeof typed === 'string' ? typed.slice(0, 100) : '';
    const after = isId(typedAfter) ? typedAfter : null;
    const found = await this.certifications.search(person, words, PAGE_SIZE + 1, after);
    return page('certification/certifications', { ...certificationsView(found, words, after), form: emptyForm({ q: words }) });
  }

  @Get(':number')
  async show(@Person() person: SignedInPerson, @Param('number') number: string): Promise<Page> {
    return page('certification/certification', { ...certificationView(await this.certifications.byNumber(person, number)) });
  }

  @Get(':number/:noun')
  form(@Person() person: SignedInPerson, @Param('number') number: string, @Param('noun') noun: string): Promise<Page> {
    const today = dayOf(this.clock.now(), this.settings.timeZone);
    return this.page(person, number, actOf(noun), emptyForm({ effectiveOn: today }));
  }

  @Post(':number/:noun')
  decide(@Person() person: SignedInPerson, @Param('number') number: string, @Param('noun') noun: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = actOf(noun);
    const decide = async (order: StandingForm): Promise<Redirect> => {
      await this.standings[act](person, number, order);
      return redirect(`/registrar/certifications/${encodeURIComponent(number)}`, { flash: `certification.standing.done.${act}` });
    };
    return submitted(StandingForm, body, decide, (form) => this.page(person, number, act, form));
  }

  private async page(person: SignedInPerson, number: string, act: StandingAct, form: FormTry): Promise<Page> {
    return page('certification/standing-act', { ...standingActView(await this.certifications.byNumber(person, number), act), form });
  }
}

/** @throws NotFound */
function actOf(noun: string): StandingAct {
  const found = (Object.keys(ACT_NOUNS) as StandingAct[]).find((act) => ACT_NOUNS[act] === noun);
  if (!found) throw new NotFound('page');
  return found;
}
