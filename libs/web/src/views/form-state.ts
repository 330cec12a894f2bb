import { newKey } from '#libs/kernel';

/**
 * What a form shows: everything that was typed, and a message for each field at fault, in the order of the page. A fault under '' belongs to the form as
 * a whole.
 */
export interface FormState {
  readonly typed: Readonly<Record<string, unknown>>;
  readonly faults: Readonly<Record<string, string>>;
}

export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

/** A form may be absent (a fresh page) and a name unknown: neither is a reason to fail, both are empty. */
type MaybeForm = Partial<FormState> | null | undefined;

const own = <T>(values: Readonly<Record<string, T>> | undefined, name: unknown): T | undefined =>
  values && typeof name === 'string' && Object.hasOwn(values, name) ? values[name] : undefined;

export const typedIn = (form: MaybeForm, name: unknown): unknown => own(form?.typed, name) ?? '';

export const faultOf = (form: MaybeForm, name: unknown): string => own(form?.faults, name) ?? '';

export const faultsOf = (form: MaybeForm): FieldFault[] => Object.entries(form?.faults ?? {}).map(([name, message]) => ({ name, message }));

/** Whether a radio, a checkbox or an option is the one chosen, or one of those chosen. */
export function isChosen(form: MaybeForm, name: unknown, value: unknown): boolean {
  const typed = own(form?.typed, name);
  if (typed === true) return true;
  return (Array.isArray(typed) ? typed : [typed]).some((one) => one != null && String(one) === String(value));
}

/** The key that makes a form count once: kept when the form comes back with faults, new on a fresh page. */
export function keyOf(form: MaybeForm): string {
  const kept = own(form?.typed, 'idempotencyKey');
  return typeof kept === 'string' && kept !== '' ? kept : newKey();
}
