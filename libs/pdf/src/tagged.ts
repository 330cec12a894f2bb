import { pageCanvas } from './canvas.ts';
import type { Pdf, StructureOptions } from './pdfkit.ts';
import { textOperators, type SetText } from './text.ts';

/**
 * What glyphs cannot tell is told in words (ISO 32000-1 §14.9.4): on the element where letters run from right to left, because readers such as
 * poppler put the glyphs in order themselves and would turn a replacement around; on the glyphs themselves where they are joined or cut apart.
 */
export const actualText = ({ reordered, text }: SetText): StructureOptions => (reordered ? { actual: text } : {});

/** Writes a text into the open piece of a page. */
export function writeText(pdf: Pdf, text: SetText): void {
  const { operators, unlike } = textOperators(pageCanvas(pdf), text);
  const replaced = unlike && !text.reordered;
  if (replaced) pdf.markContent('Span', { actual: text.text });
  pdf.addContent(operators);
  if (replaced) pdf.endMarkedContent();
}
