import type { ItemContent } from './item.ts';

/** A weakness of an item that is no fault: it can be published, but somebody who knows how tests are made could guess it. */
export interface ItemWarning {
  readonly lineage: string;
  readonly message: string;
}

/** What gives keys away over a whole set: their length, their position, absolute words, and options that stand for the others. */
export function lintItems(items: readonly ItemContent[]): ItemWarning[] {
  return [...lintKeyLength(items), ...lintKeyPosition(items), ...items.flatMap(lintAbsoluteWords), ...items.flatMap(lintCollectiveOptions)];
}

const length = (text: string): number => Array.from(text).length;
const single = (items: readonly ItemContent[]): ItemContent[] => items.filter((item) => item.kind === 'single');
/** A sixtieth divides by 2, 3, 4 and 5, so that chances of sets with mixed numbers of options add up in whole numbers. */
const sixtieths = (item: ItemContent): number => 60 / item.options.length;

function keyIsLongest({ options }: ItemContent): boolean {
  const key = options.find((option) => option.key);
  return key !== undefined && options.every((option) => option === key || length(option.text) < length(key.text));
}

function lintKeyLength(items: readonly ItemContent[]): ItemWarning[] {
  const asked = single(items);
  const longest = asked.filter(keyIsLongest);
  const byChance = asked.reduce((sum, item) => sum + sixtieths(item), 0);
  // Up to the next whole item above chance is no pattern that anybody could use.
  if (longest.length * 60 < byChance + 60) return [];
  const message = `The key is the longest option; so it is in ${longest.length} of ${asked.length} items of one choice, where chance makes ${Math.round(byChance / 60)}`;
  return longest.map(({ lineage }) => ({ lineage, message }));
}

function lintKeyPosition(items: readonly ItemContent[]): ItemWarning[] {
  const asked = single(items);
  if (asked.length < 6) return [];
  const byPosition = new Map<number, ItemContent[]>();
  for (const item of asked) {
    const at = item.options.findIndex((option) => option.key);
    byPosition.set(at, [...(byPosition.get(at) ?? []), item]);
  }
  return [...byPosition].flatMap(([at, there]) =>
    there.length * 2 > asked.length ? [{ lineage: there[0]!.lineage, message: `The key stands at position ${at + 1} in ${there.length} of ${asked.length} items of one choice, beginning with this one` }] : [],
  );
}

const ABSOLUTE = /\b(always|never)\b/i;

/** Said speech is let be: an absolute word between quotation marks is what somebody says, and may be the very point. */
const absolute = (text: string): string | undefined => ABSOLUTE.exec(text.replace(/["“][^"”]*["”]/g, ''))?.[0].toLowerCase();

function lintAbsoluteWords({ lineage, options, kind }: ItemContent): ItemWarning[] {
  if (kind === 'true-false') return [];
  const inKey = options.find((option) => option.key && absolute(option.text));
  if (inKey) return [{ lineage, message: `The key says "${absolute(inKey.text)}", which is seldom true: "${inKey.text}"` }];
  const inOther = options.find((option) => !option.key && absolute(option.text));
  return inOther ? [{ lineage, message: `A wrong option alone says "${absolute(inOther.text)}", which gives it away: "${inOther.text}"` }] : [];
}

const COLLECTIVE = /\b(?:all|none|both|neither) of (?:the above|these|(?:the|these) (?:\w+ )?(?:above|answers|options|choices))\W*$/i;

/** Who sees that two of the others are true, or that one is, knows about this one. It says nothing once options are shown in another order. */
function lintCollectiveOptions({ lineage, options }: ItemContent): ItemWarning[] {
  const collective = options.find(({ text }) => COLLECTIVE.test(text));
  return collective ? [{ lineage, message: `An option stands for the others, which makes guessing easier: "${collective.text}"` }] : [];
}

const words = (stem: string): Set<string> => new Set(stem.toLowerCase().match(/\p{L}+/gu) ?? []);

/** Two stems are near-duplicates when at least four of five of the words of both together are the same. */
function nearlySame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared * 5 >= (one.size + other.size - shared) * 4;
}

/** Stems that ask nearly the same as one before them. */
export function lintRepeats(items: readonly ItemContent[]): ItemWarning[] {
  const stems = items.map((item) => words(item.stem));
  return items.flatMap(({ lineage }, at) => {
    const earlier = stems.slice(0, at).findIndex((stem) => nearlySame(stem, stems[at]!));
    return earlier < 0 ? [] : [{ lineage, message: `Asks nearly the same as ${items[earlier]!.lineage}` }];
  });
}
