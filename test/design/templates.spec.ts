import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { context, patterns } from './sample.ts';
import { assets, messages, templates, views } from './site.ts';

const files = ['layouts', 'parts', 'pages'].flatMap((folder) => readdirSync(`${templates}/${folder}`, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs')).map((file) => `${folder}/${file}`));
const source = (file: string): string => readFileSync(`${templates}/${file}`, 'utf8');

describe.each(files)('the template %s', (file) => {
  it('· leaves style and behavior to their files, as the content security policy demands', () => {
    expect(source(file)).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:/i);
  });

  it('· asks nothing of other sites', () => {
    expect(source(file)).not.toMatch(/<(script|img|link|iframe|video|audio|source)\b[^>]*\s(src|href)="(https?:)?\/\//i);
  });

  it('· has fewer than 60 lines', () => {
    expect(source(file).split('\n').length).toBeLessThan(60);
  });
});

describe('the parts', () => {
  it('· are each told in the README', () => {
    const told = readFileSync(`${templates}/README.md`, 'utf8');
    const parts = readdirSync(`${templates}/parts`).map((file) => file.replace('.hbs', ''));
    expect(parts.filter((part) => !told.includes(`\`${part}\``))).toEqual([]);
  });
});

describe('the icons', () => {
  it('· that templates name are all drawn', () => {
    const icons = source('assets/icons.svg');
    const named = files.flatMap((file) => [...source(file).matchAll(/parts\/icon name="(\w+)"/g)].map(([, name]) => name!));
    expect([...new Set(named)].filter((name) => !icons.includes(`id="${name}"`))).toEqual([]);
  });
});

describe('the words', () => {
  it('· can all be read', () => {
    expect(messages.faults()).toEqual([]);
  });
});

describe('the weight', () => {
  it('· of the style sheet is at most 15 KB on the wire, of the fonts 80', () => {
    expect(assets.compressedBytes('site.css')).toBeLessThan(15 * 1024);
    const fonts = ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map((name) => assets.compressedBytes(`fonts/atkinson-${name}.woff2`));
    expect(fonts.reduce((sum, bytes) => sum + bytes)).toBeLessThan(80 * 1024);
  });

  it('· of a first page with everything in it is at most 60 KB', () => {
    const parts = ['site.css', 'site.js', 'icons.svg', 'mark.svg', 'fonts/atkinson-latin-400.woff2', 'fonts/atkinson-latin-700.woff2'];
    expect(parts.reduce((sum, name) => sum + assets.compressedBytes(name), 0)).toBeLessThan(55 * 1024);
  });

  it('· of drawing a page of 30 KB is a millisecond or so', () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({ ...patterns.rows[index % 3]!, href: `/a/${index}` }));
    const draw = (): string => views.render('pages/patterns/staff', { ...patterns, rows }, context);
    expect(draw().length).toBeGreaterThan(30_000);
    for (let warm = 0; warm < 200; warm += 1) draw();
    const times = Array.from({ length: 50 }, () => {
      const start = performance.now();
      draw();
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(times[10]!).toBeLessThan(3); // 0.7 ms on a quiet machine
  });
});
