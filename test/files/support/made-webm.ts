/** EBML written by hand, apart from the code under test: elements with sizes left open or given, as recorders write them. */
export const el = (id: string, body: Buffer | readonly Buffer[], openEnded = false): Buffer => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.concat(body);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(bytes.length));
  size[0] = 0x01;
  return Buffer.concat([Buffer.from(id, 'hex'), openEnded ? Buffer.from('01ffffffffffffff', 'hex') : size, bytes]);
};

const num = (id: string, value: number): Buffer => el(id, Buffer.from(value.toString(16).padStart(8, '0'), 'hex'));

export function block(track: number, time: number, key: boolean, frame: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head[0] = 0x80 | track;
  head.writeInt16BE(time, 1);
  head[3] = key ? 0x80 : 0;
  return el('a3', [head, frame]);
}

export const cluster = (timestamp: number, blocks: readonly Buffer[], openEnded = true): Buffer => el('1f43b675', [num('e7', timestamp), ...blocks], openEnded);

export interface MadeWebm {
  readonly picture?: boolean;
  readonly clusters: readonly Buffer[];
  readonly tail?: Buffer;
}

/** A recording as a browser leaves it: no length, no index, segment and clusters open. */
export function madeWebm({ picture = true, clusters, tail = Buffer.alloc(0) }: MadeWebm): Buffer {
  const header = el('1a45dfa3', [el('4282', Buffer.from('webm'))]);
  const text = (id: string, value: string): Buffer => el(id, Buffer.from(value));
  const shown = el('ae', [num('d7', 1), num('83', 1), text('86', 'V_VP8'), el('e0', [num('b0', 320), num('ba', 240)])]);
  const opusHead = Buffer.concat([Buffer.from('OpusHead'), Buffer.from('0101000080bb0000000000', 'hex')]);
  const heard = (number: number): Buffer => el('ae', [num('d7', number), num('83', 2), text('86', 'A_OPUS'), el('63a2', opusHead), el('e1', [el('b5', Buffer.from('473b8000', 'hex')), num('9f', 1)])]);
  const tracks = el('1654ae6b', picture ? [shown, heard(2)] : [heard(1)]);
  return Buffer.concat([header, el('18538067', [el('1549a966', [num('2ad7b1', 1_000_000)]), tracks, ...clusters], true), tail]);
}
