import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLetters } from './letters.ts';

let folder: string;
const CONTEXT = { name: 'Zoë', bodyName: 'The Board', publicUrl: 'https://peerway.example.org' };

function write(lang: string, name: string, parts: Record<string, string>): void {
  mkdirSync(join(folder, lang), { recursive: true });
  for (const [part, text] of Object.entries(parts)) writeFileSync(join(folder, lang, `${name}.${part}.hbs`), text);
}
const shared = (lang: string): void => {
  for (const name of ['layout', 'button']) write(lang, name, { text: '{{> @partial-block}}', html: '{{> @partial-block}}' });
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-letters-'));
  for (const lang of ['en', 'es']) shared(lang);
  write('en', 'hello', { subject: 'For {{fact}}', text: '{{fact}}, {{@name}} {{@lang}} {{day until}}{{#if also}} also{{/if}}', html: '<p>{{fact}} {{@bodyName}}</p>' });
  write('es', 'hello', { subject: 'Para {{fact}}', text: '{{@lang}} {{day until}}', html: '{{fact}}' });
  write('en', 'only-english', { subject: 'S', text: 'A\n\n\n\n\nB   ', html: 'h' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FACTS = { fact: "O'Brien & <b>", until: '2026-03-09', also: false };

describe('a letter', () => {
  it.each([
    ['en', 'en', 'March 9, 2026'],
    ['en-GB', 'en', 'March 9, 2026'],
    ['es', 'es', '9 de marzo de 2026'],
    ['es-MX', 'es', '9 de marzo de 2026'],
    ['ar', 'en', 'March 9, 2026'],
    ['', 'en', 'March 9, 2026'],
    ['constructor', 'en', 'March 9, 2026'],
  ])('· for somebody who reads %j is in %s, its days too', (lang, spoken, day) => {
    const { text } = loadLetters(folder).compose('hello', lang, FACTS, CONTEXT);
    expect(text).toContain(`${spoken} ${day}`);
  });

  it('· that a language lacks is sent in English', () => expect(loadLetters(folder).compose('only-english', 'es', {}, CONTEXT).html).toBe('h'));

  it('· escapes what is told in HTML alone', () => {
    const { subject, text, html } = loadLetters(folder).compose('hello', 'en', FACTS, CONTEXT);
    expect([subject, text.startsWith("O'Brien & <b>,")]).toEqual(["For O'Brien & <b>", true]);
    expect(html).toBe('<p>O&#x27;Brien &amp; &lt;b&gt; The Board</p>');
  });

  it('· has no wide gaps and ends with one line end', () => expect(loadLetters(folder).compose('only-english', 'en', {}, CONTEXT).text).toBe('A\n\nB\n'));

  it.each(['fact', 'until', 'also'])('· is never sent without %s, also where it is only asked for', (fact) => {
    const { [fact as 'fact']: _left, ...others } = FACTS;
    expect(() => loadLetters(folder).compose('hello', 'en', others, CONTEXT)).toThrow(`"${fact}"`);
  });

  it('· takes no fact from what every object has', () => {
    write('en', 'sly', { subject: 'S', text: '{{constructor}}', html: 'h' });
    expect(() => loadLetters(folder).compose('sly', 'en', {}, CONTEXT)).toThrow('"constructor"');
    rmSync(join(folder, 'en', 'sly.text.hbs'));
  });

  it('· without one of its parts stops the start', () => {
    expect(() => loadLetters(folder)).toThrow('sly.text.hbs');
    for (const part of ['subject', 'html']) rmSync(join(folder, 'en', `sly.${part}.hbs`));
    expect(loadLetters(folder).names).toEqual(['hello', 'only-english']);
  });
});
