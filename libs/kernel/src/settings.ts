/**
 * What an operator can set, read once at start. A class, so that it can be injected by its name. Every setting is an environment variable, or a file
 * named by the same variable with `_FILE` behind it (for secrets).
 */
export class Settings {
  readonly production: boolean;
  /** Demonstration people and the mailbox page; never in production. */
  readonly demonstration: boolean;
  /** Owner of the schema (migrates); undefined: the embedded PostgreSQL is used. */
  readonly ownerDatabaseUrl: string | undefined;
  readonly appDatabaseUrl: string | undefined;
  readonly registryDatabaseUrl: string | undefined;
  /** Where recordings, documents, keys and the embedded database lie. */
  readonly dataFolder: string;
  readonly port: number;
  readonly registryPort: number;
  readonly embeddedDatabasePort: number;
  readonly host: string;
  /** Address of the pages for people, without a slash at the end. */
  readonly publicUrl: string;
  /** Address of the public registry; printed in every QR code for ever. */
  readonly registryUrl: string;
  /** False until an operator named both addresses: in production no certificate is issued before. */
  readonly addressesAreSet: boolean;
  /** Signs form tokens and derives field encryption keys; at least 32 characters. */
  readonly secret: string;
  /** Opens the signing keys; the secret when not set apart. */
  readonly signingPassphrase: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly timeZone: string;
  readonly bodyName: string;
  /** Days that a recording is kept after its result (PEERWAY_RECORDING_DAYS); a consent keeps the number it was given for. */
  readonly recordingDays: number;
  /** Days after it was handed in when a recording is deleted that nobody graded (PEERWAY_UNGRADED_DAYS); its trainee is told two weeks before. */
  readonly ungradedDays: number;
  readonly logLevel: string;

  constructor(values: { [K in keyof Settings]: Settings[K] }) {
    Object.assign(this, values);
  }
}

export const DEVELOPMENT_SECRET = 'development-only-secret-refused-in-production';

/** Ten years: nobody can promise more of a recording. */
const MOST_DAYS = 3_650;

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable at fault and what it must be. */
export function readSettings(environment: Environment, checkout: string, readFile: (path: string) => string): Settings {
  const read = (name: string): string | undefined => {
    const file = environment[`${name}_FILE`];
    return (file ? readFile(file).trim() : environment[name]) || undefined;
  };
  const number = (name: string, otherwise: number): number => {
    const text = read(name);
    if (text === undefined) return otherwise;
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${name} must be a port number, not "${text}"`);
    return Number(text);
  };
  const days = (name: string, otherwise: number, least: number): number => {
    const text = read(name) ?? String(otherwise);
    if (!/^\d{1,4}$/.test(text) || Number(text) < least || Number(text) > MOST_DAYS) throw new Error(`${name} must be a whole number of days from ${least} to ${MOST_DAYS}, not "${text}"`);
    return Number(text);
  };
  const address = (name: string, otherwise: string): string => {
    const text = read(name) ?? otherwise;
    if (!URL.canParse(text) || !/^https?:/.test(text)) throw new Error(`${name} must be an address such as https://peerway.example.org, not "${text}"`);
    return text.replace(/\/+$/, '');
  };
  const production = environment['NODE_ENV'] === 'production';
  const port = number('PEERWAY_PORT', 8080);
  const registryPort = number('PEERWAY_REGISTRY_PORT', 8081);
  const secret = read('PEERWAY_SECRET') ?? DEVELOPMENT_SECRET;
  if (production && (secret === DEVELOPMENT_SECRET || secret.length < 32)) throw new Error('PEERWAY_SECRET must be set to at least 32 random characters in production');
  const ownerDatabaseUrl = read('DATABASE_URL');
  return new Settings({
    production,
    demonstration: !production && environment['PEERWAY_DEMONSTRATION'] !== 'off',
    ownerDatabaseUrl,
    appDatabaseUrl: read('PEERWAY_APP_DATABASE_URL') ?? ownerDatabaseUrl,
    registryDatabaseUrl: read('PEERWAY_REGISTRY_DATABASE_URL') ?? ownerDatabaseUrl,
    dataFolder: read('PEERWAY_DATA') ?? `${checkout}/.data`,
    port,
    registryPort,
    embeddedDatabasePort: number('PEERWAY_EMBEDDED_DATABASE_PORT', 15_432),
    host: read('PEERWAY_HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: address('PEERWAY_PUBLIC_URL', `http://localhost:${port}`),
    registryUrl: address('PEERWAY_REGISTRY_URL', `http://localhost:${registryPort}`),
    addressesAreSet: read('PEERWAY_PUBLIC_URL') !== undefined && read('PEERWAY_REGISTRY_URL') !== undefined,
    secret,
    signingPassphrase: read('PEERWAY_SIGNING_PASSPHRASE'),
    smtpUrl: read('PEERWAY_SMTP_URL'),
    mailFrom: read('PEERWAY_MAIL_FROM') ?? 'Peerway <no-reply@localhost>',
    timeZone: read('PEERWAY_TIME_ZONE') ?? 'America/Chicago',
    bodyName: read('PEERWAY_BODY_NAME') ?? 'Model State Peer Certification Board',
    recordingDays: days('PEERWAY_RECORDING_DAYS', 60, 1),
    ungradedDays: days('PEERWAY_UNGRADED_DAYS', 180, 30),
    logLevel: read('PEERWAY_LOG_LEVEL') ?? (production ? 'info' : 'warn'),
  });
}
