// ISO 32000-1 (PDF 1.7), §8: the few drawing operators that a layout needs, in a space whose y grows downwards.

/** At most three digits behind the point: a thousandth of a point is finer than any printer. */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000 || 0);
const numbers = (...values: readonly number[]): string => values.map(number).join(' ');

export function rgb(color: string): string {
  return [1, 3, 5].map((at) => number(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');
}

/** Fills, strokes or both what `outline` traced. */
export function paint(outline: string, { fill, stroke, line }: { fill?: string | undefined; stroke?: string | undefined; line: number }): string {
  const colors = [fill && `${rgb(fill)} rg`, stroke && `${rgb(stroke)} RG ${number(line)} w`].filter(Boolean).join(' ');
  return `${colors}\n${outline} ${fill ? (stroke ? 'B' : 'f') : stroke ? 'S' : 'n'}`;
}

export const line = (x: number, y: number, width: number): string => `${numbers(x, y)} m ${numbers(x + width, y)} l`;

// The distance of a Bézier's handles that comes nearest to a quarter of a circle.
const HANDLE = 0.5523;

export function circle(x: number, y: number, r: number): string {
  const h = r * HANDLE;
  const quarters = [
    [x + r, y + h, x + h, y + r, x, y + r],
    [x - h, y + r, x - r, y + h, x - r, y],
    [x - r, y - h, x - h, y - r, x, y - r],
    [x + h, y - r, x + r, y - h, x + r, y],
  ];
  return `${numbers(x + r, y)} m ${quarters.map((quarter) => `${numbers(...quarter)} c`).join(' ')} h`;
}

/** A rectangle; with a corner, each corner is hollowed out by a quarter circle of that radius, as on old diplomas. */
export function frame(x: number, y: number, width: number, height: number, corner: number): string {
  if (corner === 0) return `${numbers(x, y, width, height)} re`;
  const [right, bottom, h] = [x + width, y + height, corner * (1 - HANDLE)];
  return [
    `${numbers(x + corner, y)} m ${numbers(right - corner, y)} l`,
    `${numbers(right - corner, y + corner - h, right - h, y + corner, right, y + corner)} c ${numbers(right, bottom - corner)} l`,
    `${numbers(right - h, bottom - corner, right - corner, bottom - corner + h, right - corner, bottom)} c ${numbers(x + corner, bottom)} l`,
    `${numbers(x + corner, bottom - corner + h, x + h, bottom - corner, x, bottom - corner)} c ${numbers(x, y + corner)} l`,
    `${numbers(x + h, y + corner, x + corner, y + corner - h, x + corner, y)} c h`,
  ].join(' ');
}

/** Draws in a space of its own: moved, turned (degrees, clockwise) and enlarged. */
export function placed(x: number, y: number, turn: number, scale: number, operators: string): string {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180) * scale, Math.sin((turn * Math.PI) / 180) * scale];
  return `q ${[cos, sin, -sin, cos].map((value) => Math.round(value * 1e6) / 1e6).join(' ')} ${numbers(x, y)} cm ${operators} Q`;
}
