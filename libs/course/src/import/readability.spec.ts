import { describe, expect, it } from '@jest/globals';
import { gradeTenths } from './readability.ts';

const times = (count: number, html: string): string => Array.from({ length: count }, () => html).join(' ');

describe('the reading grade', () => {
  it('· of short words in short sentences is low', () => expect(gradeTenths(times(30, '<p>I sat with him. He was sad.</p>'))).toBeLessThan(10));
  it('· of long words in long sentences is high', () =>
    expect(gradeTenths(times(10, '<p>Interdisciplinary collaboration necessitates continuous communication regarding individualized rehabilitation considerations and responsibilities.</p>'))).toBeGreaterThan(200));
  it('· counts headings, list items and cells as sentences', () => {
    const items = times(40, '<li>listen to the person</li>');
    expect(gradeTenths(`<ul>${items}</ul>`)).toBeLessThan(gradeTenths(`<p>${items.replace(/<\/?li>/g, '')}</p>`)!);
  });
  it('· does not count the words of a drawing', () => {
    const text = times(30, '<p>I sat with him. He was sad.</p>');
    expect(gradeTenths(`${text}<svg><text>Interdisciplinary collaboration considerations</text></svg>`)).toBe(gradeTenths(text));
  });
  it('· of a few words is not known', () => expect(gradeTenths('<p>Just a few words.</p>')).toBeUndefined());
});
