// fontkit brings no types; these are the parts in use.
declare module 'fontkit' {
  interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
  }
  interface Position {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  interface Font {
    readonly unitsPerEm: number;
    /** Glyphs met so far, by number. Inside fontkit, but see shaping.ts for why it must be emptied. */
    _glyphs: Record<number, Glyph>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features: readonly string[], script: string | undefined, language: string | undefined, direction: 'ltr' | 'rtl'): { readonly glyphs: readonly Glyph[]; readonly positions: readonly Position[] };
  }
  export function create(bytes: Uint8Array): Font;
}
