import type { Style } from './faces.ts';
import type { Paper, PaperBlock } from './paper.ts';
import { missingLetters, tidy } from './script.ts';

/** Those that papers are set in. */
const STYLES: readonly Style[] = ['serif-bold', 'sans', 'sans-bold'];
const BOX = '\u25a1';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const lettersOf = (text: string): string[] => Array.from(graphemes.segment(tidy(text)), ({ segment }) => segment);

function mapTexts(block: PaperBlock, map: (text: string) => string): PaperBlock {
  if (block.kind === 'list') return { ...block, items: block.items.map(map) };
  if (block.kind === 'table') return { ...block, head: block.head.map(map), rows: block.rows.map((row) => row.map(map)) };
  return { ...block, text: map(block.text) };
}

/** The same paper with a box for each letter that no bundled font can draw: for one that is better had with an empty box than not at all, as no certificate is. */
export function drawablePaper(paper: Paper): Paper {
  const letters = new Set(lettersOf(paper.title));
  const note = (text: string): string => {
    for (const letter of lettersOf(text)) letters.add(letter);
    return text;
  };
  for (const block of paper.blocks) mapTexts(block, note);
  const missing = new Set(STYLES.flatMap((style) => missingLetters([...letters].join(' '), style)));
  if (missing.size === 0) return paper;
  const boxed = (text: string): string => lettersOf(text).map((letter) => (missing.has(letter) ? BOX : letter)).join('');
  return { ...paper, title: boxed(paper.title), blocks: paper.blocks.map((block) => mapTexts(block, boxed)) };
}
