import { describe, expect, it } from '@jest/globals';
import { ownPath, redirect } from './index.ts';
import { cookieNames, formToken, formTokenFits, openText, sealText } from './request.ts';

const SECRET = 'a secret of the installation, long enough';

describe('the token of a form', () => {
  it('· fits its bearer and its secret only', () => {
    const token = formToken(SECRET, 'session-of-rosa');
    expect(formTokenFits(SECRET, 'session-of-rosa', token)).toBe(true);
    expect([formTokenFits(SECRET, 'session-of-amir', token), formTokenFits('another secret', 'session-of-rosa', token), formTokenFits(SECRET, '', token)]).toEqual([false, false, false]);
  });

  it('· looks different each time, so that compression does not leak it', () => expect(new Set(Array.from({ length: 200 }, () => formToken(SECRET, 'x'))).size).toBe(200));

  it.each(['', 'x', undefined, null, 42, {}, [], 'A'.repeat(85), 'A'.repeat(86), 'A'.repeat(10_000)])('· does not fit when it is %j', (given) => expect(formTokenFits(SECRET, 'x', given)).toBe(false));

  it('· does not fit when any one byte of it was changed', () => {
    const bytes = Buffer.from(formToken(SECRET, 'x'), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(formTokenFits(SECRET, 'x', changed.toString('base64url'))).toBe(false);
    }
  });
});

describe('a sealed cookie', () => {
  const text = JSON.stringify({ key: 'x', name: "Zoë O'Brien-Ñandú 王小明" });
  it('· comes back as it was', () => expect(openText(SECRET, sealText(SECRET, text))).toBe(text));

  it('· is nothing when somebody changed it, or made it themselves', () => {
    const [body, seal] = sealText(SECRET, text).split('.') as [string, string];
    const forged = Buffer.from('{"key":"evil"}').toString('base64url');
    for (const given of [undefined, '', '.', body, `${body}.`, `.${seal}`, `${forged}.${seal}`, `${body}.${seal.slice(1)}`, `${body}.${seal.slice(0, -2)}`, sealText('another', text)]) expect(openText(SECRET, given)).toBeUndefined();
  });

  it('· is no form token, and a form token is none', () => {
    const token = formToken(SECRET, 'x');
    expect(openText(SECRET, token)).toBeUndefined();
    expect(formTokenFits(SECRET, 'x', sealText(SECRET, 'x'))).toBe(false);
  });
});

describe('cookies', () => {
  it('· over https come from this host alone', () => expect(cookieNames('https://peer.example')).toEqual({ session: '__Host-session', visitor: '__Host-visitor', flash: '__Host-flash', secure: true }));
  it('· over http have plain names, for no browser would keep the others', () => expect(cookieNames('http://localhost:8080')).toMatchObject({ session: 'session', secure: false }));
});

describe('a way on', () => {
  it.each(['/', '/account', '/account?tab=1#x', '/join/王小明', '/a//b', '/a:b', '/@x'])('· %s is ours', (path) => expect(ownPath(path)).toBe(path));

  it.each(['', undefined, 'account', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', ' /x', '/x\r\nset-cookie: a=b', '/\tevil', '/a\\b', '/\u0000'])('· %j is not, and leads home', (path) =>
    expect(ownPath(path)).toBe('/'));

  it('· is checked where a handler redirects', () => {
    expect(redirect('//evil.example').location).toBe('/');
    expect(redirect('/x', { flash: 'account.saved' })).toMatchObject({ location: '/x', flash: { kind: 'done', key: 'account.saved', values: {} } });
    expect(redirect('/x').flash).toBeNull();
  });
});
