import type { GivenAnswer } from '#libs/assessment';

const NUMBERED = /^sequence-(\d{1,4})$/;

/** Position of an option as a form sends it. What is no number becomes one that no question offers. */
const position = (typed: unknown): number => (typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : -1);

/** The answers in the body of the whole page's form: `sequence-3` says that question 3 was on it, `chosen-3` what was chosen, once for each option. */
export function givenAnswers(body: unknown): GivenAnswer[] {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return Object.entries(fields).flatMap(([name, sequence]) => {
    const number = NUMBERED.exec(name)?.[1];
    if (number === undefined) return [];
    const chosen = [fields[`chosen-${number}`] ?? []].flat().map(position);
    return [{ number: Number(number), chosen, sequence: position(sequence) }];
  });
}

/** One answer as the script sends it: `{ chosen: [2], sequence: 1 }`. */
export function givenAnswer(number: string, body: unknown): GivenAnswer {
  const { chosen, sequence } = (typeof body === 'object' && body !== null ? body : {}) as { chosen?: unknown; sequence?: unknown };
  const whole = (given: unknown): number => (Number.isSafeInteger(given) ? (given as number) : -1);
  return { number: /^\d{1,4}$/.test(number) ? Number(number) : 0, chosen: Array.isArray(chosen) ? chosen.map(whole) : [-1], sequence: whole(sequence) };
}
