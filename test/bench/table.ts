import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Drawn, EndToEnd } from './certificates.ts';
import type { Measured } from './load.ts';

interface Aim {
  readonly words: string;
  readonly met: boolean;
}

const AIM_MS: Readonly<Record<string, number>> = { 'Employer: verification': 1, 'Trainee: home': 3, 'Trainee: module': 3, 'Check: an answer saved': 3 };
const SAVE = 'Grading: rubric saved';
const SAVE_QUERIES = 5;
const CERTIFICATE_MS = 15;
const [DELIVERY_SECONDS, DELIVERY_QUERIES] = [20, 8];

function aimOf({ name, appMs, databaseMs, queries }: Measured): Aim | undefined {
  const most = AIM_MS[name];
  if (most !== undefined) return { words: `≤ ${most} ms`, met: appMs + databaseMs <= most };
  return name === SAVE ? { words: `≤ ${SAVE_QUERIES} queries`, met: queries <= SAVE_QUERIES } : undefined;
}

const told = (aim: Aim | undefined): string => (aim ? `${aim.words}: ${aim.met ? 'met' : 'missed'}` : '');
const bytes = (count: number): string => (count < 1_000 ? `${Math.round(count)} B` : `${(count / 1_000).toFixed(1)} kB`);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Columns of even width, so that the table reads in a terminal and in Markdown. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const lines = rows.map((cells) => row(cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))));
  return [lines[0]!, row(widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))), ...lines.slice(1)];
}

const HEAD = ['what', 'app ms', 'PostgreSQL ms', 'CPU ms together', 'queries', 'begin/commit', 'on the wire', 'aim'];
const work = (name: string, app: number, database: number, queries: string, words: string, wire: string, aim: string): string[] => [name, app.toFixed(2), database.toFixed(2), (app + database).toFixed(2), queries, words, wire, aim];

export function table(pages: readonly Measured[], drawn: Drawn, delivery: EndToEnd): string[] {
  const certificate = { words: `≤ ${CERTIFICATE_MS} ms`, met: drawn.appMs + drawn.databaseMs <= CERTIFICATE_MS };
  const each = { words: `≤ ${DELIVERY_QUERIES} queries`, met: delivery.queries <= DELIVERY_QUERIES };
  return align([
    HEAD,
    ...pages.map((measured) => work(measured.name, measured.appMs, measured.databaseMs, measured.queries.toFixed(1), measured.transactionWords.toFixed(1), bytes(measured.bytes), told(aimOf(measured)))),
    work('Certificate: drawn, signed, kept', drawn.appMs, drawn.databaseMs, '', '', bytes(drawn.bytes), told(certificate)),
    work('Award to letter, each', delivery.appMs, delivery.databaseMs, delivery.queries.toFixed(1), delivery.transactionWords.toFixed(1), '', told(each)),
  ]);
}

export function sentences(drawn: Drawn, { count, wallSeconds, appMs, databaseMs }: EndToEnd): string[] {
  const perSecond = 1_000 / (drawn.appMs + drawn.databaseMs);
  const inTime = { words: `≤ ${DELIVERY_SECONDS} s for 500`, met: (wallSeconds * 500) / count <= DELIVERY_SECONDS };
  return [
    `Certificates drawn, signed, kept and published per CPU second: ${perSecond.toFixed(0)}`,
    `${count} awarded and delivered end to end: ${wallSeconds.toFixed(1)} s by the clock (${told(inTime)}), ${(((appMs + databaseMs) * count) / 1_000).toFixed(1)} s of CPU`,
  ];
}

export function machine(postgres: string): string {
  const model = /^model name\s*:\s*(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
  return `${model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB; Node ${process.version}; PostgreSQL ${postgres}`;
}
