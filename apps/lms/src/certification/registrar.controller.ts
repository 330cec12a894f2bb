import { Controller, Get, Query } from '@nestjs/common';
import { ReviewQueries, SecondLookQueries } from '#libs/certification';
import type { SignedInPerson } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { Person } from '../session.guard.ts';
import { QUEUE_SIZE, queueView, readQueueKey } from './review.view.ts';

@Controller('registrar')
export class RegistrarController {
  constructor(
    private readonly review: ReviewQueries,
    private readonly looks: SecondLookQueries,
    private readonly clock: Clock,
  ) {}

  /** Applications that wait, the oldest first; and how many certifications wait for a second look. */
  @Get()
  async queue(@Person() person: SignedInPerson, @Query('after') after?: string): Promise<Page> {
    const key = readQueueKey(after);
    const found = await this.review.queue(person, QUEUE_SIZE + 1, key);
    return page('certification/queue', { ...queueView(found, person, this.clock.now(), key === null), looks: await this.looks.count(person) });
  }
}
