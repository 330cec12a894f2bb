import { createHash } from 'node:crypto';
import QRCode from 'qrcode';
import { isShape, modulesOperators, shapeOperators, type Shape } from './canvas.ts';
import type { AnyDrawn, Drawn } from './domain/grammar.ts';
import { LayoutFault } from './domain/markup.ts';
import type { Layout, LayoutData } from './layouts.ts';
import { closePdf, openPdf, textString, type Pdf, type Reference, type Structure } from './pdfkit.ts';
import { drawSeal, findPlace, type SealPlace, type SignatureRequest } from './seal.ts';
import { actualText, writeText } from './tagged.ts';
import { setText } from './text.ts';

export interface DrawOptions {
  /** Stands in the file as its date of making; the same input and date give the same bytes. */
  readonly createdAt: Date;
  /** Left out, the document has no seal: a picture of one without a signature would be a lie. */
  readonly signature?: SignatureRequest;
}

export interface DrawnPdf {
  readonly pdf: Buffer;
  /** Where to put the signature; there exactly when one was asked for. */
  readonly seal?: SealPlace;
}

/**
 * Fills a layout in and draws it: PDF 1.7, PDF/A-3a and PDF/UA-1 in structure, fonts embedded as subsets. Takes no time but what it computes, asks no
 * clock and no chance. Throws `GlyphMissing` (a letter no bundled font has), `TextTooLong`, or `LayoutFault` (ours: the template is wrong).
 */
export function drawPdf(layout: Layout, data: LayoutData, { createdAt, signature }: DrawOptions): DrawnPdf {
  const { text, document } = layout.write(data);
  const pdf = openPdf({ title: document.title, author: document.author, subject: document.subject, lang: document.lang, createdAt, id: identify(text, createdAt, signature) });
  const root = pdf.struct('Document', { lang: document.lang });
  pdf.addStructure(root);
  const seals = document.children.flatMap((page) => (page.element === 'page' ? drawPage(pdf, root, page, signature, layout.file) : []));
  if (signature && seals.length !== 1) throw new LayoutFault(layout.file, document.at, `a signature needs one <seal>, not ${seals.length}`);
  root.end();
  const bytes = closePdf(pdf);
  return seals[0] ? { pdf: bytes, seal: findPlace(bytes, seals[0]) } : { pdf: bytes };
}

/** The file's identifier (ISO 32000-1 §14.4) comes from what is drawn, not from chance: 16 bytes of a digest. */
function identify(text: string, createdAt: Date, signature: SignatureRequest | undefined): Uint8Array {
  return createHash('sha256').update(JSON.stringify([text, createdAt, signature])).digest().subarray(0, 16);
}

function drawPage(pdf: Pdf, root: Structure, page: Drawn<'page'>, signature: SignatureRequest | undefined, file: string): readonly Reference[] {
  pdf.addPage({ size: page.size, layout: page.layout, margin: 0 });
  const seals: Reference[] = [];
  for (const element of page.children) {
    try {
      if (element.element !== 'seal') drawElement(pdf, root, element);
      else if (signature) seals.push(drawSeal(pdf, root, element, signature));
    } catch (error) {
      throw error instanceof Error && error.constructor === Error ? new LayoutFault(file, element.at, error.message) : error;
    }
  }
  return seals;
}

function drawElement(pdf: Pdf, root: Structure, element: AnyDrawn): void {
  if (element.element === 'text') drawText(pdf, root, element);
  else if (element.element === 'link') drawLink(pdf, root, element);
  else if (element.element === 'qr') drawQr(pdf, root, element);
  else if (isShape(element)) drawArtifact(pdf, element);
}

/** What only adorns is marked as such, and nobody has to listen to it. */
function drawArtifact(pdf: Pdf, shape: Shape): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.addContent(shapeOperators(shape));
  pdf.endMarkedContent();
}

function drawText(pdf: Pdf, root: Structure, element: Drawn<'text'>): void {
  if (!element.words) return;
  const text = setText(element);
  root.add(pdf.struct(element.as, actualText(text), () => writeText(pdf, text)));
}

function drawLink(pdf: Pdf, root: Structure, element: Drawn<'link'>): void {
  const text = setText(element);
  const [paragraph, link] = [pdf.struct('P', {}), pdf.struct('Link', actualText(text))];
  root.add(paragraph);
  paragraph.add(link);
  link.add(() => writeText(pdf, text));
  const { x, y, width, height } = text.box;
  pdf.link(x, y, width, height, element.href, { structParent: link, Contents: textString(text.text) });
  link.end();
  paragraph.end();
}

function drawQr(pdf: Pdf, root: Structure, { value, alt, x, y, size, color }: Drawn<'qr'>): void {
  // Level M mends 15 % of a scratched or folded code, and keeps its modules large enough for an old telephone.
  const { modules } = QRCode.create(value, { errorCorrectionLevel: 'M' });
  root.add(pdf.struct('Figure', { alt, bbox: [x, y, x + size, y + size] }, () => pdf.addContent(modulesOperators(modules, x, y, size, color))));
}
