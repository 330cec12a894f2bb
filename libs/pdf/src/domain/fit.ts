/** A line broken from a text; its width is in thousandths of the size it will have. */
export interface BrokenLine {
  readonly width: number;
}

/** A text broken into lines no wider than asked; `forced` where a single word was too wide and had to be cut. */
export interface Broken<L extends BrokenLine> {
  readonly lines: readonly L[];
  readonly forced: boolean;
}

/** The room a text has. Sizes in points; `min` is what it may shrink to before words are cut. */
export interface Room {
  readonly width: number;
  readonly height?: number | undefined;
  readonly size: number;
  readonly min?: number | undefined;
  readonly lines?: number | undefined;
  readonly leading: number;
  readonly fit: 'shrink' | 'wrap';
  readonly align: 'left' | 'center' | 'right';
}

export interface Fitted<L extends BrokenLine> {
  readonly size: number;
  readonly lines: readonly L[];
}

const STEP = 0.5;
/** Nobody can read less; a text that needs it has no place in this box. */
const SMALLEST = 4.5;
const EM = 1000;
const widest = (lines: readonly BrokenLine[]): number => Math.max(0, ...lines.map(({ width }) => width));

/**
 * Finds the largest size at which a text stays inside its room, and its lines. `shrink` prefers one smaller line to two large ones, down to `min`;
 * `wrap` breaks first. Below `min` both go on until all fits: a name is never cut off. Undefined where no readable size fits.
 */
export function fitText<L extends BrokenLine>(room: Room, breakInto: (widthInEm: number) => Broken<L>): Fitted<L> | undefined {
  const min = room.min ?? room.size * 0.6;
  const single = breakInto(Number.POSITIVE_INFINITY);
  const alone = Math.min(room.size, Math.floor((room.width * EM * 10) / Math.max(1, widest(single.lines))) / 10);
  if (alone === room.size || (room.fit === 'shrink' && alone >= min)) return { size: alone, lines: single.lines };
  for (let size = room.size; size >= SMALLEST; size -= STEP) {
    const broken = breakInto((room.width * EM) / size);
    if ((!broken.forced || size <= min) && staysInside(room, size, broken.lines)) return { size, lines: room.align === 'left' ? broken.lines : evenly(broken.lines, breakInto) };
  }
  return undefined;
}

function staysInside(room: Room, size: number, lines: readonly BrokenLine[]): boolean {
  if (lines.length > (room.lines ?? Number.POSITIVE_INFINITY) || (widest(lines) * size) / EM > room.width + 0.01) return false;
  return room.height === undefined || lines.length * size * room.leading <= room.height + 0.01;
}

/** Lines that stand under each other on an axis look right when they are about equally long: the narrowest break with no more lines. */
function evenly<L extends BrokenLine>(lines: readonly L[], breakInto: (width: number) => Broken<L>): readonly L[] {
  let best = lines;
  let [low, high] = [widest(lines) / 2, widest(lines)];
  for (let round = 0; round < 8 && lines.length > 1; round += 1) {
    const middle = (low + high) / 2;
    const { lines: narrower, forced } = breakInto(middle);
    if (forced || narrower.length > lines.length) low = middle;
    else [high, best] = [middle, narrower];
  }
  return best;
}
