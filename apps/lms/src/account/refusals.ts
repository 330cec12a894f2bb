import { Refusal } from '#libs/kernel';

/** A language that neither the pages nor any curriculum has. */
export class LanguageNotOffered extends Refusal {
  constructor() {
    super('invalid', {}, 'language');
  }
}
