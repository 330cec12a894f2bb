import { describe, expect, it } from '@jest/globals';
import { Faults } from './fault.ts';
import { YamlFile } from './yaml-file.ts';

function reading(text: string, linesBefore = 0) {
  const faults = new Faults();
  const file = new YamlFile('m.yaml', text, faults, linesBefore);
  return { file, root: file.root, said: () => faults.faults.map(({ line, message }) => `${line} ${message}`) };
}

describe('a file of YAML', () => {
  it.each<[string, (root: ReturnType<typeof reading>['root']) => unknown, unknown, string[]]>([
    ['title: " Zoë "', (root) => root.text('title'), 'Zoë', []],
    ['title: 5', (root) => root.text('title'), '', ['1 "title" must be a text']],
    ['title: "  "', (root) => root.text('title'), '', ['1 "title" must be a text']],
    ['other: x', (root) => root.text('title'), '', ['1 "title" is missing: it must be a text']],
    ['a: 1\ntitle: [x]', (root) => root.text('title'), '', ['2 "title" must be a text']],
    ['a: 1', (root) => root.optionalText('note'), null, []],
    ['note: 7', (root) => root.optionalText('note'), '', ['1 "note" must be a text']],
    ['n: 7', (root) => root.whole('n', { min: 1, max: 9 }), 7, []],
    ['n: 10', (root) => root.whole('n', { min: 1, max: 9 }), 1, ['1 "n" must be a whole number from 1 to 9']],
    ['n: 1.5', (root) => root.whole('n', { min: 1, max: 9 }), 1, ['1 "n" must be a whole number from 1 to 9']],
    ['n: "7"', (root) => root.whole('n', { min: 1, max: 9 }), 1, ['1 "n" must be a whole number from 1 to 9']],
    ['n: .inf', (root) => root.whole('n', { min: 1, max: 9 }), 1, ['1 "n" must be a whole number from 1 to 9']],
    ['a: 1', (root) => root.whole('n', { min: 1, max: 9, otherwise: 5 }), 5, []],
    ['a: 1', (root) => root.whole('n', { min: 1, max: 9 }), 1, ['1 "n" is missing: it must be a whole number from 1 to 9']],
    ['l: [a, 王]', (root) => root.texts('l'), ['a', '王'], []],
    ['l:\n  - a\n  - 5\n  - b', (root) => root.texts('l'), ['a', 'b'], ['3 "l[2]" must be a text']],
    ['l: a', (root) => root.texts('l'), [], ['1 "l" must be a list']],
    ['a: 1', (root) => root.texts('l', { optional: true }), [], []],
    ['a: 1', (root) => root.texts('l'), [], ['1 "l" is missing: it must be a list']],
    ['m: { ethics: 30, mentoring: 45 }', (root) => root.amounts('m'), { ethics: 30, mentoring: 45 }, []],
    ['m:\n  ethics: 0', (root) => root.amounts('m'), { ethics: 1 }, ['2 "m.ethics" must be a whole number from 1 to 100000']],
    ['m: [1]', (root) => root.amounts('m'), {}, ['1 "m" must be a map of keys and whole numbers']],
    ['a: 1\nb: 2', (root) => root.only('a').value, { a: 1, b: 2 }, ['2 "b" is not a key known here (known: a)']],
    ['- a', (root) => root.only('a').value, ['a'], ['1 "" must be a map of keys and values']],
    ['', (root) => root.only('a').value, null, ['1 "" must be a map of keys and values']],
    ['"__proto__": { a: 1 }\nconstructor: 2', (root) => root.only('a').at('a').value, undefined, ['1 "__proto__" is not a key known here (known: a)', '2 "constructor" is not a key known here (known: a)']],
  ])('· %j is read, and says what is wrong in it', (text, read, value, faults) => {
    const { root, said } = reading(text);
    expect(read(root)).toEqual(value);
    expect(said()).toEqual(faults);
  });

  it.each([
    ['a: [1', 1],
    ['a: 1\nb: "x', 2],
    ['a: 1\na: 2', 2],
    ['a: *nowhere', 1],
    ['a:\n\t- b', 2],
  ])('· %j cannot be read, and says where', (text, line) => {
    const { file, said } = reading(text);
    expect(file.readable).toBe(false);
    expect(said()[0]).toMatch(new RegExp(`^${line} `));
  });

  it('· counts the lines of the file that it stands in', () => {
    const { root, said } = reading('a: 1\nb: []', 4);
    root.text('b');
    expect(said()).toEqual(['6 "b" must be a text']);
  });

  it('· names the nearest place that there is, for what is nowhere', () => {
    const { root, said } = reading('a: 1\nlist:\n  - x: 1\n  - y: 2');
    root.list('list')[1]!.at('deep').text('deeper');
    expect(said()).toEqual(['4 "list[2].deep.deeper" is missing: it must be a text']);
  });
});
