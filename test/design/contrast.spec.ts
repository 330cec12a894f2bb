import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { templates } from './site.ts';

const style = readFileSync(`${templates}/assets/site.css`, 'utf8');

function tokens(css: string): Record<string, string> {
  return Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name!, color!]));
}

const [lightCss, darkCss] = style.slice(0, style.indexOf('@layer base {')).split('@media screen and (prefers-color-scheme: dark)') as [string, string];
const light = tokens(lightCss);
const THEMES = { light, dark: { ...light, ...tokens(darkCss) } };

/** Relative luminance and contrast ratio: WCAG 2.2, definitions. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Text on each ground it stands on: 4.5 to 1 (1.4.3). */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'surface', 'sunken', 'pine-wash', 'accent-wash', 'caution-wash', 'danger-wash'],
  'ink-soft': ['paper', 'surface', 'sunken', 'pine-wash', 'accent-wash'],
  pine: ['paper', 'surface', 'sunken', 'pine-wash', 'accent-wash', 'caution-wash'],
  'pine-deep': ['paper', 'surface', 'pine-wash'],
  accent: ['paper', 'accent-wash'],
  danger: ['paper', 'surface', 'sunken', 'danger-wash'],
  caution: ['paper', 'sunken', 'caution-wash'],
  paper: ['ink', 'pine-deep'],
  'on-pine': ['pine', 'pine-deep'],
  'on-accent': ['accent', 'accent-deep'],
};
/** Edges of fields, marks of focus, bars: 3 to 1 (1.4.11). */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  'line-strong': ['paper', 'surface', 'pine-wash'],
  focus: ['paper', 'surface', 'pine-wash', 'accent-wash', 'danger-wash'],
  pine: ['paper', 'line'],
  accent: ['paper', 'accent-wash'],
  danger: ['paper', 'surface'],
};

const pairs = (grounds: Readonly<Record<string, readonly string[]>>): [string, string][] => Object.entries(grounds).flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));

describe.each(Object.entries(THEMES))('the colors in %s', (_, theme) => {
  it.each(pairs(TEXT))('· %s can be read on %s', (front, back) => {
    expect(contrast(theme[front]!, theme[back]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(EDGES))('· %s can be seen against %s', (front, back) => {
    expect(contrast(theme[front]!, theme[back]!)).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure of contrast', () => {
  it('· is that of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
