import { COMPETENCY, Fields, LINEAGE, type Reading } from './reading.ts';

export type ItemKind = 'single' | 'multiple' | 'true-false';

export interface ItemOption {
  readonly text: string;
  /** Right to choose. */
  readonly key: boolean;
  /** Shown beside the option after the check was handed in, whether it was chosen or not. */
  readonly feedback: string;
}

/** A question of a check. An option is known by its position here, which a version never changes; pages may show them in another order. */
export interface ItemContent {
  readonly lineage: string;
  readonly kind: ItemKind;
  readonly competency: string;
  readonly level: 'recall' | 'comprehension' | 'application';
  readonly stem: string;
  /** The lesson lineage or publication that the item rests on. */
  readonly source: string;
  readonly options: readonly ItemOption[];
  /** The domain of an item of the exam bank. */
  readonly domain?: string;
  /** By language. Options stand in the same order. */
  readonly translations?: Readonly<Record<string, ItemWords>>;
}

/** What is translated of an item. */
export interface ItemWords {
  readonly stem: string;
  readonly options: readonly Pick<ItemOption, 'text' | 'feedback'>[];
}

const OPTION_COUNTS: Readonly<Record<ItemKind, readonly [number, number]>> = { single: [3, 4], multiple: [4, 5], 'true-false': [2, 2] };
const OF_THE_ABOVE = /\b(all|none|both|neither) of (the|these) (above|below|options|answers)\b/i;

export function readItem(raw: unknown): Reading<ItemContent> {
  return Fields.read(raw, (fields) => {
    const item = {
      lineage: fields.matching('lineage', LINEAGE, 'a key such as module/check/01'),
      kind: fields.choice('kind', ['single', 'multiple', 'true-false'] as const),
      competency: fields.matching('competency', COMPETENCY, 'a competency code such as IX.2'),
      level: fields.choice('level', ['recall', 'comprehension', 'application'] as const),
      stem: fields.text('stem'),
      source: fields.text('source'),
      options: fields.each('options', 2, readOption),
      ...readDomain(fields),
    };
    checkCounts(item, fields);
    checkWording(item, fields);
    return item;
  });
}

function readDomain(fields: Fields): Pick<ItemContent, 'domain'> {
  const domain = fields.optionalText('domain');
  return domain === undefined ? {} : { domain };
}

/** Reads the words of an item in another language; `lineage` names the item. */
export function readItemWords(raw: unknown, { options }: Pick<ItemContent, 'options'>): Reading<ItemWords> {
  return Fields.read(raw, (fields) => {
    fields.text('lineage');
    const words = { stem: fields.text('stem'), options: fields.each('options', 2, (option) => ({ text: option.text('text'), feedback: option.text('feedback') })) };
    if (words.options.length !== options.length) fields.fault(['options'], `must be the ${options.length} of the item, in its order, not ${words.options.length}`);
    return words;
  });
}

function readOption(fields: Fields): ItemOption {
  return { text: fields.text('text'), key: fields.tick('key'), feedback: fields.text('feedback') };
}

function checkCounts({ kind, options }: ItemContent, fields: Fields): void {
  if (options.length === 0) return;
  const [least, most] = OPTION_COUNTS[kind];
  if (options.length < least || options.length > most) fields.fault(['options'], `of a ${kind} item must be ${least === most ? least : `${least} to ${most}`}, not ${options.length}`);
  const keys = options.filter((option) => option.key).length;
  if (kind !== 'multiple' && keys !== 1) fields.fault(['options'], `of a ${kind} item must have exactly one key, not ${keys}`);
  if (kind === 'multiple' && (keys < 2 || keys === options.length)) fields.fault(['options'], `of a multiple item must have two or more keys and at least one that is none, not ${keys} keys of ${options.length}`);
}

function checkWording({ kind, options }: ItemContent, fields: Fields): void {
  const seen = new Set<string>();
  for (const [at, { text }] of options.entries()) {
    const plain = text.toLowerCase();
    if (plain !== '' && seen.has(plain)) fields.fault(['options', at, 'text'], 'is the same as an earlier option');
    if (OF_THE_ABOVE.test(text)) fields.fault(['options', at, 'text'], 'must stand on its own: options are shown in any order, so "of the above" means nothing');
    seen.add(plain);
  }
  if (kind === 'true-false' && options.length === 2 && options.map((option) => option.text).join() !== 'True,False') fields.fault(['options'], 'of a true-false item must be True, then False');
}
