import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMessages } from './messages.ts';

let folder: string;
const write = (lang: string, file: string, text: string): void => {
  mkdirSync(join(folder, lang), { recursive: true });
  writeFileSync(join(folder, lang, file), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-words-'));
  write('en', 'course.yaml', 'lesson:\n  open: Open the lesson\n  left: "{count, plural, =0 {none left} one {# left} other {# left, {name}}}"\nrefusals:\n  CohortFull: All {seats} seats are taken.\n');
  write('es', 'course.yaml', 'lesson:\n  open: Abra la lección\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the words', () => {
  it('· are found by file and key', () => {
    expect(loadMessages(folder).text('en', 'course.lesson.open')).toBe('Open the lesson');
  });

  it.each([[0, 'none left'], [1, '1 left'], [1200, "1,200 left, O'Brien"]])('· follow the number %d', (count, text) => {
    expect(loadMessages(folder).text('en', 'course.lesson.left', { count, name: "O'Brien" })).toBe(text);
  });

  it('· of a refusal are known by its class alone', () => {
    expect(loadMessages(folder).text('en', 'refusals.CohortFull', { seats: 12 })).toBe('All 12 seats are taken.');
  });

  it('· fall back to English where a language lacks them, and say so', () => {
    const messages = loadMessages(folder);
    expect(messages.text('es', 'course.lesson.open')).toBe('Abra la lección');
    expect(messages.text('es', 'refusals.CohortFull', { seats: 3 })).toBe('All 3 seats are taken.');
    expect(messages.text('tlh', 'course.lesson.open')).toBe('Open the lesson');
    expect(messages.lacking('es')).toEqual(['course.lesson.left', 'refusals.CohortFull']);
  });

  it('· throw for a key that no file has, and for a value that is missing', () => {
    expect(() => loadMessages(folder).text('en', 'course.lesson.shut')).toThrow('No message "course.lesson.shut"');
    expect(() => loadMessages(folder).text('en', 'refusals.CohortFull')).toThrow('seats');
  });

  it.each([
    ['the same key twice in a map', 'a: x\na: y\n', /web[.]yaml: Map keys must be unique/],
    ['a number', 'a: 7\n', /web[.]yaml: "a" is not a text/],
    ['a list', 'a: [x]\n', /web[.]yaml: "a" is not a text/],
    ['a refusal that another room has too', 'refusals: { CohortFull: Full }\n', /web[.]yaml: "refusals.CohortFull" is there twice/],
  ])('· are not loaded with %s', (_, text, message) => {
    write('en', 'web.yaml', text);
    expect(() => loadMessages(folder)).toThrow(message);
  });

  it('· name every text that cannot be read, and every translation of nothing', () => {
    write('en', 'web.yaml', 'bad: "{count, plural, one {x}"\n');
    write('es', 'web.yaml', 'extra: Nada\n');
    expect(loadMessages(folder).faults()).toEqual([expect.stringContaining('en web.bad: '), 'es web.extra: English has no such message']);
  });
});
