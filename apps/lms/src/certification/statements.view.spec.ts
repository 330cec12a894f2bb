import { describe, expect, it } from '@jest/globals';
import type { Attestation, EthicsSignature, EthicsText } from '#libs/certification';
import { day } from '#libs/kernel';
import { attestationView, ethicsView } from './statements.view.ts';

const text = (body: string): EthicsText => ({ id: 't', programId: 'p', version: 2, title: 'Code of ethics', body, importedAt: new Date(0) });
const AT = new Date('2026-11-22T15:00:00Z');

describe('a code of ethics on a page', () => {
  it.each([
    ['## 1. The person leads', '<h2>1. The person leads</h2>'],
    ['* one\n* two', '<li>two</li>'],
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['<b onmouseover=x>', '&lt;b onmouseover=x&gt;'],
    ['王小明', '<p>王小明</p>'],
  ])('· %j is shown as %j', (body, html) => expect(ethicsView(text(body), null).bodyHtml).toContain(html));
  it.each(['[x](javascript:alert(1))', '[x](vbscript:x)', '[x](data:text/html,x)'])('· %s is no link', (body) => expect(ethicsView(text(body), null).bodyHtml).not.toContain('href'));
  it('· says when it was signed, and nothing before', () => {
    expect(ethicsView(text('x'), null).signedAt).toBeNull();
    expect(ethicsView(text('x'), { signedAt: AT } as EthicsSignature)).toMatchObject({ signedAt: AT, version: 2 });
  });
});

describe('an attestation on a page', () => {
  const attestation: Attestation = { id: 'a', programId: 'p', personId: 'r', statement: 'Older words', signedName: 'Cher', attestedOn: day('2026-11-22'), attestedAt: AT };
  it.each([
    ['nothing yet', null, null, { attestedAt: null, narrativeAt: null, narrativePurgedAt: null }],
    ['a yes alone', attestation, null, { attestedAt: AT, narrativeAt: null, narrativePurgedAt: null }],
    ['a yes and words', attestation, { writtenAt: AT, purgedAt: null }, { narrativeAt: AT, narrativePurgedAt: null }],
    ['words that are gone', attestation, { writtenAt: AT, purgedAt: AT }, { narrativeAt: null, narrativePurgedAt: AT }],
  ])('· of %s', (_, given, note, expected) => expect(attestationView('I have lived experience.', given, note)).toMatchObject(expected));
  it('· asks in the words of the program today', () => expect(attestationView('Words of today', attestation, null).statement).toBe('Words of today'));
});
