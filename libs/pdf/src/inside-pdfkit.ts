/** Everything this library leans on inside pdfkit 0.20 that its types do not promise; a new version is checked against this file. */
export interface Reference {
  readonly id: number;
  data: Record<string, unknown>;
  offset: number;
  compress: boolean;
  buffer: Uint8Array[];
  write(chunk: string | Uint8Array): void;
  end(chunk?: string | Uint8Array): void;
  finalize(): void;
}

/** The glyphs of a font that one document uses, and the tables that are made of them. */
export interface Subset {
  readonly glyf: Uint8Array[];
  readonly loca: { readonly offsets: number[] };
  readonly hmtx: { readonly metrics: { readonly advance: number; readonly bearing: number }[] };
  offset: number;
  includeGlyph(id: number): number;
  _addGlyph(this: Subset, id: number): void;
}

/** A font as one document embeds it: the glyphs used so far, their widths (thousandths) and what each stands for. */
export interface EmbeddedFont {
  readonly id: string;
  readonly subset: Subset;
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  ref(): Reference;
}

/** An element of the structure that assistive technology reads. */
export interface Structure {
  add(child: Structure | (() => void)): Structure;
  end(): void;
}

export type Tag = 'Document' | 'H1' | 'H2' | 'H3' | 'P' | 'Figure' | 'Link' | 'Form' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD';

export interface StructureOptions {
  readonly lang?: string;
  readonly alt?: string;
  readonly actual?: string;
  readonly bbox?: readonly [number, number, number, number];
  /** Which cells a TH is the head of. */
  readonly scope?: 'Column' | 'Row';
}

export interface Pdf {
  readonly page: { readonly height: number; readonly fonts: Record<string, Reference>; readonly dictionary: Reference; readonly annotations: Reference[] };
  readonly _root: { readonly data: Record<string, unknown> };
  _offset: number;
  _finish: () => Buffer;
  _id: Uint8Array;
  _font: EmbeddedFont;
  readonly _fontFamilies: Record<string, EmbeddedFont | undefined>;
  info: Record<string, unknown>;
  _addInfo(): void;
  endAcroForm(): void;
  addPage(options: { size: string; layout: string; margin: number }): void;
  addContent(operators: string): void;
  addStructure(structure: Structure): void;
  annotate(x: number, y: number, width: number, height: number, options: Record<string, unknown>): void;
  appendXML(xml: string): void;
  end(): void;
  endMarkedContent(): void;
  font(key: string): void;
  link(x: number, y: number, width: number, height: number, url: string, options: Record<string, unknown>): void;
  markContent(tag: 'Artifact' | 'Span', options: { type?: string; actual?: string }): void;
  read(): Buffer;
  ref(this: Pdf, data?: Record<string, unknown>): Reference;
  registerFont(key: string, font: unknown): void;
  struct(tag: Tag, options: StructureOptions, children?: () => void): Structure;
  _write(bytes: string | Uint8Array): void;
  _refEnd(reference: Reference): void;
}
