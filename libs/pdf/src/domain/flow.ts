/** What stands on a page as one piece: lines of one height with space around them, in points. */
export interface Strip {
  readonly lines: number;
  readonly step: number;
  /** Above and below its lines, together. */
  readonly pad: number;
  /** Free before it, unless it opens a page. */
  readonly gap: number;
  /** Means nothing without what follows it, as a heading or the head of a table. */
  readonly leads: boolean;
  /** The strip that stands again above this one where it opens a page. */
  readonly under?: number | undefined;
}

/** Where the lines `from` to `to` of a strip stand; `again` where a head was told on an earlier page. */
export interface Place {
  readonly strip: number;
  readonly page: number;
  readonly top: number;
  readonly from: number;
  readonly to: number;
  readonly again: boolean;
}

const heightOf = ({ lines, step, pad }: Strip): number => lines * step + pad;

/** Places strips under each other on pages of this height. A strip goes on on the next page only when no page could hold it. */
export function flow(strips: readonly Strip[], height: number): readonly Place[] {
  const places: Place[] = [];
  let [page, y] = [0, 0];
  const put = (index: number, from: number, to: number, again = false): void => {
    const { step, pad } = strips[index]!;
    places.push({ strip: index, page, top: y, from, to, again });
    y += (to - from) * step + pad;
  };
  const turn = ({ under }: Strip): void => {
    [page, y] = [page + 1, 0];
    if (under !== undefined) put(under, 0, strips[under]!.lines, true);
  };
  strips.forEach((strip, index) => {
    if (y > 0 && y + strip.gap + leastOf(strips, index, height) > height) turn(strip);
    else if (y > 0) y += strip.gap;
    let from = 0;
    for (let room = roomFor(strip, height - y); strip.lines - from > room; room = roomFor(strip, height - y)) {
      put(index, from, from + room);
      turn(strip);
      from += room;
    }
    put(index, from, strip.lines);
  });
  return places;
}

// One line at least, or a page too low for it would be turned for ever. The hundredth is for sums of fractions.
const roomFor = ({ step, pad }: Strip, free: number): number => Math.max(1, Math.floor((free - pad + 0.01) / step));

/** What has to stand together from this strip on, if a page can hold it: a heading with the first piece of what it leads. */
function leastOf(strips: readonly Strip[], index: number, height: number): number {
  const strip = strips[index]!;
  const own = heightOf(strip) > height ? strip.step + strip.pad : heightOf(strip) - 0.01;
  const next = strip.leads ? strips[index + 1] : undefined;
  const together = next ? own + next.gap + leastOf(strips, index + 1, height) : own;
  return together > height ? own : together;
}
