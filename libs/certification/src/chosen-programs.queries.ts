import { Injectable } from '@nestjs/common';
import { NotFound } from '#libs/kernel';
import { ApplicationQueries, type ApplicationNow } from './applications.queries.ts';
import { OPEN_STATES } from './domain/application-states.ts';
import { ProgramQueries, type AskedTraining, type HeldRules, type RuledProgram } from './programs.queries.ts';

/** The program that a person looks at, by the rules that hold for them. */
export interface ChosenProgram extends HeldRules {
  /** Their latest application for it. */
  readonly application: ApplicationNow | undefined;
  /** The application still waits for an end: it keeps the rules it was opened under. */
  readonly isOpen: boolean;
  /** What an application would begin under; undefined where the program is no longer in force. */
  readonly inForce: RuledProgram | undefined;
  /** What there is to choose from, this one too: what is in force, and what the person has an open application for. */
  readonly choices: readonly HeldRules[];
}

const isOpen = ({ state }: ApplicationNow): boolean => OPEN_STATES.includes(state);

/** One body may offer several programs; a person works toward one at a time, and may hold several. */
@Injectable()
export class ChosenProgramQueries {
  constructor(
    private readonly programs: ProgramQueries,
    private readonly applications: ApplicationQueries,
  ) {}

  /** The program of that slug; without one, that of the person's latest application, else the body's first. @throws NotFound */
  async of(personId: string, slug?: string): Promise<ChosenProgram> {
    const [offered, made] = [await this.programs.offered(), await this.applications.latestOfEach(personId)];
    const choices: HeldRules[] = [...offered, ...made.filter((one) => isOpen(one) && !offered.some(({ programId }) => programId === one.programId))];
    const known = [...made.filter(({ programId }) => choices.some((choice) => choice.programId === programId)), ...choices];
    const found = slug === undefined ? known[0] : known.find(({ rules }) => rules.slug === slug);
    if (!found) throw new NotFound('program');
    const inForce = offered.find(({ programId }) => programId === found.programId);
    const application = made.find(({ programId }) => programId === found.programId);
    const open = application !== undefined && isOpen(application);
    const { programId, setId, rules } = open ? application : inForce!;
    return { programId, setId, rules, application, isOpen: open, inForce, choices };
  }

  /** For the bars on a trainee's home. Nothing where no program is in force. */
  async askedTraining(personId: string): Promise<AskedTraining> {
    return this.programs.askedTraining((await this.of(personId).catch(noneIsOffered))?.rules);
  }
}

function noneIsOffered(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error;
}
