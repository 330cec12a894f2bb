import { ConsentTexts, type Party } from '#libs/assessment';
import { ProgramQueries, type RuledProgram } from '#libs/certification';
import { Injectable } from '@nestjs/common';
import { toHtml } from '../role-plays/markdown.ts';

/** A text that people say yes to in Peerway, to read before or to sign on paper where there is no screen. `kind` chooses what is said about it. */
export interface Agreement {
  readonly slug: string;
  readonly kind: 'ethics' | Party;
  readonly title: string;
  readonly version: number;
  readonly bodyHtml: string;
}

const CONSENTS: Readonly<Record<Party, string>> = { trainee: 'consent-to-record', partner: 'consent-of-the-partner' };

/** The very words that are signed, from where they are signed: nothing is written twice. */
@Injectable()
export class Agreements {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly consents: ConsentTexts,
  ) {}

  async all(): Promise<Agreement[]> {
    const offered = await this.programs.offered();
    const codes = await Promise.all(offered.filter(asksForEthics).map((program, at) => this.code(program, at)));
    const consents = (['trainee', 'partner'] as const).map((party) => {
      const { title, version, markdown } = this.consents.of(party);
      return { slug: CONSENTS[party], kind: party, title, version, bodyHtml: toHtml(markdown) };
    });
    return [...codes, ...consents];
  }

  async find(slug: string): Promise<Agreement | undefined> {
    return (await this.all()).find((agreement) => agreement.slug === slug);
  }

  /** The code of the body's first program has the plain address. */
  private async code(program: RuledProgram, at: number): Promise<Agreement> {
    const { title, version, body } = await this.programs.ethicsText(program);
    return { slug: at === 0 ? 'code-of-ethics' : `code-of-ethics-${program.rules.slug}`, kind: 'ethics', title, version, bodyHtml: toHtml(body) };
  }
}

const asksForEthics = ({ rules }: RuledProgram): boolean => rules.requirements.some(({ kind }) => kind === 'ethics-signature');
