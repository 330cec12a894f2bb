import type { ItemContent } from '#libs/assessment';

/** An item of one choice: the first option is the key. */
export function singleItem(at: number, changes: Partial<ItemContent> = {}): ItemContent {
  return {
    lineage: `engagement/check/${String(at).padStart(2, '0')}`,
    kind: 'single',
    competency: 'IX.2',
    level: 'application',
    stem: `Question ${at}: what would 王小明 hear?`,
    source: 'engagement/oars',
    options: ['Right', 'Kind but wrong', 'Wrong'].map((text, position) => ({ text: `${text} ${at}`, key: position === 0, feedback: `Feedback ${at}.${position}` })),
    ...changes,
  };
}

/** An item that asks for several: the first two options are the keys. */
export function multipleItem(at: number): ItemContent {
  const options = ['One', 'Two', 'Three', 'Four'].map((text, position) => ({ text: `${text} ${at}`, key: position < 2, feedback: `Feedback ${at}.${position}` }));
  return singleItem(at, { kind: 'multiple', options });
}

export function trueFalseItem(at: number): ItemContent {
  return singleItem(at, { kind: 'true-false', options: ['True', 'False'].map((text) => ({ text, key: text === 'True', feedback: `Feedback ${at} ${text}` })) });
}
