/**
 * Drawings are put into the page itself, because in `<img>` `currentColor` is black and a diagram disappears in dark mode. So a drawing is taken apart and
 * written anew from an allow list: no script, no style, no link, nothing from elsewhere (OWASP SVG guidance; SVG 2 §2.2 has too many doors to forbid one by one).
 */
const ELEMENTS = new Set(['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'title', 'desc', 'defs', 'marker']);
const ATTRIBUTES = new Set(
  `viewBox x y x1 y1 x2 y2 dx dy cx cy r rx ry d points width height transform id opacity fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
   stroke-dasharray stroke-dashoffset font-size font-weight font-style font-family text-anchor dominant-baseline letter-spacing marker-start marker-mid marker-end markerWidth markerHeight refX refY orient markerUnits
   xmlns role aria-labelledby aria-hidden version xml:space`.split(/\s+/),
);
/** Read but not written: the page names the drawing by the text alternative that its lesson gives. */
const DROPPED = new Set(['xmlns', 'role', 'aria-labelledby', 'version', 'xml:space']);
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

export type SvgOutcome = { readonly svg: (alternative: string, idPrefix: string) => string } | { readonly faults: readonly { line: number; message: string }[] };

const escapeText = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');
const TOKEN = /<!--[\s\S]*?-->|<\?xml[^>]*\?>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly empty: boolean;
  readonly attributes: readonly (readonly [string, string])[];
}

function faultOfAttribute(name: string, value: string): string | undefined {
  if (!ATTRIBUTES.has(name)) return `attribute "${name}" is not allowed in a drawing`;
  if (ENTITY.test(value)) return `attribute "${name}" holds an unknown entity`;
  if (/url\(/i.test(value) && !/^url\(#[\w-]+\)$/.test(value)) return `attribute "${name}" points out of the drawing`;
  if (/script:|data:|&#/i.test(value)) return `attribute "${name}" is not plain`;
  return undefined;
}

/** Checks a drawing and answers how to write it into a page, or all that is wrong in it by line. */
export function readSvg(text: string): SvgOutcome {
  const faults: { line: number; message: string }[] = [];
  const pieces: (Tag | string)[] = [];
  const open: string[] = [];
  const seen = new Set<string>();
  for (const token of text.matchAll(TOKEN)) {
    const fault = (message: string): unknown => faults.push({ line: text.slice(0, token.index).split('\n').length, message });
    const [whole, slash, name, rawAttributes = '', empty] = token;
    if (whole.startsWith('<!--') || whole.startsWith('<?xml')) continue;
    if (!name) {
      if (whole === '<' || ENTITY.test(whole)) fault('this is not plain drawing markup');
      pieces.push(whole);
      continue;
    }
    seen.add(name);
    if (!ELEMENTS.has(name)) fault(`<${name}> is not allowed in a drawing`);
    const attributes = [...rawAttributes.matchAll(ATTRIBUTE)].map(([, key, double, single]) => [key!, double ?? single ?? ''] as const);
    for (const [key, value] of attributes) {
      const wrong = faultOfAttribute(key, value);
      if (wrong) fault(wrong);
    }
    if (slash) {
      if (open.pop() !== name) fault(`</${name}> closes what is not open`);
    } else if (!empty) open.push(name);
    pieces.push({ name, closes: slash === '/', empty: empty === '/', attributes });
  }
  const first = pieces.find((piece) => typeof piece !== 'string');
  if (!first || first.name !== 'svg' || !first.attributes.some(([key]) => key === 'viewBox')) faults.push({ line: 1, message: 'a drawing begins with <svg> and a viewBox' });
  if (!seen.has('title')) faults.push({ line: 1, message: 'a drawing needs a <title>' });
  if (open.length > 0) faults.push({ line: text.split('\n').length, message: `<${open.at(-1)!}> is not closed` });
  return faults.length > 0 ? { faults } : { svg: (alternative, idPrefix) => write(pieces, alternative, idPrefix) };
}

function write(pieces: readonly (Tag | string)[], alternative: string, idPrefix: string): string {
  const attribute = ([key, value]: readonly [string, string]): string => {
    const own = key === 'id' ? `${idPrefix}-${value}` : value.replace(/url\(#([\w-]+)\)/, `url(#${idPrefix}-$1)`);
    return ` ${key}="${escapeAttribute(own)}"`;
  };
  let first = true;
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return escapeText(piece);
      if (piece.closes) return `</${piece.name}>`;
      const named = first ? ` class="diagram" role="img" aria-label="${escapeAttribute(alternative.replaceAll('&', '&amp;'))}"` : '';
      first = false;
      return `<${piece.name}${named}${piece.attributes.filter(([key]) => !DROPPED.has(key)).map(attribute).join('')}${piece.empty ? '/' : ''}>`;
    })
    .join('')
    .trim();
}
