import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadLetters } from '#libs/mail';

const folder = new URL('../../../templates/letters', import.meta.url).pathname;
const letters = loadLetters(folder);

/** The facts that the table in templates/letters/README.md promises for each letter. */
const promised = new Map(
  [...readFileSync(`${folder}/README.md`, 'utf8').matchAll(/^\| ([a-z-]+) \| [^|]+ \| (`.+) \|$/gm)].map(([, name, facts]) => [name!, [...facts!.matchAll(/`(\w+)`/g)].map((fact) => fact[1]!)]),
);
const DAYS = ['until', 'receivedOn', 'validUntil', 'appealUntil', 'effectiveOn'];
const sample = (fact: string): unknown => (DAYS.includes(fact) ? '2026-12-24' : /link$/i.test(fact) ? `https://peerway.example.org/${fact}?a=1&b=2` : fact === 'granted' ? false : `<${fact}>`);
const factsOf = (name: string) => Object.fromEntries(promised.get(name)!.map((fact) => [fact, sample(fact)]));

const context = { name: `Zoë O'Brien-Ñandú`, bodyName: 'Model Board & Friends', publicUrl: 'https://peerway.example.org' };
const compose = (name: string, lang = 'en', facts: Record<string, unknown> = factsOf(name)) => letters.compose(name, lang, facts, context);

describe('the letters', () => {
  it('· are those that the README names', () => expect([...promised.keys()].sort()).toEqual(letters.names));
});

describe.each(letters.names)('the letter %s', (name) => {
  it('· greets by name, signs, and carries the crisis line in both forms', () => {
    const { subject, text, html } = compose(name);
    expect(subject).toMatch(/^\S.{5,70}$/);
    for (const words of [`Hello Zoë O'Brien-Ñandú,`, 'Model Board & Friends', '988', '1-800-662-4357', 'https://988lifeline.org', 'AYUDA']) expect(text).toContain(words);
    for (const words of ['Hello Zoë O&#x27;Brien-Ñandú,', 'Model Board &amp; Friends', 'tel:988', '<html lang="en">', '<p lang="es"']) expect(html).toContain(words);
  });

  it('· leads to its page in both forms', () => {
    const { text, html } = compose(name);
    expect(text).toContain('https://peerway.example.org/link?a=1&b=2\n');
    expect(html).toContain('href="https://peerway.example.org/link?a&#x3D;1&amp;b&#x3D;2"');
  });

  it.each(promised.get(name)!)('· is not sent without %s', (fact) => {
    const { [fact]: _missing, ...others } = factsOf(name);
    expect(() => compose(name, 'en', others)).toThrow(fact);
  });
});

describe('a refusal', () => {
  it.each(['application-returned', 'application-denied', 'standing-changed', 'name-correction-decided', 'training-answered'])('· %s names a person to talk to', (name) => {
    const { text } = compose(name, 'en', { ...factsOf(name), contactName: 'Odette', contactWay: '555-0100' });
    expect(text).toMatch(/Odette .*555-0100/);
  });
});

describe('a composed letter', () => {
  it('· shows what people typed as text, never as markup', () => {
    const { html, text } = compose('invitation', 'en', { ...factsOf('invitation'), place: '<img src=x>' });
    expect(html).toContain('&lt;img src&#x3D;x&gt;');
    expect(html).not.toContain('<img');
    expect(text).toContain('<img src=x>');
  });

  it('· has a subject of one line', () => expect(compose('invitation', 'en', { ...factsOf('invitation'), place: 'A\r\nBcc: x@y.z' }).subject).toBe('An invitation to A Bcc: x@y.z'));

  it('· writes days in words', () => expect(compose('application-denied').text).toContain('appeal until December 24, 2026'));

  it('· says which way a name correction was decided', () => {
    const decided = (granted: boolean) => compose('name-correction-decided', 'en', { ...factsOf('name-correction-decided'), granted }).text;
    expect(decided(true)).toContain('We have corrected the name');
    expect(decided(false)).toContain('could not do this yet');
  });

  it.each(['es-MX', 'ar', ''])('· is English for %p, which has no letters yet', (lang) => expect(compose('verify-email', lang).html).toContain('<html lang="en">'));

  it('· must exist', () => expect(() => letters.compose('no-such', 'en', {}, context)).toThrow('no-such'));
});
