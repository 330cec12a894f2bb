// fontkit brings no types; these are the parts in use. What begins with Lookup, and what has an underscore, is inside it: opentype.ts, shaping.ts and savings.ts say why it is touched.
declare module 'fontkit' {
  interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
    _decode(): { readonly numberOfContours: number; readonly components: readonly { readonly glyphID: number; readonly pos: number }[] } | null;
    _getMetrics(): { readonly leftBearing: number };
  }
  interface Position {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  interface LookupGlyph extends Glyph {
    readonly isMark: boolean;
    readonly features: Record<string, boolean>;
  }
  interface LookupFlags {
    readonly flags: { readonly useMarkFilteringSet: boolean };
    kept?: ReadonlySet<number>;
  }
  interface Lookup {
    readonly flags: LookupFlags;
    readonly markFilteringSet?: number;
  }
  interface LookupTable {
    readonly lookupList: { get(index: number): Lookup };
  }
  interface LookupIterator {
    index: number;
    readonly options: LookupFlags;
    prev(): LookupGlyph | null;
    shouldIgnore(this: LookupIterator, glyph: LookupGlyph): boolean;
  }
  interface LookupProcessor {
    glyphIterator: LookupIterator;
    readonly glyphs: readonly LookupGlyph[];
    match(this: LookupProcessor, from: number, sequence: readonly unknown[], fits: (wanted: unknown, glyph: LookupGlyph) => boolean, matched?: number[]): boolean | number[];
    applyAnchor(this: LookupProcessor, mark: unknown, base: unknown, index: number): void;
    applyLookup(this: LookupProcessor, type: number, table: unknown): boolean;
    applyLookupList(this: LookupProcessor, records: unknown): boolean;
    applyFeatures(this: LookupProcessor, features: readonly string[], glyphs: readonly LookupGlyph[], positions?: readonly Position[]): void;
  }
  interface Font {
    readonly unitsPerEm: number;
    readonly GSUB?: LookupTable;
    readonly GPOS?: LookupTable;
    readonly GDEF?: {
      readonly markGlyphSetsDef?: { readonly coverage: readonly { readonly glyphs?: readonly number[]; readonly rangeRecords?: readonly { readonly start: number; readonly end: number }[] }[] };
    };
    readonly loca: { readonly offsets: readonly number[] };
    _getTableStream(table: string): { pos: number; readBuffer(length: number): Uint8Array };
    getGlyph(id: number): Glyph;
    readonly _layoutEngine: { readonly engine: { readonly GSUBProcessor?: LookupProcessor; readonly GPOSProcessor?: LookupProcessor } | null };
    /** Glyphs met so far, by number. */
    _glyphs: Record<number, Glyph>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features: readonly string[], script: string | undefined, language: string | undefined, direction: 'ltr' | 'rtl'): { readonly glyphs: readonly Glyph[]; readonly positions: readonly Position[] };
  }
  export function create(bytes: Uint8Array): Font;
}
