import { isShape, pictureCanvas, shapeOperators } from './canvas.ts';
import type { Drawn } from './domain/grammar.ts';
import { asWritten, textString, type Pdf, type Reference, type Structure } from './pdfkit.ts';
import { setText, textOperators } from './text.ts';

/** What is known of a signature before it is made. `reservedBytes` is the room kept for it, time-stamp token included. */
export interface SignatureRequest {
  readonly reservedBytes: number;
  readonly signedAt: Date;
  readonly signerName: string;
  readonly reason: string;
}

/**
 * Where the signature goes, in bytes of the file: `/ByteRange` from its `[` to its `]`, `/Contents` from its `<` to its `>`. Both are written over
 * in place (the range padded with blanks to its length), so nothing moves.
 */
export interface SealPlace {
  readonly byteRangeOffset: number;
  readonly byteRangeLength: number;
  readonly contentsOffset: number;
  readonly contentsLength: number;
}

const PRINTED_AND_LOCKED = 4 + 128;
const WIDEST_OFFSET = 1_000_000_000;

/**
 * Writes the signature field with its picture and its empty signature in the first and only revision, so that nothing was changed since (DocMDP P 1,
 * ISO 32000-1 §12.8.2.2). Signature dictionary as in EN 319 142-1 §6.3: the claimed time stands in /M.
 */
export function drawSeal(pdf: Pdf, root: Structure, seal: Drawn<'seal'>, request: SignatureRequest): Reference {
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    M: request.signedAt,
    Name: textString(request.signerName),
    Reason: textString(request.reason),
    Reference: [{ Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' } }],
    ByteRange: [0, WIDEST_OFFSET, WIDEST_OFFSET, WIDEST_OFFSET],
    Contents: asWritten(`<${'00'.repeat(request.reservedBytes)}>`),
  });
  signature.end();
  const form = pdf.struct('Form', { alt: seal.name });
  root.add(form);
  const field = {
    Subtype: 'Widget',
    FT: 'Sig',
    F: PRINTED_AND_LOCKED,
    T: textString('Seal'),
    TU: textString(seal.name),
    V: signature,
    AP: { N: drawPicture(pdf, seal) },
    P: pdf.page.dictionary,
    structParent: form,
  };
  pdf.annotate(seal.x, seal.y, seal.width, seal.height, field);
  form.end();
  addForm(pdf, pdf.page.annotations.at(-1)!, signature);
  return signature;
}

function drawPicture(pdf: Pdf, seal: Drawn<'seal'>): Reference {
  const picture = pictureCanvas(pdf, seal.width, seal.height);
  for (const child of seal.children) {
    if (child.element === 'text') picture.write(textOperators(picture, setText(child)).operators);
    else if (isShape(child)) picture.write(shapeOperators(child));
  }
  return picture.finish();
}

function addForm(pdf: Pdf, field: Reference, signature: Reference): void {
  pdf._root.data['AcroForm'] = { Fields: [field], SigFlags: 3 };
  pdf._root.data['Perms'] = { DocMDP: signature };
  pdf._root.data['Extensions'] = { ESIC: { BaseVersion: '1.7', ExtensionLevel: 2 } };
  // Patch: pdfkit ends a form by writing the fonts of its own fields, and throws where it made none; this one is written with the catalog.
  pdf.endAcroForm = () => {};
}

/**
 * Finds the empty signature in the finished file, and makes its range the zeros that say that nothing is signed yet. Each key is looked for at the beginning of
 * a line: no name or reason can stand there, because in a string of the file every line break is escaped.
 */
export function findPlace(bytes: Buffer, signature: Reference): SealPlace {
  const range = `[0 ${WIDEST_OFFSET} ${WIDEST_OFFSET} ${WIDEST_OFFSET}]`;
  const byteRangeOffset = bytes.indexOf(`\n/ByteRange ${range}`, signature.offset, 'latin1') + '\n/ByteRange '.length;
  bytes.write(range.replaceAll(String(WIDEST_OFFSET), '0'.repeat(10)), byteRangeOffset, 'latin1');
  const contentsOffset = bytes.indexOf('\n/Contents <', byteRangeOffset, 'latin1') + '\n/Contents '.length;
  return { byteRangeOffset, byteRangeLength: range.length, contentsOffset, contentsLength: bytes.indexOf('>', contentsOffset, 'latin1') + 1 - contentsOffset };
}
