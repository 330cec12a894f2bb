import { describe, expect, it } from '@jest/globals';
import { readSettings } from '#libs/kernel';
import { databaseTrouble, explain, Trouble } from './trouble.ts';

const settings = readSettings({ PEERWAY_PORT: '8080', PEERWAY_REGISTRY_PORT: '8081', PEERWAY_EMBEDDED_DATABASE_PORT: '15432' }, '/checkout', () => '');
const listening = (port: number, code = 'EADDRINUSE') => Object.assign(new Error('listen'), { code, port, syscall: 'listen' });

describe('trouble at start', () => {
  it.each([
    [8080, 'PEERWAY_PORT'],
    [8081, 'PEERWAY_REGISTRY_PORT'],
    [15432, 'PEERWAY_EMBEDDED_DATABASE_PORT'],
  ])('· with port %i names the setting %s', (port, name) => expect(explain(listening(port), settings)).toMatch(new RegExp(`^Port ${port} is already in use .*${name} `)));

  it('· with a port below 1024 says that the account may not', () => expect(explain(listening(8080, 'EACCES'), settings)).toContain('may not be used by this account'));

  const address = new URL('postgres://pe%40er:s3cret@db.example.org:5433/peer');
  it.each([
    ['ECONNREFUSED', 'No database answers at db.example.org:5433.'],
    ['ENOTFOUND', 'No database answers at db.example.org:5433.'],
    ['28P01', 'does not let "pe@er" in'],
    ['3D000', 'There is no database "peer" at db.example.org:5433.'],
  ])('· with the database (%s) is one sentence without the password', (code, words) => {
    const trouble = databaseTrouble(Object.assign(new Error('x'), { code }), address)!;
    expect(trouble.message).toContain(words);
    expect(trouble.message).not.toContain('s3cret');
  });

  it('· of ours keeps its trace', () => {
    expect(explain(new TypeError('x is undefined'), settings)).toBeUndefined();
    expect(databaseTrouble(Object.assign(new Error('relation missing'), { code: '42P01' }), address)).toBeUndefined();
    expect(explain(new Trouble('Mend this.'))).toBe('Mend this.');
  });
});
