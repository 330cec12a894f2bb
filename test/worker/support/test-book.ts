import { Injectable } from '@nestjs/common';
import { LetterBook } from '../../../apps/worker/src/index.ts';
import type { Addressee, LetterFacts } from '#libs/mail';

const PEOPLE = new Map<string, Addressee>([
  ['zoe', { name: `Zoë O'Brien-Ñandú`, email: 'zoe@example.org', lang: 'en' }],
  ['wang', { name: '王小明', email: 'wang@example.org', lang: 'zh' }],
]);

/** People and links of a test. */
@Injectable()
export class TestBook extends LetterBook {
  override addressee(personId: string): Promise<Addressee | undefined> {
    return Promise.resolve(PEOPLE.get(personId));
  }

  override links(_letter: string, _personId: string, _facts: LetterFacts, letterId: string): Promise<LetterFacts> {
    return Promise.resolve({ link: `https://peerway.example.org/l/${letterId}` });
  }
}
