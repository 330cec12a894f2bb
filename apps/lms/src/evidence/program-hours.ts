import { Injectable } from '@nestjs/common';
import { ProgramQueries } from '#libs/certification';
import { Outlines } from '#libs/course';
import { Site } from '#libs/web';
import { askedHours, type AskedHours } from './asked-hours.ts';
import type { Option } from './choices.ts';

export interface HoursInWords extends AskedHours {
  /** What the pages call a domain, also one that no program asks any more. */
  titleOf(domain: string): string;
  readonly domainOptions: readonly Option[];
}

/** What the programs in force ask of hours, in the words of this body: neither its domains nor its numbers are ours to set. */
@Injectable()
export class ProgramHours {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly outlines: Outlines,
    private readonly site: Site,
  ) {}

  /** In a reader's language, where we have it. A domain is called as in the lessons; else by our own words for it, else as the program calls it. */
  async asked(language: string | undefined): Promise<HoursInWords> {
    const [asked, taught] = [askedHours((await this.programs.offered()).map(({ rules }) => rules)), await this.outlines.domainTitles()];
    const lang = this.site.languageFor(language, undefined);
    const ourWord = (domain: string): string | undefined => (this.site.messages.has(lang, `evidence.domain.${domain}`) ? this.site.messages.text(lang, `evidence.domain.${domain}`) : undefined);
    const titleOf = (domain: string): string => taught.get(domain) ?? ourWord(domain) ?? asked.titles.get(domain) ?? domain;
    return { ...asked, titleOf, domainOptions: asked.domains.map((domain) => ({ value: domain, label: titleOf(domain) })) };
  }
}
