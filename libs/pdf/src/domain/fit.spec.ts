import { describe, expect, it } from '@jest/globals';
import { fitText, type Broken, type Room } from './fit.ts';

/** Every letter is half as wide as the size; breaks at spaces, and cuts words that are wider than a line. */
const breaker = (text: string) => (width: number): Broken<{ width: number; text: string }> => {
  const most = Math.max(1, Math.floor(width / 500));
  const pieces = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${Math.min(most, 1000)}}`, 'g')) ?? []);
  const lines = pieces.reduce<string[]>((all, word) => (all.length > 0 && `${all.at(-1)} ${word}`.length <= most ? [...all.slice(0, -1), `${all.at(-1)} ${word}`] : [...all, word]), []);
  return { lines: lines.map((line) => ({ text: line, width: line.length * 500 })), forced: text.split(' ').some((word) => word.length > most) };
};
const room: Room = { width: 200, height: 50, size: 20, leading: 1.2, fit: 'shrink', align: 'center' };
const fitted = (text: string, more: Partial<Room> = {}) => fitText({ ...room, ...more }, breaker(text));

describe('a text in its room', () => {
  it('· keeps its size where it fits', () => expect(fitted('twenty letters are ok')).toMatchObject({ size: 19 }));
  it('· shrinks to one line down to its smallest', () => expect(fitted('a'.repeat(30))).toMatchObject({ size: 13.3, lines: [{}] }));
  it('· breaks in even lines where one would be too small', () =>
    expect(fitted('Ana Maria Lourdes de la Concepcion Hernandez', { lines: 2 })?.lines.map(({ text }) => text)).toEqual(['Ana Maria Lourdes de la', 'Concepcion Hernandez']));
  it('· breaks first where it is to wrap', () => expect(fitted('one two three four five six', { fit: 'wrap', align: 'left' })).toMatchObject({ size: 20, lines: [{ text: 'one two three four' }, { text: 'five six' }] }));
  it('· shrinks before a word is cut', () => expect(fitted(`${'a'.repeat(30)} b`, { fit: 'wrap', min: 8 })).toMatchObject({ size: 13 }));
  it('· cuts a word at last', () => expect(fitted('a'.repeat(90), { min: 10 })?.lines).toHaveLength(3));
  it('· is refused where nobody could read it', () => expect(fitted('a'.repeat(2000))).toBeUndefined());
  it.each([1, 7, 20, 21, 45, 60, 90, 200, 400])('· of %i letters never leaves it', (letters) => {
    const { size, lines } = fitted('word '.repeat(letters / 5 + 1).slice(0, letters).trim())!;
    expect(Math.max(...lines.map(({ width }) => (width * size) / 1000))).toBeLessThanOrEqual(200.01);
    expect(lines.length * size * 1.2).toBeLessThanOrEqual(50.01);
  });
});
