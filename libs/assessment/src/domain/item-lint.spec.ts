import { describe, expect, it } from '@jest/globals';
import { lintItems, lintRepeats } from './item-lint.ts';
import type { ItemContent } from './item.ts';

const STEMS = ['Maya waits at the door', 'Ed missed two buses', 'Which words open a talk', 'Nia asks about her notes', 'A man offers you a watch', 'Silence lasts a while', 'Ray folds his arms', 'Lena says no'];
const item = (at: number, texts: readonly string[], key: number, changes: Partial<ItemContent> = {}): ItemContent => ({
  lineage: `m/check/${at}`,
  kind: 'single',
  competency: 'I.1',
  level: 'recall',
  stem: STEMS[at % STEMS.length]!,
  source: 'm/lesson',
  options: texts.map((text, position) => ({ text, key: position === key, feedback: 'x' })),
  ...changes,
});
/** Keys of even length that wander from place to place. */
const even = (at: number) => item(at, ['aaaa', 'bbbb', 'cccc', 'dddd'], at % 4);
const long = (at: number) => item(at, ['aaaa', 'bbbb', 'cccc', 'dddd'].map((text, position) => (position === at % 4 ? `${text} and more` : text)), at % 4);
const range = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('a set of items', () => {
  it('· of even keys in wandering places has no warning', () => expect([lintItems(range(8).map(even)), lintRepeats(range(8).map(even))]).toEqual([[], []]));
  it('· of nothing has none', () => expect([lintItems([]), lintRepeats([])]).toEqual([[], []]));

  it('· may have the longest option as its key as often as chance makes it', () => {
    // 8 items of 4 options: 2 by chance; a third is where it begins to be a pattern.
    expect(lintItems([...range(2).map(long), ...range(8).slice(2).map(even)])).toEqual([]);
    expect(lintItems([...range(3).map(long), ...range(8).slice(3).map(even)]).map(({ lineage }) => lineage)).toEqual(['m/check/0', 'm/check/1', 'm/check/2']);
  });

  it('· says how often the key was longest', () => {
    expect(lintItems(range(8).map(long))[0]?.message).toBe('The key is the longest option; so it is in 8 of 8 items of one choice, where chance makes 2');
  });

  it('· with its keys mostly in one place warns', () => {
    const first = range(8).map((at) => item(at, ['aaaa', 'bbbb', 'cccc'], at < 5 ? 1 : 0));
    expect(lintItems(first)).toEqual([{ lineage: 'm/check/0', message: 'The key stands at position 2 in 5 of 8 items of one choice, beginning with this one' }]);
  });

  it('· warns of absolute words, in the key and in a wrong option', () => {
    expect(lintItems([item(0, ['You must never ask', 'Ask him now', 'Tell his sister'], 0)])[0]?.message).toContain('The key says "never"');
    expect(lintItems([item(0, ['It always works', 'It helps many', 'It costs a lot'], 1)])[0]?.message).toContain('A wrong option alone says "always"');
  });

  it('· lets be what somebody says in quotation marks', () => expect(lintItems([item(0, ['"You never call."', '"How was it?"', '"Why not now?"'], 0)])).toEqual([]));

  it.each(['All of the above', 'None of these.', 'none of these answers', 'Both of the above', 'All of the other options', 'Neither of these'])('· warns of an option that stands for the others: %s', (text) => {
    expect(lintItems([item(0, ['Ask him', 'Wait for him', text], 0)])).toEqual([{ lineage: 'm/check/0', message: `An option stands for the others, which makes guessing easier: "${text}"` }]);
  });

  it.each(['All of the members who are above 18', 'None of these people have asked him', 'Say it to both of them', 'All of it'])('· lets be what only begins like one: %s', (text) => {
    expect(lintItems([item(0, ['Ask him', 'Wait for him', text], 0)])).toEqual([]);
  });

  it('· warns of a stem that was asked before, also in another order', () => {
    const again = { ...even(1), lineage: 'm/check/again', stem: 'At the door, Maya waits!' };
    expect(lintRepeats([even(0), even(2), again])).toEqual([{ lineage: 'm/check/again', message: 'Asks nearly the same as m/check/0' }]);
  });
});
