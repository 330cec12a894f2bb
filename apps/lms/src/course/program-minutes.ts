import { Injectable } from '@nestjs/common';
import { ChosenProgramQueries } from '#libs/certification';
import { AskedMinutes } from './asked-minutes.ts';

/** What the program that a person works toward asks of training, by domain. */
@Injectable()
export class ProgramMinutes extends AskedMinutes {
  constructor(private readonly programs: ChosenProgramQueries) {
    super();
  }

  override async of(personId: string): Promise<ReadonlyMap<string, number> | undefined> {
    const { byDomain } = await this.programs.askedTraining(personId);
    return byDomain.size > 0 ? byDomain : undefined;
  }
}
