import type { SealPlace } from '../../../libs/signing/src/index.ts';

/** A drawn page with room for a seal, written by hand: the smallest file that readers take for a signable PDF. */
export interface PlainPdf {
  readonly pdf: Buffer;
  readonly place: SealPlace;
}

export interface PlainPdfWishes {
  readonly text?: string;
  /** Room for the CMS, in bytes. */
  readonly reserved?: number;
  /** A stream of so many bytes, to make the file as large as a real certificate. */
  readonly ballast?: number;
}

const BYTE_RANGE = '[0 0000000000 0000000000 0000000000]';
const stream = (dictionary: string, content: string): string => `<< ${dictionary}/Length ${content.length} >>\nstream\n${content}\nendstream`;

/** Objects as one revision with its cross-reference table; `before` is the file it is appended to. */
export function revision(before: Buffer, objects: ReadonlyMap<number, string>, trailer: string): Buffer {
  const offsets = new Map<number, number>();
  let text = '';
  for (const [number, body] of objects) {
    offsets.set(number, before.length + text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const startxref = before.length + text.length;
  const entry = (number: number): string => `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`;
  const first = before.length < 20 ? '0 1\n0000000000 65535 f \n' : '';
  text += `xref\n${first}${[...offsets.keys()].sort((a, b) => a - b).map(entry).join('')}trailer\n<< ${trailer} >>\nstartxref\n${startxref}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(text, 'latin1')]);
}

export const SIGNATURE_HEAD = '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20261122120000+00\'00\') /ByteRange ';

export function placeIn(pdf: Buffer): SealPlace {
  const byteRangeOffset = pdf.lastIndexOf(BYTE_RANGE);
  const contentsOffset = pdf.indexOf('<0000', byteRangeOffset);
  return { byteRangeOffset, byteRangeLength: BYTE_RANGE.length, contentsOffset, contentsLength: pdf.indexOf('>', contentsOffset) + 1 - contentsOffset };
}

export const signatureDictionary = (reserved: number): string => `${SIGNATURE_HEAD}${BYTE_RANGE} /Contents <${'00'.repeat(reserved)}> >>`;

export function plainPdf({ text = 'This certifies that Rosa Alvarez', reserved = 4096, ballast = 0 }: PlainPdfWishes = {}): PlainPdf {
  const objects = new Map([
    [1, '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /SigFlags 3 >> >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R] >>'],
    [4, stream('', `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`)],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [6, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /F 132 /Rect [0 0 0 0] /P 3 0 R /V 7 0 R >>'],
    [7, signatureDictionary(reserved)],
    [8, stream('', 'x'.repeat(ballast))],
  ]);
  const pdf = revision(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), objects, '/Size 9 /Root 1 0 R');
  return { pdf, place: placeIn(pdf) };
}
