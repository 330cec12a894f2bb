import { Injectable } from '@nestjs/common';
import { SecondLooks } from '#libs/certification';
import type { Handler } from '../handler.ts';

/** A statement was voided: where it had counted for an award, registrars look at that again. */
@Injectable()
export class LookAgain implements Handler<{ readonly voidingId: string }> {
  constructor(private readonly looks: SecondLooks) {}

  async handle({ voidingId }: { readonly voidingId: string }): Promise<void> {
    await this.looks.open(voidingId);
  }
}
