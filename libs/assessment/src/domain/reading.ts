/** One thing wrong in a piece of content; `path` leads to it through keys and positions, so that an import can name the line. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type Reading<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

type Path = readonly (string | number)[];

const isMap = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/**
 * Reads a parsed YAML mapping field by field and collects every fault instead of stopping at the first, so that an author mends a file in one go. A
 * field that is wrong reads as an empty value of its kind; nobody sees that value, because a reading with faults has none.
 */
export class Fields {
  private readonly asked = new Set<string>();
  private readonly map: Readonly<Record<string, unknown>>;

  constructor(
    raw: unknown,
    private readonly faults: Fault[],
    private readonly path: Path = [],
  ) {
    if (!isMap(raw)) this.fault([], 'must be a mapping of names to values');
    this.map = isMap(raw) ? raw : {};
  }

  /** Notes a fault at this place, or below it. */
  fault(below: Path, message: string): void {
    this.faults.push({ path: [...this.path, ...below], message });
  }

  text(name: string): string {
    const value = this.value(name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.faultUnlessMissing(name, value, 'must be a text');
    return '';
  }

  optionalText(name: string): string | undefined {
    return this.value(name) === undefined ? undefined : this.text(name);
  }

  matching(name: string, pattern: RegExp, what: string): string {
    const text = this.text(name);
    if (text !== '' && !pattern.test(text)) this.fault([name], `must be ${what}, not "${text}"`);
    return text;
  }

  whole(name: string, min: number, max: number): number {
    const value = this.value(name);
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
    this.faultUnlessMissing(name, value, `must be a whole number from ${min} to ${max}`);
    return min;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.value(name);
    if (choices.includes(value as T)) return value as T;
    this.faultUnlessMissing(name, value, `must be one of ${choices.join(', ')}`);
    return choices[0]!;
  }

  /** Left out means false. */
  tick(name: string): boolean {
    const value = this.value(name) ?? false;
    if (typeof value !== 'boolean') this.fault([name], 'must be true or false');
    return value === true;
  }

  texts(name: string, min = 1): string[] {
    return this.list(name, min).map((entry, at) => {
      if (typeof entry === 'string' && entry.trim() !== '') return entry.trim();
      this.fault([name, at], 'must be a text');
      return '';
    });
  }

  each<T>(name: string, min: number, read: (fields: Fields, at: number) => T): T[] {
    return this.list(name, min).map((entry, at) => new Fields(entry, this.faults, [...this.path, name, at]).exactly(read, at));
  }

  within<T>(name: string, read: (fields: Fields) => T): T {
    return new Fields(this.value(name), this.faults, [...this.path, name]).exactly((fields) => read(fields), 0);
  }

  /** Reads this mapping by `read`, then names what is in it but was never asked for: most often a misspelled name. */
  private exactly<T>(read: (fields: Fields, at: number) => T, at: number): T {
    const value = read(this, at);
    for (const name of Object.keys(this.map)) if (!this.asked.has(name)) this.fault([name], `is not known here (known: ${[...this.asked].join(', ')})`);
    return value;
  }

  static read<T>(raw: unknown, read: (fields: Fields) => T): Reading<T> {
    const faults: Fault[] = [];
    const value = new Fields(raw, faults).exactly((fields) => read(fields), 0);
    return faults.length > 0 ? { faults } : { value };
  }

  private value(name: string): unknown {
    this.asked.add(name);
    return this.map[name] ?? undefined;
  }

  private list(name: string, min: number): readonly unknown[] {
    const value = this.value(name);
    if (Array.isArray(value) && value.length >= min) return value;
    this.faultUnlessMissing(name, value, `must be a list of at least ${min}`);
    return [];
  }

  private faultUnlessMissing(name: string, value: unknown, message: string): void {
    this.fault([name], value === undefined ? 'is missing' : message);
  }
}

/** Keys that never change through all versions of a thing: `engagement/check/01`. */
export const LINEAGE = /^[a-z0-9-]+(\/[a-z0-9-]+)+$/;
/** Codes of SAMHSA's core competencies for peer workers (2015): category in Roman numerals, then a number. */
export const COMPETENCY = /^[IVX]+\.\d{1,2}$/;

export function readCompetencies(fields: Fields): string[] {
  const codes = fields.texts('competencies');
  for (const [at, code] of codes.entries()) if (code !== '' && !COMPETENCY.test(code)) fields.fault(['competencies', at], `must be a competency code such as IX.2, not "${code}"`);
  return codes;
}
