import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { distinguishedName } from './domain/distinguished-name.ts';
import { authorityExtensions, makeCertificate, signerExtensions } from './x509.ts';

/** `ec` is P-256: small and fast; `rsa` (3072 bits) is for bodies whose readers are old. */
export type SealKeyKind = 'ec' | 'rsa';

interface Party {
  readonly certificate: Buffer;
  readonly key: KeyObject;
}

/** Everything a certifying body signs with. Only the signer's key is needed from day to day. */
export interface SigningIdentity {
  readonly root: Party;
  readonly issuing: Party;
  readonly signer: Party;
}

export interface IdentityRequest {
  readonly bodyName: string;
  readonly now: Date;
  readonly keyKind?: SealKeyKind;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const ROOT_YEARS = 30;
const ISSUING_YEARS = 20;
/** A seal without a time stamp is doubted once its certificate has expired, so the signer outlives the certifications it seals. */
const SIGNER_YEARS = 10;
/** A reader whose clock is a little slow must not find a new seal "not yet valid". */
const HEAD_START_MS = 60 * 60 * 1000;

const curve = (namedCurve: string): KeyPair => generateKeyPairSync('ec', { namedCurve });
const sealKeys: Record<SealKeyKind, () => KeyPair> = {
  ec: () => curve('prime256v1'),
  rsa: () => generateKeyPairSync('rsa', { modulusLength: 3072 }),
};

function years(from: Date, count: number): Date {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + count);
  return end;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const isName = (text: string): boolean => text.trim().length > 0 && !/[\u0000-\u001f\u007f]/.test(text);

/** Makes root, issuing authority and signer from nothing, each with its own new key. @throws Error when the body has no usable name. */
export function createSigningIdentity({ bodyName, now, keyKind = 'ec' }: IdentityRequest): SigningIdentity {
  if (!isName(bodyName)) throw new Error('A signing identity needs the name of the certifying body, in one line');
  const notBefore = new Date(now.getTime() - HEAD_START_MS);
  const [rootName, issuingName, signerName] = ['Root CA', 'Issuing CA', 'Document Seal'].map((purpose) => distinguishedName(bodyName, purpose)) as [Buffer, Buffer, Buffer];
  const [root, issuing, signer] = [curve('secp384r1'), curve('prime256v1'), sealKeys[keyKind]()];
  const certify = (subject: Buffer, keys: KeyPair, issuer: Buffer, by: KeyPair, forYears: number, extensions: Buffer[]): Party => ({
    key: keys.privateKey,
    certificate: makeCertificate({ subject, issuer, publicKey: keys.publicKey, issuerKey: by.privateKey, notBefore, notAfter: years(now, forYears), extensions }),
  });
  return {
    root: certify(rootName, root, rootName, root, ROOT_YEARS, authorityExtensions(root.publicKey, root.publicKey)),
    issuing: certify(issuingName, issuing, rootName, root, ISSUING_YEARS, authorityExtensions(issuing.publicKey, root.publicKey, 0)),
    signer: certify(signerName, signer, issuingName, issuing, SIGNER_YEARS, signerExtensions(signer.publicKey, issuing.publicKey)),
  };
}
