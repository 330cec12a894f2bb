import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** Where a line ends without a mark, as in headings, cells and lists, a reader pauses as at the end of a sentence. */
const PAUSES = /<\/(?:h[1-6]|li|p|td|th|blockquote|title|text)>|<br>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function sentencesOf(html: string): string[] {
  const text = html.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(PAUSES, '. ').replace(/<[^>]+>/g, ' ').replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name]!);
  return text.split(/[.!?:;]+(?=\s|["”’)]|$)/).filter((sentence) => /\p{L}/u.test(sentence));
}

/** The school grade in the United States at which an English text can be read, after Flesch and Kincaid (1975), in tenths: 78 is 7.8. Undefined for a text of under a hundred words, of which nothing can be said. */
export function gradeTenths(html: string): number | undefined {
  const sentences = sentencesOf(html);
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []);
  if (words.length < 100) return undefined;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return Math.round(fleschKincaid({ sentence: sentences.length, word: words.length, syllable: syllables }) * 10);
}
