import { Injectable } from '@nestjs/common';
import { ProgramQueries } from '#libs/certification';
import { AskedMinutes } from './asked-minutes.ts';

/** What the program in force asks of training, by domain. */
@Injectable()
export class ProgramMinutes extends AskedMinutes {
  constructor(private readonly programs: ProgramQueries) {
    super();
  }

  override async of(): Promise<ReadonlyMap<string, number> | undefined> {
    const { byDomain } = await this.programs.askedTraining();
    return byDomain.size > 0 ? byDomain : undefined;
  }
}
