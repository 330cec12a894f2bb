import type { Addressee, LetterFacts } from '#libs/mail';

/** What the worker must ask before it can send a letter that names only a person: where to, and which links it carries. */
export abstract class LetterBook {
  /** Where this letter goes. Undefined when the person is gone, or has no address: then there is nobody to write to. */
  abstract addressee(personId: string, letter: string, facts: LetterFacts): Promise<Addressee | undefined>;

  /**
   * The facts that are made when a letter is sent, above all links with their tokens: no job ever holds one. A letter may be composed twice
   * after a crash; keep tokens by `letterId`, so that the first one still works.
   */
  abstract links(letter: string, personId: string, facts: LetterFacts, letterId: string): Promise<LetterFacts>;
}
