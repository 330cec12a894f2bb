import { describe, expect, it } from '@jest/globals';
import { letterLines } from './letter.view.ts';

describe('a letter in the mailbox', () => {
  it('· has links to our own pages only', () => {
    expect(letterLines('Hello\nhttp://localhost:8080/confirm/abc\nhttps://evil.example/x and http://localhost:8080.evil.example/', ['http://localhost:8080'])).toEqual([
      [{ text: 'Hello', href: null }],
      [{ text: 'http://localhost:8080/confirm/abc', href: 'http://localhost:8080/confirm/abc' }],
      [{ text: 'https://evil.example/x', href: null }, { text: ' and ', href: null }, { text: 'http://localhost:8080.evil.example/', href: null }],
    ]);
  });
  it('· may be empty', () => expect(letterLines('', [])).toEqual([[]]));
});
