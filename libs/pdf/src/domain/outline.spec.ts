import { describe, expect, it } from '@jest/globals';
import { circle, frame, placed } from './operators.ts';
import { traceOutline } from './outline.ts';

describe('an outline', () => {
  it.each([
    ['M1 2L3 4', '1 2 m 3 4 l'],
    ['M1 2 3 4 5 6', '1 2 m 3 4 l 5 6 l'],
    ['m1 2 3 4h5v-1H0V0z', '1 2 m 4 6 l 9 6 l 9 5 l 0 5 l 0 0 l h'],
    ['M0 0c1 1 2 2 3 0', '0 0 m 1 1 2 2 3 0 c'],
    ['M0,0Q3-3 6,0', '0 0 m 2 -2 4 -2 6 0 c'],
    ['M5 5l1 1zm1 1h1', '5 5 m 6 6 l h 6 6 m 7 6 l'],
    ['M.5.25l-.5-.25', '0.5 0.25 m 0 0 l'],
  ])('· %s is drawn as %s', (outline, operators) => expect(traceOutline(outline)).toBe(operators));
  it.each(['M1', 'M1 2L3', 'M1 2C1 2 3 4', 'M1 2A1 1 0 0 0 3 4', 'M1 2Z3'])('· %s is refused', (outline) => expect(() => traceOutline(outline)).toThrow('does not take'));
});

describe('an ornament', () => {
  it('· that is round stays inside its radius', () => expect(Math.max(...circle(0, 0, 10).match(/[\d.]+/g)!.map(Number))).toBe(10));
  it('· frames with hollow corners that begin and end on the edge', () => expect(frame(0, 0, 100, 50, 10)).toMatch(/^10 0 m 90 0 l .* 10 0 c h$/));
  it('· is turned clockwise', () => expect(placed(5, 6, 90, 2, 'x')).toBe('q 0 2 -2 0 5 6 cm x Q'));
});
