import { Controller, Get } from '@nestjs/common';
import { ApplicationQueries, CertificationQueries, EligibilityQueries, openActs, ProgramQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { page, type Page } from '#libs/web';
import { Person } from '../session.guard.ts';
import { eligibilityView, termsView } from './outcomes.view.ts';
import { certificationCards } from './standing.view.ts';

@Controller('certification')
export class EligibilityController {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly applications: ApplicationQueries,
    private readonly eligibility: EligibilityQueries,
    private readonly certifications: CertificationQueries,
  ) {}

  /** What the program asks, held against what the person has; by the rules of their open application, if there is one. */
  @Get()
  async show(@Person() person: SignedInPerson): Promise<Page> {
    const application = await this.applications.latest(person.id);
    const open = application && openActs(application.state, 'applicant').length > 0 ? application : undefined;
    const { programId, rules } = open ?? (await this.programs.inForce());
    const { evaluation, statements } = await this.eligibility.today({ personId: person.id, programId, rules, applicationId: open?.id ?? null });
    const held = certificationCards(await this.certifications.ofPerson(person.id));
    return page('certification/eligibility', { ...eligibilityView(evaluation, statements), title: rules.title, body: rules.body, asOf: evaluation.day, applied: open !== undefined, held, terms: termsView(rules) });
  }
}
