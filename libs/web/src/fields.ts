import { applyDecorators } from '@nestjs/common';
import { Expose, Transform } from 'class-transformer';
import { isEmail, isUUID, ValidateBy } from 'class-validator';
import { isDay } from '#libs/kernel';

/** A fault in the words of the message files: a key and what fills it. */
export interface FaultWords {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export const faultWords = (key: string, values: FaultWords['values'] = {}): FaultWords => ({ key, values });

type Rule = (value: unknown) => FaultWords | undefined;
const MISSING = faultWords('web.faults.missing');

/** A field of a form: how its text is read, and the first thing wrong with it. */
function field(read: (typed: unknown) => unknown, rule: Rule): PropertyDecorator {
  return applyDecorators(
    Expose(),
    Transform(({ value }) => read(value)),
    ValidateBy({ name: 'field', validator: { validate: (value) => rule(value) === undefined, defaultMessage: (given) => JSON.stringify(rule(given?.value)) } }),
  );
}

/** NUL is the one sign that PostgreSQL keeps in no text. */
const asText = (typed: unknown): string => (typeof typed === 'string' ? typed.replaceAll('\u0000', '').normalize('NFC').replaceAll('\r\n', '\n').trim() : '');
const asTextOrNull = (typed: unknown): string | null => asText(typed) || null;
const asList = (typed: unknown): string[] => [typed].flat().filter((one): one is string => typeof one === 'string' && one !== '');
const asNumber = (typed: unknown): number | null => (asText(typed) === '' ? null : Number(asText(typed)));

export interface TextOptions {
  readonly max?: number;
  readonly maxWords?: number;
}

const countWords = (text: string): number => text.split(/\s+/u).filter(Boolean).length;

function textRule({ max = 200, maxWords }: TextOptions): Rule {
  return (value) => {
    if (value === null) return undefined;
    if (value === '') return MISSING;
    const text = value as string;
    if (Array.from(text).length > max) return faultWords('web.faults.tooLong', { max });
    return maxWords !== undefined && countWords(text) > maxWords ? faultWords('web.faults.tooManyWords', { max: maxWords, words: countWords(text) }) : undefined;
  };
}

/** Text that must be there. */
export const Text = (options: TextOptions = {}): PropertyDecorator => field(asText, textRule(options));

/** Text that may be left out; then null. */
export const OptionalText = (options: TextOptions = {}): PropertyDecorator => field(asTextOrNull, textRule(options));

export const EmailField = (): PropertyDecorator => field(asText, (value) => (value === '' ? MISSING : isEmail(value, { allow_utf8_local_part: true }) ? undefined : faultWords('web.faults.email')));

/** A password is taken as typed: no trimming, no normalizing away of what a person chose. */
export const PasswordField = (): PropertyDecorator =>
  field(
    (typed) => (typeof typed === 'string' ? typed : ''),
    (value) => (value === '' ? MISSING : (value as string).length > 128 ? faultWords('web.faults.tooLong', { max: 128 }) : undefined),
  );

/** A day typed as YYYY-MM-DD, as date inputs send it. */
export const DayField = (): PropertyDecorator => field(asText, (value) => (value === '' ? MISSING : isDay(value) ? undefined : faultWords('web.faults.day')));

export const OptionalDay = (): PropertyDecorator => field(asTextOrNull, (value) => (value === null || isDay(value) ? undefined : faultWords('web.faults.day')));

function wholeRule(min: number, max: number): Rule {
  return (value) => {
    if (value === null) return undefined;
    if (!Number.isInteger(value)) return faultWords('web.faults.whole');
    return (value as number) < min || (value as number) > max ? faultWords('web.faults.between', { min, max }) : undefined;
  };
}

/** A whole number that must be there. */
export const Whole = ({ min = 0, max = 1_000_000 }: { min?: number; max?: number } = {}): PropertyDecorator => field(asNumber, (value) => (value === null ? MISSING : wholeRule(min, max)(value)));

export const OptionalWhole = ({ min = 0, max = 1_000_000 }: { min?: number; max?: number } = {}): PropertyDecorator => field(asNumber, wholeRule(min, max));

export const Choice = (choices: readonly string[]): PropertyDecorator => field(asText, (value) => (value === '' ? faultWords('web.faults.choose') : choices.includes(value as string) ? undefined : faultWords('web.faults.choose')));

/** One of choices that only the page knows, such as those of the program in force; whoever reads it checks it. */
export const Chosen = (): PropertyDecorator => field(asText, (value) => (value === '' || (value as string).length > 200 ? faultWords('web.faults.choose') : undefined));

export const OptionalChoice = (choices: readonly string[]): PropertyDecorator => field(asTextOrNull, (value) => (value === null || choices.includes(value as string) ? undefined : faultWords('web.faults.choose')));

/** Any number of choices; where `choices` is left out, any values. */
export const Many = (choices?: readonly string[]): PropertyDecorator =>
  field(asList, (value) => (choices && (value as string[]).some((one) => !choices.includes(one)) ? faultWords('web.faults.choose') : undefined));

/** A box that must be ticked: a consent, a signature. */
export const Tick = (): PropertyDecorator => field((typed) => Boolean(asText(typed)), (value) => (value ? undefined : faultWords('web.faults.tick')));

/** A box that may be ticked. */
export const Box = (): PropertyDecorator => field((typed) => Boolean(asText(typed)), () => undefined);

export const IdField = (): PropertyDecorator => field(asText, (value) => (isUUID(value) ? undefined : faultWords('web.faults.choose')));

/** Nested or free data of a form that its own room checks (rows of a table, answers by number). */
export const Raw = (): PropertyDecorator => field((typed) => typed ?? null, () => undefined);
