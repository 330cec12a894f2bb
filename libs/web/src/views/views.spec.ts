import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Assets } from './assets.ts';
import { loadMessages } from './messages.ts';
import type { PageContext } from './page-context.ts';
import { loadViews } from './views.ts';

const context: PageContext = { lang: 'en', timeZone: 'America/Chicago', nonce: 'n0nce', csrf: 'token', person: null, nav: [], path: '/', flash: null, reminder: null, requestId: 'r-1' };
const MESSAGES = `
title: Your path
hours: "{count, plural, one {# hour} other {# hours}} for {name}"
standing: { active: Active, in-grace: In grace }
amount: { minutes: "{minutes} min", hours: "{hours} h", hoursAndMinutes: "{hours} h {minutes} min" }
`;
let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Draws one page made of these templates. */
function draw(page: string, data: object = {}, parts: Readonly<Record<string, string>> = {}): string {
  for (const name of ['pages', 'parts', 'layouts']) rmSync(join(folder, name), { recursive: true, force: true });
  write('pages/sample.hbs', page);
  for (const [name, text] of Object.entries(parts)) write(`${name}.hbs`, text);
  return loadViews(folder, loadMessages(join(folder, 'messages')), new Assets(new Map())).render('pages/sample', data, context);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peerway-views-'));
  write('messages/en/web.yaml', MESSAGES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a page', () => {
  it('· escapes what people typed', () => {
    expect(draw('<p title="{{name}}">{{name}}</p>', { name: `<b>Zoë O'Brien-Ñandú" 王小明` })).toBe('<p title="&lt;b&gt;Zoë O&#x27;Brien-Ñandú&quot; 王小明">&lt;b&gt;Zoë O&#x27;Brien-Ñandú&quot; 王小明</p>');
  });

  it('· writes raw only what says that it is HTML', () => {
    expect(draw('{{{bodyHtml}}}', { bodyHtml: '<em>x</em>' })).toBe('<em>x</em>');
    expect(() => draw('{{{body}}}', { body: '' })).toThrow('templates/pages/sample.hbs: raw output of "body": its name must end in Html');
    expect(() => draw('{{&body}}', { body: '' })).toThrow('raw output of "body"');
  });

  it.each([
    ['as a value', '{{nmae}}'],
    ['as a condition', '{{#if canRenw}}x{{/if}}'],
    ['as a list', '{{#each rows}}x{{/each}}'],
    ['as an argument of a helper', '{{eq missing 1}}'],
    ['as a parameter of a part', '{{> parts/plain label=missing}}'],
    ['as something of the request', '{{@nonsense}}'],
  ])('· throws for a name it was not given, %s', (_, page) => {
    expect(() => draw(page, {}, { 'parts/plain': '{{label}}' })).toThrow(/templates\/pages\/sample[.]hbs: "\w+" not defined/);
  });

  it('· reads words, whole or in pieces, and fills them in', () => {
    expect(draw('{{t "web.title"}}: {{t "web.hours" count=2 name=name}}, {{t "web.standing" standing}}', { name: 'Ana', standing: 'in-grace' })).toBe('Your path: 2 hours for Ana, In grace');
  });

  it('· escapes what is filled into words', () => {
    expect(draw('{{t "web.hours" count=1 name=name}}', { name: '<i>' })).toBe('1 hour for &lt;i&gt;');
  });

  it('· writes days, instants and amounts of time in words', () => {
    const page = '{{day on}} | {{instant at}} | {{instantText at}} | {{minutes 200}} | {{minutes 45}} | {{minutes 600}} | {{minutes 0}}';
    const text = draw(page, { on: '2026-03-01', at: '2026-03-03T22:05:00Z' }).replaceAll('\u202f', ' ');
    expect(text).toBe('March 1, 2026 | <time datetime="2026-03-03T22:05:00.000Z">Mar 3, 2026, 4:05 PM CST</time> | Mar 3, 2026, 4:05 PM CST | 3 h 20 min | 45 min | 10 h | 0 min');
  });

  it.each([['{{day x}}', 'Not a day: soon'], ['{{instant x}}', 'Not an instant: soon'], ['{{minutes x}}', 'Not a whole number of minutes: soon']])('· %s refuses what is none', (page, message) => {
    expect(() => draw(page, { x: 'soon' })).toThrow(message);
  });

  it('· refuses HTML inside a message', () => {
    expect(() => draw('{{t "web.hours" count=1 name=(instant at)}}', { at: new Date() })).toThrow('name is HTML');
  });

  it('· fills in a form: what was typed, what is wrong, what was chosen', () => {
    const form = { typed: { name: '王小明', days: ['mon', 'tue'], agreed: true, n: 7 }, faults: { name: 'Please write the family name too' } };
    expect(draw('{{typed form "name"}} {{fault form "name"}} {{typed form "n"}}', { form })).toBe('王小明 Please write the family name too 7');
    expect(draw('{{chosen form "days" "tue"}} {{chosen form "days" "fri"}} {{chosen form "agreed" "yes"}} {{chosen form "n" 7}}', { form })).toBe('true false true true');
    expect(draw('[{{typed form "other"}}{{fault form "constructor"}}{{typed none "name"}}]', { form, none: undefined })).toBe('[]');
  });

  it('· keeps the idempotency key of a form that came back, and makes one for a fresh form', () => {
    expect(draw('{{idempotencyKey form}}', { form: { typed: { idempotencyKey: 'k-1' }, faults: {} } })).toBe('k-1');
    expect(draw('{{idempotencyKey form}}', { form: null })).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a part', () => {
  it('· sees its parameters and nothing of the page', () => {
    const parts = { 'parts/tag': '<b>{{label}}{{#if hint}} {{hint}}{{/if}}</b>' };
    expect(draw('{{> parts/tag label="A"}}{{> parts/tag label="B" hint=hint}}', { hint: 'from the page' }, parts)).toBe('<b>A</b><b>B from the page</b>');
  });

  it('· hands its block back to the page, at any depth', () => {
    const parts = { 'parts/card': '<div title="{{title}}">{{> @partial-block}}</div>', 'layouts/bare': '<main>{{> @partial-block}}</main>' };
    const page = '{{#> layouts/bare}}{{#each rows}}{{#> parts/card title="T"}}{{#if title}}{{title}} {{/if}}{{name}} of {{../of}}{{/parts/card}}{{/each}}{{/layouts/bare}}';
    expect(draw(page, { of: '2', rows: [{ name: 'one', title: null }, { name: 'two', title: 'Dr' }] }, parts)).toBe('<main><div title="T">one of 2</div><div title="T">Dr two of 2</div></main>');
  });

  it('· a layout draws a slot of the page, or nothing', () => {
    const parts = { 'layouts/slotted': '<head>{{#> head}}{{/head}}</head>{{> @partial-block}}' };
    expect(draw('{{#> layouts/slotted}}{{#*inline "head"}}{{name}}{{/inline}}body{{/layouts/slotted}}', { name: 'Mei' }, parts)).toBe('<head>Mei</head>body');
    expect(draw('{{#> layouts/slotted}}body{{/layouts/slotted}}', {}, parts)).toBe('<head></head>body');
  });

  it('· called without a block does not get the block of its caller', () => {
    const parts = { 'parts/inner': '[{{#if @partial-block}}{{> @partial-block}}{{/if}}]', 'parts/outer': '{{> parts/inner}}{{> @partial-block}}' };
    expect(draw('{{#> parts/outer}}x{{#> parts/inner}}y{{/parts/inner}}{{/parts/outer}}', {}, parts)).toBe('[]x[y]');
  });

  it('· reads the request', () => {
    expect(draw('{{> parts/token}}', {}, { 'parts/token': '{{@csrf}} {{@nonce}}{{#if @person}}!{{/if}}' })).toBe('token n0nce');
  });

  it('· is named when something in it is wrong', () => {
    expect(() => draw('{{> parts/tag}}', {}, { 'parts/tag': '{{label}}' })).toThrow(/^templates\/parts\/tag[.]hbs: "label" not defined/);
  });
});

describe('the start', () => {
  it.each([
    ['wrong syntax', '{{#if x}}', 'templates/pages/sample.hbs: Parse error'],
    ['an unknown helper', '{{upper "x"}}', 'templates/pages/sample.hbs: You specified knownHelpersOnly, but used the unknown helper upper'],
    ['a part that is not there', '{{> parts/gone}}', 'templates/pages/sample.hbs: no template "parts/gone"'],
    ['words that are not there', '{{#if x}}{{t "web.gone"}}{{/if}}', 'templates/pages/sample.hbs: no message "web.gone"'],
  ])('· is stopped by %s, which names the template', (_, page, message) => {
    expect(() => draw(page, { x: false })).toThrow(message);
  });

  it('· knows no view but the pages', () => {
    draw('x', {}, { 'parts/tag': 'y' });
    const views = loadViews(folder, loadMessages(join(folder, 'messages')), new Assets(new Map()));
    expect(views.has('parts/tag')).toBe(false);
    expect(() => views.render('pages/gone', {}, context)).toThrow('No view pages/gone');
  });
});
