/**
 * pdf: draws tagged, archivable PDFs (PDF/A-3a and PDF/UA-1 in structure) from layouts, and papers that flow over pages: fonts for the scripts of most names, directions, QR codes, a place for a seal.
 * Owns the layout language (templates/certificates/README.md) and the bundled fonts. Keeps no data.
 * Does not know what a certificate is, nor how one signs: it leaves room for a signature and says where.
 * Points (1/72 inch) everywhere, y downwards. Drawing is synchronous and deterministic.
 */
export { compileLayout, compileLayouts, type Layout, type LayoutData } from './layouts.ts';
export { drawPdf, type DrawnPdf, type DrawOptions } from './draw.ts';
export { drawPaper } from './draw-paper.ts';
export { drawablePaper } from './drawable-paper.ts';
export { type Paper, type PaperBlock } from './paper.ts';
export { GlyphMissing, TextTooLong } from './refusals.ts';
export { LayoutFault } from './domain/markup.ts';
export { missingLetters } from './script.ts';
export { type SealPlace, type SignatureRequest } from './seal.ts';
