import { oid } from './der-writer.ts';

/** Object identifiers by the names their standards give them. */
export const OID = {
  // PKCS #9 and CMS attributes (RFC 5652 §11, RFC 5035 §3, RFC 6211 §2, RFC 3161 appendix A)
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
  signatureTimeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  // algorithms (RFC 5754, RFC 5758)
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecPublicKey: '1.2.840.10045.2.1',
  rsaEncryption: '1.2.840.113549.1.1.1',
  // names and certificate extensions (RFC 5280 §4.2, RFC 9336 for documentSigning)
  commonName: '2.5.4.3',
  organizationName: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  documentSigning: '1.3.6.1.5.5.7.3.36',
  microsoftDocumentSigning: '1.3.6.1.4.1.311.10.3.12',
  emailProtection: '1.3.6.1.5.5.7.3.4',
} as const;

export type OidName = keyof typeof OID;

const encoded = Object.fromEntries(Object.entries(OID).map(([name, dotted]) => [name, oid(dotted)])) as Record<OidName, Buffer>;

export const oidOf = (name: OidName): Buffer => encoded[name];
