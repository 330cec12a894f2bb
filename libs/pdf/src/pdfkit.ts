import Document from 'pdfkit';
import type { Face } from './faces.ts';
import type { EmbeddedFont, Pdf } from './inside-pdfkit.ts';
import { keepOutlines, packOnce, writeToList } from './savings.ts';

export type { EmbeddedFont, Pdf, Reference, Structure, StructureOptions, Tag } from './inside-pdfkit.ts';

export interface Facts {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly lang: string;
  readonly createdAt: Date;
  /** 16 bytes that tell this document from every other. */
  readonly id: Uint8Array;
}

const PRODUCER = 'Peerway';

/** Opens a document that is PDF 1.7, PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), tagged, with no page yet. */
export function openPdf({ title, author, subject, lang, createdAt, id }: Facts): Pdf {
  const info = { Title: title, Author: author, Subject: subject, Creator: PRODUCER, Producer: PRODUCER, CreationDate: createdAt };
  const options = { pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, lang, displayTitle: true, autoFirstPage: false, font: null, info };
  const pdf = new Document(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Pdf;
  pdf._id = id;
  pdf._finish = writeToList(pdf);
  packOnce(pdf);
  escapeMetadata(pdf);
  pdf.appendXML(ACCESSIBLE);
  return pdf;
}

/** Closes the document and gives its bytes. pdfkit writes all of it before `end` returns. */
export function closePdf(pdf: Pdf): Buffer {
  pdf.end();
  return pdf._finish();
}

/** The font of this document for a face; embedded once, with the glyphs it needs. */
export function embed(pdf: Pdf, face: Face): EmbeddedFont {
  const known = pdf._fontFamilies[face.key];
  if (known) return known;
  pdf.registerFont(face.key, face.font);
  pdf.font(face.key);
  keepOutlines(pdf._font, face);
  return pdf._font;
}

/** A text string of ISO 32000-1 §7.9.2.2: pdfkit writes a `String` object so, and a plain string as a name. */
// oxlint-disable-next-line no-new-wrappers, unicorn/new-for-builtins
export const textString = (text: string): unknown => new String(text);

/** Something that stands in the file as it is given: pdfkit asks what it does not know for its text. */
export const asWritten = (text: string): unknown => ({ [Symbol.toStringTag]: 'AsWritten', toString: () => text });

/** Patch: pdfkit writes title, author and subject into the XMP packet as they are, so that “Smith & Sons” breaks it and a name could write metadata. */
function escapeMetadata(pdf: Pdf): void {
  const write = pdf._addInfo;
  pdf._addInfo = function addEscaped(this: Pdf): void {
    const plain = this.info;
    this.info = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, typeof value === 'string' ? escapeXml(value) : value]));
    write.call(this);
    this.info = plain;
  };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// PDF/UA-1 §5 wants its mark in the metadata, and PDF/A-3 §6.6.2.3 a description of every schema it does not know itself.
const ACCESSIBLE = `<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;
