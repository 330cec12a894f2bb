import { number } from './operators.ts';

interface Pen {
  x: number;
  y: number;
  startX: number;
  startY: number;
}
type Draw = (pen: Pen, values: readonly number[]) => string;

const pair = (x: number, y: number): string => `${number(x)} ${number(y)}`;
const moveTo = (pen: Pen, x: number, y: number): string => pair((pen.x = x), (pen.y = y));

/** How many numbers each command takes, and what it draws from where the pen is. Numbers are absolute here. */
const COMMANDS: Readonly<Record<string, readonly [number, Draw]>> = {
  M: [2, (pen, [x = 0, y = 0]) => `${moveTo(pen, (pen.startX = x), (pen.startY = y))} m`],
  L: [2, (pen, [x = 0, y = 0]) => `${moveTo(pen, x, y)} l`],
  H: [1, (pen, [x = 0]) => `${moveTo(pen, x, pen.y)} l`],
  V: [1, (pen, [y = 0]) => `${moveTo(pen, pen.x, y)} l`],
  C: [6, (pen, [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0]) => `${pair(a, b)} ${pair(c, d)} ${moveTo(pen, x, y)} c`],
  // PDF has no quadratic curve: its handle is shared out to a cubic one (two thirds of the way from either end).
  Q: [4, (pen, [a = 0, b = 0, x = 0, y = 0]) => `${pair(pen.x + (2 / 3) * (a - pen.x), pen.y + (2 / 3) * (b - pen.y))} ${pair(x + (2 / 3) * (a - x), y + (2 / 3) * (b - y))} ${moveTo(pen, x, y)} c`],
  Z: [0, (pen) => (moveTo(pen, pen.startX, pen.startY), 'h')],
};

/** Turns an outline as in SVG 1.1 §8.3 (without arcs and smooth curves) into PDF operators. Throws a plain error where a number is missing. */
export function traceOutline(d: string): string {
  const pen: Pen = { x: 0, y: 0, startX: 0, startY: 0 };
  return [...d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)].map(([, command = '', rest = '']) => traceCommand(pen, command, (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number))).join(' ');
}

function traceCommand(pen: Pen, command: string, values: readonly number[]): string {
  const [arity, draw] = COMMANDS[command.toUpperCase()] ?? [-1];
  if (!draw || (arity === 0 ? values.length > 0 : values.length === 0 || values.length % arity !== 0)) throw new Error(`${command} does not take ${values.length} numbers`);
  if (arity === 0) return draw(pen, []);
  const drawn: string[] = [];
  for (let at = 0; at < values.length; at += arity) {
    const next = at > 0 && command.toUpperCase() === 'M' ? COMMANDS['L']![1] : draw; // pairs after a move are lines
    drawn.push(next(pen, absolute(pen, command, values.slice(at, at + arity))));
  }
  return drawn.join(' ');
}

function absolute(pen: Pen, command: string, values: readonly number[]): readonly number[] {
  if (command === command.toUpperCase()) return values;
  const vertical = (index: number): boolean => (command === 'h' ? false : command === 'v' ? true : index % 2 === 1);
  return values.map((value, index) => value + (vertical(index) ? pen.y : pen.x));
}
