import Handlebars, { type HelperOptions } from 'handlebars';
import type { Assets } from './assets.ts';
import { faultOf, faultsOf, type FormState, isChosen, keyOf, typedIn } from './form-state.ts';
import { dayInWords, instantInWords, minutesInWords, readInstant } from './formats.ts';
import type { Messages } from './messages.ts';
import type { PageContext } from './page-context.ts';

type Form = FormState | undefined;
const request = (options: HelperOptions): PageContext => options.data as PageContext;

/** All that a template can do besides `if`, `each` and partials. What each gives is told in templates/README.md. */
export function viewHelpers(messages: Messages, assets: Assets): Record<string, Handlebars.HelperDelegate> {
  return {
    t: (...given: unknown[]) => words(messages, given.slice(0, -1), given.at(-1) as HelperOptions),
    eq: (a: unknown, b: unknown) => a === b,
    typed: (form: Form, name: unknown) => typedIn(form, name),
    fault: (form: Form, name: unknown) => faultOf(form, name),
    faults: (form: Form) => faultsOf(form),
    chosen: (form: Form, name: unknown, value: unknown) => isChosen(form, name, value),
    idempotencyKey: (form: Form) => keyOf(form),
    minutes: (amount: unknown, options: HelperOptions) => minutesInWords(messages, request(options).lang, amount),
    day: (day: unknown, options: HelperOptions) => dayInWords(request(options).lang, day),
    instant: (at: unknown, options: HelperOptions) => timeElement(at, request(options)),
    instantText: (at: unknown, options: HelperOptions) => instantInWords(request(options).lang, request(options).timeZone, readInstant(at)),
    asset: (name: string) => assets.path(name),
  };
}

/** `{{t "web.save"}}`, or in pieces: `{{t "web.standing" standing}}`. */
function words(messages: Messages, key: readonly unknown[], options: HelperOptions): string {
  for (const [name, value] of Object.entries(options.hash)) if (value instanceof Handlebars.SafeString) throw new Error(`${name} is HTML and cannot stand in a message: use instantText`);
  return messages.text(request(options).lang, key.join('.'), options.hash);
}

function timeElement(at: unknown, { lang, timeZone }: PageContext): Handlebars.SafeString {
  const instant = readInstant(at);
  const text = Handlebars.escapeExpression(instantInWords(lang, timeZone, instant));
  return new Handlebars.SafeString(`<time datetime="${instant.toISOString()}">${text}</time>`);
}
