import { hash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Face } from './faces.ts';
import { Kept } from './kept.ts';
import type { EmbeddedFont, Pdf, Reference, Subset } from './inside-pdfkit.ts';

// Patches of pdfkit that change nothing of a document but what it costs: most of a certificate is the same as the one before it.

/** Collects what is written as it comes; pdfkit sends it through a stream, byte by byte where it is text. `finish` gives the file. */
export function writeToList(pdf: Pdf): () => Buffer {
  const written: Uint8Array[] = [pdf.read()];
  pdf._write = (bytes) => {
    const chunk = typeof bytes === 'string' ? Buffer.from(`${bytes}\n`, 'latin1') : bytes;
    written.push(chunk);
    pdf._offset += chunk.length;
  };
  return () => Buffer.concat(written);
}

/** The color profile, the fonts of fixed words and their tables: compressed, a few kilobytes each. */
const packed = new Kept<Buffer>(300);
// Level 3 costs two thirds of the usual 6, for one byte more in a hundred.
const pack = (plain: Buffer): Buffer => packed.get(hash('sha256', plain, 'base64'), () => deflateSync(plain, { level: 3 }));

/** Compresses what it compressed before only once. */
export function packOnce(pdf: Pdf): void {
  const make = pdf.ref;
  pdf.ref = function ref(data?: Record<string, unknown>): Reference {
    const reference = make.call(this, data);
    const { write, finalize } = reference;
    reference.write = function writeBytes(chunk) {
      write.call(this, typeof chunk === 'string' ? Buffer.from(`${chunk}\n`, 'latin1') : chunk);
    };
    reference.finalize = function finalizePacked() {
      if (this.compress && this.buffer.length > 0) {
        this.buffer = [pack(Buffer.concat(this.buffer))];
        this.compress = false;
      }
      finalize.call(this);
    };
    return reference;
  };
}

/** One glyph as a subset takes it over. `parts` says where the numbers of other glyphs stand that it is put together from. */
interface Outline {
  readonly bytes: Buffer;
  readonly parts: readonly { readonly glyphID: number; readonly pos: number }[];
  readonly metric: { readonly advance: number; readonly bearing: number };
}

const outlines = new WeakMap<Face, Map<number, Outline>>();

/** Takes each glyph out of its font once for all documents; fontkit reads it anew for each. */
export function keepOutlines({ subset }: EmbeddedFont, face: Face): void {
  const known = outlines.get(face) ?? new Map<number, Outline>();
  outlines.set(face, known);
  subset._addGlyph = function addGlyph(id) {
    const outline = known.get(id) ?? readOutline(face, id);
    known.set(id, outline);
    addOutline(this, outline);
  };
}

function readOutline({ font }: Face, id: number): Outline {
  const glyph = font.getGlyph(id);
  const decoded = glyph._decode();
  const parts = decoded && decoded.numberOfContours < 0 ? decoded.components.map(({ glyphID, pos }) => ({ glyphID, pos })) : [];
  const { leftBearing: bearing } = glyph._getMetrics();
  const [begin = 0, end = 0] = font.loca.offsets.slice(id, id + 2);
  const table = font._getTableStream('glyf'); // only now: all of these read from one stream, and move its place
  table.pos += begin;
  return { bytes: Buffer.from(table.readBuffer(end - begin)), parts, metric: { advance: glyph.advanceWidth, bearing } };
}

function addOutline(subset: Subset, { bytes, parts, metric }: Outline): void {
  const own = parts.length > 0 ? Buffer.from(bytes) : bytes;
  for (const { glyphID, pos } of parts) own.writeUInt16BE(subset.includeGlyph(glyphID), pos);
  subset.glyf.push(own);
  subset.loca.offsets.push(subset.offset);
  subset.hmtx.metrics.push(metric);
  subset.offset += own.length;
}
