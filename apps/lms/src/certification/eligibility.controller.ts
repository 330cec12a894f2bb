import { Controller, Get, Query } from '@nestjs/common';
import { CertificationQueries, ChosenProgramQueries, EligibilityQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { page, type Page } from '#libs/web';
import { Person } from '../session.guard.ts';
import { choiceView, slugOf } from './choice.view.ts';
import { eligibilityView, termsView } from './outcomes.view.ts';
import { certificationCards, mayApply } from './standing.view.ts';

@Controller('certification')
export class EligibilityController {
  constructor(
    private readonly programs: ChosenProgramQueries,
    private readonly eligibility: EligibilityQueries,
    private readonly certifications: CertificationQueries,
  ) {}

  /** What a program asks, held against what the person has; by the rules of their open application, if there is one. */
  @Get()
  async show(@Person() person: SignedInPerson, @Query('program') typed?: unknown): Promise<Page> {
    const chosen = await this.programs.of(person.id, slugOf(typed));
    const { programId, rules, isOpen } = chosen;
    const { evaluation, statements } = await this.eligibility.today({ personId: person.id, programId, rules, applicationId: isOpen ? chosen.application!.id : null });
    const lines = await this.certifications.ofPerson(person.id);
    const choice = choiceView(chosen, '/certification');
    const view = eligibilityView(evaluation, statements, undefined, choice.query);
    return page('certification/eligibility', { ...view, ...choice, title: rules.title, body: rules.body, asOf: evaluation.day, applied: isOpen, held: certificationCards(lines), mayApply: mayApply(lines, programId), terms: termsView(rules) });
  }
}
