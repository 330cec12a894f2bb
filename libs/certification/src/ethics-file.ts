// A code of ethics: Markdown with front matter (`version`, `title`, `effectiveFrom`, `sources`).
import { parse } from 'yaml';
import type { Fault } from './program-reader.ts';

export interface EthicsCode {
  readonly version: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface ReadEthics {
  readonly code: EthicsCode | undefined;
  readonly faults: readonly Fault[];
}

function readHead(head: string): { version?: unknown; title?: unknown } | undefined {
  try {
    return parse(head) as { version?: unknown; title?: unknown };
  } catch {
    return undefined;
  }
}

export function readEthics(file: string, text: string): ReadEthics {
  const fault = (message: string): ReadEthics => ({ code: undefined, faults: [{ file, line: 1, message }] });
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  if (!parts) return fault('must begin with front matter between two lines of ---');
  const head = readHead(parts[1]!);
  if (!head) return fault('has front matter that is not YAML');
  const { version, title } = head;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return fault('version must be a whole number from 1');
  if (typeof title !== 'string' || title.trim() === '') return fault('title must be words');
  const body = parts[2]!.trim();
  return body === '' ? fault('has no text') : { code: { version, title: title.trim(), body }, faults: [] };
}
