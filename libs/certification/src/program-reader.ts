// Walks a file that a person of a certifying body wrote, so that every fault is named with file and line, all of them at once.
import { isNode, type Document, type LineCounter } from 'yaml';
import { isDay, type Day } from '#libs/kernel';

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const KEY_SHAPE = 'small letters, digits and dashes';

export type Path = readonly (string | number)[];
type Raw = Readonly<Record<string, unknown>>;

/** Walks the document, notes faults at the line of what is at fault (or of what it is missing from), and always answers a value to go on with. */
export class Reader {
  readonly faults: Fault[] = [];

  constructor(
    private readonly file: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  fault(path: Path, message: string): void {
    this.faults.push({ file: this.file, line: this.lineOf(path), message: `${path.join('.') || 'file'} ${message}` });
  }

  map(path: Path, allowed: readonly string[]): Raw {
    const value = this.value(path);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(path, 'must be a map of names and values');
      return {};
    }
    for (const key of Object.keys(value)) if (!allowed.includes(key)) this.fault([...path, key], 'is not known here');
    return value as Raw;
  }

  keys(path: Path): string[] {
    const value = this.value(path);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.keys(value);
    this.fault(path, 'must be a map of names and values');
    return [];
  }

  count(path: Path): number {
    const value = this.value(path);
    if (Array.isArray(value) && value.length > 0) return value.length;
    this.fault(path, 'must be a list with at least one entry');
    return 0;
  }

  text(path: Path, pattern = /\S/, shape = 'words'): string {
    const value = this.value(path);
    if (typeof value === 'string' && pattern.test(value)) return value.trim();
    this.fault(path, `must be ${shape}`);
    return '';
  }

  optionalText(path: Path): string | null {
    return this.value(path) === undefined ? null : this.text(path);
  }

  whole(path: Path, least: number, most: number): number {
    const value = this.value(path);
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.fault(path, `must be a whole number from ${least} to ${most}`);
    return least;
  }

  tick(path: Path, otherwise: boolean): boolean {
    const value = this.value(path);
    if (value === undefined || typeof value === 'boolean') return value ?? otherwise;
    this.fault(path, 'must be true or false');
    return otherwise;
  }

  day(path: Path): Day {
    const value = this.value(path);
    if (isDay(value)) return value;
    this.fault(path, 'must be a day such as 2026-01-31');
    return '1970-01-01' as Day;
  }

  private value(path: Path): unknown {
    const found: unknown = this.document.getIn(path);
    return isNode(found) ? found.toJS(this.document) : found;
  }

  private lineOf(path: Path): number {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? this.document.contents : this.document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return this.lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}
