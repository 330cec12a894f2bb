import { Refusal } from '#libs/kernel';

/** A text has letters that no bundled font can draw; a blank box in a person's name would be worse than no document. */
export class GlyphMissing extends Refusal {
  constructor(letters: readonly string[]) {
    super('invalid', { letters: letters.join(' ') });
  }
}

/** A text is too long for its place even at the smallest size that can be read. */
export class TextTooLong extends Refusal {
  constructor(text: string) {
    super('invalid', { text });
  }
}
