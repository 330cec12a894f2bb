import { describe, expect, it } from '@jest/globals';
import { splitBlocks } from './blocks.ts';
import { Faults } from './fault.ts';
import { renderMarkdown } from './markdown.ts';
import { readSvg } from './svg.ts';

const nowhere = { image: () => undefined, lesson: (path: string) => (path === '02-oars.md' ? '/lessons/engagement/oars' : undefined) };
const html = (text: string) => renderMarkdown(text, 1, nowhere).html;
const faults = (text: string) => renderMarkdown(text, 10, nowhere).faults;

describe('Markdown of a lesson', () => {
  it('· writes raw HTML out as text', () => expect(html('<script>alert(1)</script>\n\nHi <b onclick=x>you</b>')).not.toMatch(/<script|<b /));
  it('· makes tables that can be scrolled and heard', () => expect(html('| A |\n|---|\n| b |')).toContain('<table><thead>\n<tr>\n<th scope="col">A</th>'));
  it('· leads to other lessons by their files', () => expect(html('[OARS](02-oars.md)')).toContain('href="/lessons/engagement/oars"'));
  it.each([
    ['Text\n\n[x](nowhere.md)', 12, 'leads to no lesson'],
    ['[x](javascript:alert(1))', 10, 'to the web or to another lesson'],
    ['# Title', 10, 'level 2'],
    ['![A wave](../images/wave.svg)', 10, 'is not there'],
    ['![](../images/wave.svg)', 10, 'text alternative'],
    ['Text\n\n| | Said |\n|---|---|\n| a | b |', 12, 'each column of a table needs a name'],
    ['| Who | &nbsp; |\n|---|---|\n| a | b |', 10, 'each column'],
    ['| Who |\n|---|\n| a |\n| [b](nowhere.md) |', 13, 'leads to no lesson'],
    ['- One\n- Two\n- [x](nowhere.md)', 12, 'leads to no lesson'],
    ['> ![](x.svg)', 10, 'text alternative'],
    ['[x](%E0%A4%A)', 10, 'leads to no lesson'],
    ['[x](../../../../etc/passwd)', 10, 'leads to no lesson'],
    ['[x](VBSCRIPT:x)', 10, 'to the web or to another lesson'],
    ['Setext\n===', 10, 'level 2'],
  ])('· has a fault: %p', (text, line, message) => expect(faults(text)).toEqual([{ line, message: expect.stringContaining(message) }]));
  it.each(['| Who | Said |\n|---|---|\n| | |', 'a | b', '[mail](mailto:zoe@example.org) [call](tel:988) [here](#part-2)', '[OARS](02-oars.md)', '## Two'])('· has no fault: %p', (text) => expect(faults(text)).toEqual([]));
  it('· finds all that is wrong at once', () => expect(faults('# One\n\n| | |\n|---|---|\n| [x](y) | ![](z) |').map(({ line }) => line)).toEqual([10, 12, 12, 14, 14]));
  it('· never links to a script, even with entities in it', () => expect(html('[x](java&#115;cript:alert(1)) [y](//evil.example)')).not.toMatch(/href="(java|\/\/)/));
});

describe('blocks', () => {
  const split = (text: string) => {
    const faults = new Faults();
    return { blocks: splitBlocks('l.md', text, 5, faults), faults: faults.faults.map(({ line, message }) => `${line} ${message}`) };
  };
  it('· cut a lesson into its parts', () =>
    expect(split('One\n\n::: story The coat\nTwo\n:::\n\n::: practice id=a-b minutes=10 optional\nThree\n:::').blocks).toMatchObject([
      { kind: 'text', line: 5 },
      { kind: 'story', title: 'The coat', markdown: 'Two', line: 8 },
      { kind: 'practice', attributes: { id: 'a-b', minutes: '10', optional: 'yes' }, line: 12 },
    ]));
  it.each([
    ['::: note\nx', '5 the block "note" is not closed'],
    ['x\n:::', '6 a line with only ::: closes a block'],
    ['::: note\n::: story\n:::', '6 a block begins inside the block "note" of line 5'],
    ['::: storry Oops\n:::', '5 "::: storry Oops" begins no block'],
  ])('· have a fault: %p', (text, fault) => expect(split(text).faults).toEqual([expect.stringContaining(fault)]));
});

describe('a drawing', () => {
  const svg = (inside: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}><title>T &amp; t</title>${inside}</svg>`;
  const drawn = (text: string) => {
    const outcome = readSvg(text);
    return 'svg' in outcome ? outcome.svg('A "wave"', 'w') : outcome.faults.map(({ message }) => message).join('; ');
  };
  it('· is named by the text alternative of its lesson, and its ids are its own', () =>
    expect(drawn(svg('<defs><marker id="m"><path d="M0 0"/></marker></defs><path marker-end="url(#m)" d="M1 1"/>'))).toBe(
      '<svg class="diagram" role="img" aria-label="A &quot;wave&quot;" viewBox="0 0 9 9"><title>T &amp; t</title><defs><marker id="w-m"><path d="M0 0"/></marker></defs><path marker-end="url(#w-m)" d="M1 1"/></svg>',
    ));
  it.each([
    ['<script>alert(1)</script>', '<script>'],
    ['<path onload="x" d=""/>', '"onload"'],
    ['<a href="https://x"><text>t</text></a>', '<a>'],
    ['<style>*{}</style>', '<style>'],
    ['<rect style="x" />', '"style"'],
    ['<rect fill="url(https://x/y)"/>', 'out of the drawing'],
    ['<foreignObject/>', '<foreignObject>'],
    ['<use href="#x"/>', '<use>'],
    ['<g>', 'closes what is not open'],
    ['<text>a < b</text>', 'not plain'],
    ['<text>&evil;</text>', 'not plain'],
    ['<path d=M0 />', 'not plain'],
  ])('· may not hold %s', (inside, message) => expect(drawn(svg(inside))).toContain(message));
  it('· needs a title and a viewBox', () => expect(drawn('<svg></svg>')).toMatch(/viewBox.*title/));
  it('· may not begin with an entity that grows', () => expect(drawn('<!DOCTYPE svg [<!ENTITY a "aa">]><svg viewBox="0 0 1 1"><title>t</title></svg>')).toContain('not plain'));
});
