// The narrative that may go with an attestation: short and general, because nobody should have to tell a painful story to a form. Colorado's board (COPA,
// "Preparing for the application") asks for at most 250 words, without graphic detail.
import { Refusal } from '#libs/kernel';

export const NARRATIVE_MAX_WORDS = 250;

export class NarrativeTooLong extends Refusal {
  constructor(words: number) {
    super('invalid', { words, most: NARRATIVE_MAX_WORDS }, 'narrative');
  }
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words in any script, also where none are divided by blanks. */
export function countWords(text: string): number {
  return Array.from(segmenter.segment(text)).filter(({ isWordLike }) => isWordLike).length;
}

/** The text as it is kept, or undefined when there is none. @throws NarrativeTooLong */
export function readNarrative(typed: string): string | undefined {
  const text = typed.normalize('NFC').trim();
  const words = countWords(text);
  if (words > NARRATIVE_MAX_WORDS) throw new NarrativeTooLong(words);
  return text === '' ? undefined : text;
}
