import { isDay, type Day } from '#libs/kernel';

/** What an employer typed, and what is wrong with it: keys of messages by field. */
export interface Question {
  readonly number: string;
  readonly name: string;
  readonly on: Day | undefined;
}

export type Faults = Readonly<Partial<Record<keyof Question | 'file', string>>>;
export type Typed = Readonly<Record<string, unknown>>;

const LONGEST = 200;
const text = (typed: unknown): string => (typeof typed === 'string' ? typed.trim() : '');

function faultIn(typed: unknown, field: 'number' | 'name'): Faults {
  if (text(typed) === '') return { [field]: `registry.faults.${field}Missing` };
  return text(typed).length > LONGEST ? { [field]: 'registry.faults.tooLong' } : {};
}

/** An empty day is no question about a day. */
export function readDay(typed: unknown): { readonly on: Day | undefined; readonly faults: Faults } {
  const day = text(typed);
  if (day === '') return { on: undefined, faults: {} };
  return isDay(day) ? { on: day, faults: {} } : { on: undefined, faults: { on: 'registry.faults.noDay' } };
}

export function readQuestion(typed: Typed): { readonly question: Question; readonly faults: Faults } {
  const { on, faults } = readDay(typed['on']);
  return { question: { number: text(typed['number']), name: text(typed['name']), on }, faults: { ...faultIn(typed['number'], 'number'), ...faultIn(typed['name'], 'name'), ...faults } };
}
