interface Schema {
  readonly $ref?: string;
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value);
const FORMATS: Readonly<Record<string, RegExp>> = { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, uri: /^https?:\/\/\S+$/ };

/** The part of JSON Schema that our OpenAPI document uses. Answers where a value does not fit; a keyword that it does not know is a misfit, too. */
export function misfits(document: object, schema: Schema, value: unknown, at = '$'): string[] {
  const { $ref, oneOf, type, enum: choices, format, minimum, required, properties, additionalProperties, items, ...rest } = schema;
  const unknown = Object.keys(rest).filter((keyword) => keyword !== 'description');
  if (unknown.length > 0) return [`${at}: keyword ${unknown.join(', ')}`];
  if ($ref) return misfits(document, follow(document, $ref), value, at);
  if (oneOf) return oneOf.filter((one) => misfits(document, one, value, at).length === 0).length === 1 ? [] : [`${at}: fits not exactly one`];
  const faults: string[] = [];
  if (type && ![type].flat().includes(typeOf(value))) faults.push(`${at}: ${typeOf(value)}`);
  if (choices && !choices.includes(value)) faults.push(`${at}: ${String(value)}`);
  if (format && typeof value === 'string' && !FORMATS[format]?.test(value)) faults.push(`${at}: no ${format}: ${value}`);
  if (minimum !== undefined && typeof value === 'number' && value < minimum) faults.push(`${at}: below ${minimum}`);
  if (items && Array.isArray(value)) faults.push(...value.flatMap((one, index) => misfits(document, items, one, `${at}[${index}]`)));
  if (!properties || typeof value !== 'object' || value === null) return faults;
  const given = value as Readonly<Record<string, unknown>>;
  faults.push(...(required ?? []).filter((name) => !(name in given)).map((name) => `${at}.${name}: missing`));
  for (const [name, one] of Object.entries(given)) {
    const property = properties[name];
    if (property) faults.push(...misfits(document, property, one, `${at}.${name}`));
    else if (additionalProperties === false) faults.push(`${at}.${name}: not in the document`);
  }
  return faults;
}

function follow(document: object, reference: string): Schema {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], document) as Schema;
}
