import { describe, expect, it } from '@jest/globals';
import { compileLayout } from './layouts.ts';
import { LayoutFault } from './domain/markup.ts';

const around = (body: string): string => `<document title="T" author="A" subject="S" lang="en">\n<page>\n${body}\n</page>\n</document>`;
const faultOf = (run: () => unknown): LayoutFault => {
  try {
    run();
  } catch (error) {
    if (error instanceof LayoutFault) return error;
    throw error;
  }
  throw new Error('no fault was found');
};

describe('a layout at start', () => {
  it.each([
    ['an unknown element', around('<blink/>'), 3, 'no element <blink>'],
    ['an unknown attribute', around('<rule x="1" y="1" width="9" shadow="2"/>'), 3, 'no attribute shadow'],
    ['a missing attribute', around('\n<rule x="1" width="9"/>'), 4, 'y is missing'],
    ['a number that is none', around('<rule x="1" y="top" width="9"/>'), 3, 'y is “top”'],
    ['a color that is none', around('<rule x="1" y="1" width="9" color="green"/>'), 3, 'color is “green”'],
    ['a font that is not there', around('<text x="1" y="1" width="9" size="9" font="comic">a</text>'), 3, 'one of serif'],
    ['words where none can be', around('hello'), 2, 'holds no words'],
    ['an element in a wrong place', around('<seal name="s" x="1" y="1" width="9" height="9">\n<qr value="a" alt="a" x="1" y="1" size="9"/></seal>'), 4, '<qr> has no place in <seal>'],
    ['an element closed by another', around('<text x="1" y="1" width="9" size="9">a</link>'), 3, 'closed by </link>'],
    ['an element never closed', '<document title="T" author="A" subject="S" lang="en">\n<page>', 2, '<page> is never closed'],
    ['a value without quotes', around('<rule x=1/>'), 3, 'cannot read'],
    ['an attribute twice', around('<rule x="1" x="2"/>'), 3, 'given twice'],
    ['a bare ampersand', around('<text x="1" y="1" width="9" size="9">\nyou & me</text>'), 3, 'no entity'],
    ['an entity of another language', around('<text x="1" y="1" width="9" size="9">&constructor;</text>'), 3, 'no entity'],
    ['an unescaped value', around('\n{{{name}}}'), 4, 'always escaped'],
    ['an unescaped value in disguise', around('{{& name}}'), 3, 'always escaped'],
    ['a block never closed', around('{{#if name}}'), 5, 'Parse error'],
    ['a fault inside a block', around('{{#if name}}\n<text x="1" y="1" size="9">{{name}}</text>\n{{else}}{{/if}}'), 4, 'width is missing'],
    ['two documents', `${around('')}\n${around('')}`, 10, 'exactly one <document>'],
    ['nothing', '', 1, 'exactly one <document>'],
  ])('· names the line of %s', (_what, source, line, reason) => {
    const fault = faultOf(() => compileLayout('standard.xml.hbs', source));
    expect(fault.message).toContain(reason);
    expect(fault).toMatchObject({ file: 'standard.xml.hbs', line });
  });
});

describe('a layout filled in', () => {
  const layout = compileLayout('l.xml.hbs', around('{{#if note}}\n<rule x="1" y="1" width="9"/>\n{{/if}}\n<text x="{{left}}" y="1" width="9" size="9">{{name}}</text>'));
  const wordsOf = (name: string): string | undefined => layout.write({ name, left: '1' }).document.children[0]?.children.at(-1)?.words;

  it.each(['Zoë O\'Brien-Ñandú', '<text x="1">', 'Smith & Sons', '"quoted" =', '&amp;', '</text><seal>', '{{number}}', '王小明', 'محمد'])('· keeps %s as words', (name) => expect(wordsOf(name)).toBe(name));
  it('· has only the blocks that apply', () => {
    expect(layout.write({ name: 'a', left: 1 }).document.children[0]?.children).toHaveLength(1);
    expect(layout.write({ name: 'a', left: 1, note: 'n' }).document.children[0]?.children).toHaveLength(2);
  });
  it('· names the line of a value of the wrong kind, whatever was left out above it', () =>
    expect(faultOf(() => layout.write({ name: 'a', left: 'far' }))).toMatchObject({ line: 6, message: 'l.xml.hbs:6: <text>: x is “far”, not a number of points, such as 12 or 1.5' }));
  it('· names the line of a value that is not there', () => expect(faultOf(() => layout.write({ left: 1 }))).toMatchObject({ line: 6 }));
  it('· refuses characters that no document may hold', () => expect(faultOf(() => layout.write({ name: 'a\u0000b', left: 1 })).reason).toContain('no document may hold'));
});
