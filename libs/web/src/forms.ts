import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Refusal } from '#libs/kernel';
import { Page, type Redirect } from './answers.ts';
import type { FaultWords } from './fields.ts';

export type FormClass<T extends object> = new () => T;

/** A form that came back: everything that was typed, and what is wrong with each field ('' is the form as a whole): words, or the act's refusal. Hand it to the page as `form`. */
export class FormTry {
  constructor(
    readonly typed: Readonly<Record<string, unknown>>,
    readonly faults: Readonly<Record<string, FaultWords | Refusal>>,
    readonly status: 409 | 422 = 422,
  ) {}

  get ok(): boolean {
    return Object.keys(this.faults).length === 0;
  }
}

/** A fresh form, with what it should show before anything is typed. */
export const emptyForm = (typed: Readonly<Record<string, unknown>> = {}): FormTry => new FormTry(typed, {});

const asRecord = (body: unknown): Record<string, unknown> => (typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {});

const UNSAFE: ReadonlySet<string> = new Set(['constructor', 'prototype', '__proto__']);

/** Data without the names that JavaScript gives a meaning of its own: no form of ours has a field of such a name, and reading one would be our fault. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value) as null)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (UNSAFE.has(key) ? [] : [[key, plain(inner)]])));
}

/** Reads and checks what was typed. */
export async function checkForm<T extends object>(Form: FormClass<T>, body: unknown): Promise<{ value: T; state: FormTry }> {
  const typed = asRecord(plain(body));
  const value = plainToInstance(Form, typed, { excludeExtraneousValues: true, exposeUnsetFields: true });
  const errors = await validate(value, { forbidUnknownValues: false, stopAtFirstError: true });
  const faults = Object.fromEntries(errors.map((error) => [error.property, JSON.parse(Object.values(error.constraints ?? {})[0]!) as FaultWords]));
  return { value, state: new FormTry(typed, faults) };
}

/** A refusal in a form: at its field, or at the form as a whole. */
function refused(state: FormTry, refusal: Refusal): FormTry {
  return new FormTry(state.typed, { [refusal.field ?? '']: refusal }, refusal.kind === 'conflict' ? 409 : 422);
}

/**
 * The POST of a form page: checks what was typed, acts, and shows the page again with everything typed and a message at each field when something is
 * wrong, or when the act refuses (invalid: 422; conflict: 409). Other refusals go on to the error pages.
 */
export async function submitted<T extends object>(
  Form: FormClass<T>,
  body: unknown,
  act: (form: T) => Promise<Redirect | Page>,
  again: (form: FormTry) => Promise<Page> | Page,
): Promise<Redirect | Page> {
  const { value, state } = await checkForm(Form, body);
  if (!state.ok) return withStatus(await again(state), 422);
  try {
    return await act(value);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
    const state2 = refused(state, error);
    return withStatus(await again(state2), state2.status);
  }
}

const withStatus = (shown: Page, status: number): Page => new Page(shown.view, shown.data, status);
