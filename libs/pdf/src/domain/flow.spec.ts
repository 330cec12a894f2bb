import { describe, expect, it } from '@jest/globals';
import { flow, type Strip } from './flow.ts';

const strip = (lines: number, more: Partial<Strip> = {}): Strip => ({ lines, step: 10, pad: 0, gap: 0, leads: false, ...more });
const heading = strip(1, { leads: true });
/** Strip, page and top of each place; its lines where it is only a part. */
const told = (strips: readonly Strip[], height = 100): string[] =>
  flow(strips, height).map(({ strip: index, page, top, from, to, again }) => `${index}${again ? '*' : ''} p${page} y${top}${to - from < strips[index]!.lines ? ` ${from}-${to}` : ''}`);

describe('strips under each other', () => {
  it('· of nothing are nothing', () => expect(flow([], 100)).toEqual([]));
  it('· keep their gaps, but not above the first of a page', () => expect(told([strip(4, { gap: 9 }), strip(4, { gap: 9 }), strip(4, { gap: 9 })])).toEqual(['0 p0 y0', '1 p0 y49', '2 p1 y0']));
  it.each([
    ['to the last point', [strip(5), strip(5)], ['0 p0 y0', '1 p0 y50']],
    ['but not a point more', [strip(5), strip(5, { pad: 1 })], ['0 p0 y0', '1 p1 y0']],
    ['with the gap between', [strip(5), strip(5, { gap: 1 })], ['0 p0 y0', '1 p1 y0']],
    ['in thirds and sixths of a point', Array.from({ length: 30 }, () => strip(1, { step: 10 / 3 })), expect.not.arrayContaining([expect.stringContaining('p1')])],
  ])('· fill a page %s', (_, strips, places) => expect(told(strips)).toEqual(places));
});

describe('a heading', () => {
  it('· goes to the next page with what it leads', () => expect(told([strip(8), heading, strip(3)])).toEqual(['0 p0 y0', '1 p1 y0', '2 p1 y10']));
  it('· takes the heading above it along', () => expect(told([strip(7), heading, heading, strip(2)])).toEqual(['0 p0 y0', '1 p1 y0', '2 p1 y10', '3 p1 y20']));
  it('· stays where one line of a text stands with it that no page can hold', () => expect(told([strip(8), heading, strip(12)])).toEqual(['0 p0 y0', '1 p0 y80', '2 p0 y90 0-1', '2 p1 y0 1-11', '2 p2 y0 11-12']));
  it('· that leads nothing stands alone', () => expect(told([strip(9), heading])).toEqual(['0 p0 y0', '1 p0 y90']));
  it('· goes alone where no page can hold all that it leads', () => expect(told(Array.from({ length: 12 }, () => heading)).at(-1)).toBe('11 p1 y90'));
});

describe('the head of a table', () => {
  const head = strip(1, { leads: true, pad: 5 });
  const row = (lines: number, under = 0): Strip => strip(lines, { under, pad: 5 });
  it('· stands again above each page of its rows', () => expect(told([head, row(5), row(5), row(5)])).toEqual(['0 p0 y0', '1 p0 y15', '0* p1 y0', '2 p1 y15', '0* p2 y0', '3 p2 y15']));
  it('· is never told twice on one page', () => expect(told([strip(8), head, row(2, 1), row(2, 1)])).toEqual(['0 p0 y0', '1 p1 y0', '2 p1 y15', '3 p1 y40']));
  it('· stands above what is left of a row that no page can hold', () => expect(told([head, row(20)])).toEqual(['0 p0 y0', '1 p0 y15 0-8', '0* p1 y0', '1 p1 y15 8-16', '0* p2 y0', '1 p2 y15 16-20']));
  it('· does not return above what follows the table', () => expect(told([head, row(6), strip(5)])).toEqual(['0 p0 y0', '1 p0 y15', '2 p1 y0']));
});

it('a strip that is higher than the page goes on, line by line, and ends', () => expect(told([strip(3, { step: 200 })])).toEqual(['0 p0 y0 0-1', '0 p1 y0 1-2', '0 p2 y0 2-3']));

it('no line of any paper is lost, doubled or below the foot', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const at = (index: number, most: number): number => (seed * 7919 + index * 104_729 + seed * index * 31) % most;
    const strips = Array.from({ length: 25 }, (_, index) => strip(1 + at(index, 14), { gap: at(index + 1, 12), pad: at(index + 2, 8), leads: at(index, 5) === 0 }));
    const places = flow(strips, 100);
    strips.forEach(({ lines }, index) => expect(places.filter((place) => place.strip === index).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, line) => from + line))).toEqual(Array.from({ length: lines }, (_, line) => line)));
    for (const { strip: index, top, from, to } of places) expect(top + (to - from) * 10 + strips[index]!.pad).toBeLessThanOrEqual(100.02);
  }
});
