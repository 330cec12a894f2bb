import { Injectable } from '@nestjs/common';
import { Attestations, EligibilityQueries, Narratives, ReviewQueries, type Eligibility } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { Clock, isId, NotFound } from '#libs/kernel';
import { emptyForm, page, Site, type FormTry, type Page } from '#libs/web';
import { reviewView } from './review.view.ts';

const vouchers = ({ statements }: Eligibility): string[] => [...new Set(statements.flatMap(({ vouchedBy }) => vouchedBy ?? []))];

/** Draws one application for its registrar: the same evaluation that the applicant sees, with who vouched for what. */
@Injectable()
export class ReviewPages {
  constructor(
    private readonly review: ReviewQueries,
    private readonly eligibility: EligibilityQueries,
    private readonly attestations: Attestations,
    private readonly narratives: Narratives,
    private readonly clock: Clock,
    private readonly site: Site,
  ) {}

  async show(person: SignedInPerson, id: string, form: FormTry = emptyForm()): Promise<Page> {
    const file = await this.review.file(person, applicationId(id));
    const eligibility = await this.eligibility.today({ ...file, applicationId: file.id });
    const names = await this.review.names(person, vouchers(eligibility));
    const attestation = await this.attestations.latest(file.personId, file.programId);
    const narrative = attestation && (await this.narratives.note(attestation.id));
    const words = (key: string): string => this.site.messages.text(person.language, key);
    return page('certification/review', { ...reviewView({ file, eligibility, names, narrative, me: person, now: this.clock.now(), words }), form });
  }
}

/** @throws NotFound for what cannot be an id. */
export function applicationId(typed: string): string {
  if (!isId(typed)) throw new NotFound('application');
  return typed;
}
