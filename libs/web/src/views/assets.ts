import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const TEXT = new Set(['.css', '.js', '.svg']);

type Encoding = 'br' | 'gzip' | 'identity';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Buffer>>> & { readonly identity: Buffer };
}

export interface AssetAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Styles, scripts, fonts and icons. The public path of each carries a hash of its content, so it may be kept for ever and is never stale. */
export class Assets {
  private readonly byPath: ReadonlyMap<string, Asset>;

  constructor(private readonly byName: ReadonlyMap<string, Asset>) {
    this.byPath = new Map([...byName.values()].map((asset) => [asset.path, asset]));
  }

  /** `/assets/site.3f2a….css` for `site.css`. @throws Error for a name that is not there. */
  path(name: string): string {
    return this.named(name).path;
  }

  /** The bytes that go over the wire, as small as the browser can read. */
  compressedBytes(name: string): number {
    const { br, identity } = this.named(name).bodies;
    return (br ?? identity).length;
  }

  /** What to answer a request for a public path; undefined when there is no such asset. */
  answer(path: string, acceptEncoding = ''): AssetAnswer | undefined {
    const asset = this.byPath.get(path);
    if (!asset) return undefined;
    const encoding = (['br', 'gzip'] as const).find((one) => asset.bodies[one] && accepts(acceptEncoding, one)) ?? 'identity';
    const body = asset.bodies[encoding] ?? asset.bodies.identity;
    const headers = { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding', 'x-content-type-options': 'nosniff' };
    return { headers: encoding === 'identity' ? headers : { ...headers, 'content-encoding': encoding }, body };
  }

  private named(name: string): Asset {
    const asset = this.byName.get(name);
    if (!asset) throw new Error(`No asset ${name}`);
    return asset;
  }
}

/** `br;q=0` is a refusal (RFC 9110 §12.5.3). */
const accepts = (header: string, encoding: string): boolean => new RegExp(`(^|[\\s,])${encoding}(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`, 'i').test(header);

/** Reads all assets of a folder, and the fonts. In style sheets and scripts, `asset:fonts/x.woff2` stands for another asset's public path. */
export function loadAssets(folder: string): Assets {
  const sources = { ...filesOf(folder), ...fontFiles() };
  const assets = new Map<string, Asset>();
  const load = (name: string): Asset => {
    const known = assets.get(name);
    if (known) return known;
    const source = sources[name];
    if (source === undefined) throw new Error(`No asset ${name}`);
    const asset = make(name, readFileSync(source), (other) => load(other).path);
    assets.set(name, asset);
    return asset;
  };
  for (const name of Object.keys(sources)) load(name);
  return new Assets(assets);
}

function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TYPES[extname(file)]);
  return Object.fromEntries(files.map((file) => [file.replaceAll('\\', '/'), join(folder, file)]));
}

/** Atkinson Hyperlegible, made by the Braille Institute so that no letter is taken for another. Browsers fetch latin-ext only when a name needs it. */
function fontFiles(): Record<string, string> {
  const resolve = createRequire(import.meta.url).resolve;
  const names = ['latin', 'latin-ext'].flatMap((subset) => ['400', '700'].map((weight) => `${subset}-${weight}`));
  return Object.fromEntries(names.map((name) => [`fonts/atkinson-${name}.woff2`, resolve(`@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${name}-normal.woff2`)]));
}

function make(name: string, bytes: Buffer, pathOf: (name: string) => string): Asset {
  const extension = extname(name);
  const isText = TEXT.has(extension);
  const identity = isText ? Buffer.from(bytes.toString('utf8').replace(/asset:([\w./-]+)/g, (_, other: string) => pathOf(other))) : bytes;
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
  const path = `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`;
  const bodies = isText ? { identity, br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }), gzip: gzipSync(identity, { level: 9 }) } : { identity };
  return { path, type: TYPES[extension]!, bodies };
}
