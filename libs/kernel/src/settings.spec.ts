import { describe, expect, it } from '@jest/globals';
import { DEVELOPMENT_SECRET, readSettings, type Environment } from './index.ts';

const FILES: Record<string, string> = { '/run/secrets/peerway': `${'s'.repeat(40)}\n`, '/run/empty': '\n', '/run/port': ' 9000 \n' };
const read = (environment: Environment = {}) =>
  readSettings(environment, '/srv/peerway', (path) => {
    const text = FILES[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  });
const SECRET = 'x'.repeat(32);
const production = (more: Environment = {}) => read({ NODE_ENV: 'production', PEERWAY_SECRET: SECRET, ...more });

describe('settings that nobody made', () => {
  it('· are a demonstration that only this machine reaches', () => {
    const { production: inProduction, demonstration, host, port, registryPort, embeddedDatabasePort, publicUrl, registryUrl, addressesAreSet, secret, dataFolder, ownerDatabaseUrl } = read();
    expect({ inProduction, demonstration, host, port, registryPort, embeddedDatabasePort }).toEqual({ inProduction: false, demonstration: true, host: '127.0.0.1', port: 8080, registryPort: 8081, embeddedDatabasePort: 15_432 });
    expect([publicUrl, registryUrl, addressesAreSet]).toEqual(['http://localhost:8080', 'http://localhost:8081', false]);
    expect([secret, dataFolder, ownerDatabaseUrl]).toEqual([DEVELOPMENT_SECRET, '/srv/peerway/.data', undefined]);
  });

  it('· name a port in the address when one was chosen', () => expect(read({ PEERWAY_PORT: '9000' }).publicUrl).toBe('http://localhost:9000'));

  it('· of the demonstration can be left out', () => expect(read({ PEERWAY_DEMONSTRATION: 'off' }).demonstration).toBe(false));
});

describe('a wrong setting', () => {
  const PORTS = ['PEERWAY_PORT', 'PEERWAY_REGISTRY_PORT', 'PEERWAY_EMBEDDED_DATABASE_PORT'];
  const WRONG = ['eighty', '80.5', '-1', '65536', '999999', '0x50', '8080 ', '８０８０', 'NaN'];
  it.each(PORTS.flatMap((name) => WRONG.map((value) => [name, value] as const)))('· %s=%j is named with what it must be', (name, value) =>
    expect(() => read({ [name]: value })).toThrow(`${name} must be a port number, not "${value}"`));

  it.each(PORTS)('· %s may be the lowest and the highest port', (name) => {
    for (const value of ['0', '65535']) expect(() => read({ [name]: value })).not.toThrow();
  });

  it.each(['PEERWAY_PUBLIC_URL', 'PEERWAY_REGISTRY_URL'].flatMap((name) => ['peerway.example.org', 'ftp://x.example', 'javascript:alert(1)', '//x.example', 'https://', 'not an address'].map((value) => [name, value] as const)))(
    '· %s=%j is named with what it must be',
    (name, value) => expect(() => read({ [name]: value })).toThrow(`${name} must be an address such as https://peerway.example.org, not "${value}"`),
  );

  it('· of a file that is not there names the file', () => expect(() => read({ PEERWAY_SECRET_FILE: '/run/none' })).toThrow('/run/none'));
});

describe('an address', () => {
  it.each(['https://peer.example/', 'https://peer.example///', 'https://peer.example'])('· %s ends without a slash, so that paths can follow', (given) => expect(read({ PEERWAY_PUBLIC_URL: given }).publicUrl).toBe('https://peer.example'));

  it('· counts as set only when both are, for certificates print the other one', () => {
    const address = 'https://peer.example';
    expect([{ PEERWAY_PUBLIC_URL: address }, { PEERWAY_REGISTRY_URL: address }, { PEERWAY_PUBLIC_URL: address, PEERWAY_REGISTRY_URL: address }].map((given) => read(given).addressesAreSet)).toEqual([false, false, true]);
  });
});

describe('production', () => {
  it.each([undefined, '', 'short', 'x'.repeat(31), DEVELOPMENT_SECRET])('· refuses the secret %j', (secret) =>
    expect(() => read({ NODE_ENV: 'production', PEERWAY_SECRET: secret })).toThrow('PEERWAY_SECRET must be set to at least 32 random characters in production'));

  it('· refuses a secret file that is empty', () => expect(() => read({ NODE_ENV: 'production', PEERWAY_SECRET_FILE: '/run/empty' })).toThrow('PEERWAY_SECRET'));

  it('· takes 32 characters', () => expect(production().secret).toBe(SECRET));

  it.each([undefined, 'on', 'yes', '1'])('· has no demonstration, whatever PEERWAY_DEMONSTRATION=%j says', (wish) => expect(production({ PEERWAY_DEMONSTRATION: wish }).demonstration).toBe(false));

  it('· is reached from other machines, and keeps a log', () => expect([production().host, production().logLevel]).toEqual(['0.0.0.0', 'info']));

  it.each(['Production', 'prod', 'PRODUCTION'])('· is not %s: only the exact word', (name) => expect(read({ NODE_ENV: name }).production).toBe(false));
});

describe('a setting in a file', () => {
  it('· is read without the line end', () => expect(production({ PEERWAY_SECRET: undefined, PEERWAY_SECRET_FILE: '/run/secrets/peerway' }).secret).toBe('s'.repeat(40)));
  it('· goes before the variable itself', () => expect(read({ PEERWAY_PORT: '1', PEERWAY_PORT_FILE: '/run/port' }).port).toBe(9000));
  it('· that is empty is as if it were not set', () => expect(read({ PEERWAY_MAIL_FROM_FILE: '/run/empty' }).mailFrom).toBe('Peerway <no-reply@localhost>'));
});

describe('the database of an operator', () => {
  const [owner, app, registry] = ['postgres://o@h/d', 'postgres://a@h/d', 'postgres://r@h/d'];
  it('· is the owner’s for everyone, unless roles of their own are named', () => {
    const alone = read({ DATABASE_URL: owner });
    expect([alone.ownerDatabaseUrl, alone.appDatabaseUrl, alone.registryDatabaseUrl]).toEqual([owner, owner, owner]);
    const apart = read({ DATABASE_URL: owner, PEERWAY_APP_DATABASE_URL: app, PEERWAY_REGISTRY_DATABASE_URL: registry });
    expect([apart.ownerDatabaseUrl, apart.appDatabaseUrl, apart.registryDatabaseUrl]).toEqual([owner, app, registry]);
  });
});
