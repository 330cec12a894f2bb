import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CohortQueries, Enrollments, Outlines, Progress } from '#libs/course';
import type { SignedInPerson } from '#libs/identity';
import { emptyForm, page, Public, redirect, submitted, type FormTry, type Page, type Redirect } from '#libs/web';
import { Person } from '../session.guard.ts';
import { cohortView, endedView, joinView, overviewView } from './cohort.view.ts';
import { LeavingForm } from './forms.ts';

/** The page that a coordinator gives out: what is taught, and the way in. */
@Controller('join/:slug')
export class JoinController {
  constructor(
    private readonly queries: CohortQueries,
    private readonly enrollments: Enrollments,
    private readonly outlines: Outlines,
    private readonly progress: Progress,
  ) {}

  @Public()
  @Get()
  show(@Person() person: SignedInPerson | undefined, @Param('slug') slug: string): Promise<Page> {
    return this.page(person, slug, emptyForm());
  }

  @Post('enrollment')
  join(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async (): Promise<Redirect> => {
      await this.enrollments.enroll(person, slug);
      return redirect('/', { flash: 'course.join.joined' });
    };
    return submitted(class Nothing {}, body, act, (form) => this.page(person, slug, form));
  }

  @Post('withdrawal')
  leave(@Person() person: SignedInPerson, @Param('slug') slug: string, @Body() body: unknown): Promise<Page | Redirect> {
    const act = async ({ reason }: LeavingForm): Promise<Redirect> => {
      await this.enrollments.withdraw(person, slug, person.id, reason ?? '');
      return redirect('/', { flash: 'course.join.left' });
    };
    return submitted(LeavingForm, body, act, (form) => this.page(person, slug, form));
  }

  private async page(person: SignedInPerson | undefined, slug: string, form: FormTry): Promise<Page> {
    const cohort = await this.queries.facts(slug);
    const outline = await this.outlines.of(cohort.curriculumVersionId);
    const joined = person !== undefined && (await this.progress.places(person.id)).some(({ cohortSlug }) => cohortSlug === slug);
    const ended = person && (await this.queries.ended(person.id)).find(({ cohortSlug }) => cohortSlug === slug);
    const view = cohortView(cohort);
    return page('course/join', { ...view, ...overviewView(outline), ...joinView(slug), joined, ended: ended ? endedView(ended) : null, mayJoin: view.open && !view.full && !joined, signedIn: person !== undefined, form });
  }
}
