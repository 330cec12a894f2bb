/**
 * signing: seals PDFs so that anybody can tell who issued them and whether they were changed, and checks such seals.
 * Owns the signing identity (root, issuing CA, signer), PAdES seals, and the facts about the seal of an uploaded file.
 * Does not know what a file certifies: whether one is genuine is said by the registry, with these facts.
 * Digests are SHA-256 in buffers of 32 bytes; certificates are DER in buffers unless a name says PEM.
 */
export { checkSeal, type SealFacts } from './check-seal.ts';
export { describeCertificate, type CertificateDescription } from './describe-certificate.ts';
export { type SealCms } from './domain/cms-reader.ts';
export { type SealFault } from './domain/seal-fault.ts';
export { createSigningIdentity, type IdentityRequest, type SealKeyKind, type SigningIdentity } from './identity.ts';
export { loadSigningIdentity, openSigningIdentity, readSealCertificates, SigningIdentityFault, type IdentityPlace } from './identity-folder.ts';
export { inspectPdf, LARGEST_PDF, type FileFault, type PdfInspection, type SignatureFound, type SignedRevision } from './inspection.ts';
export { fromPem, toPem } from './pem.ts';
export { sealPdf, type SealedPdf, type SealPlace } from './seal.ts';
export { signerWithKey, type Signer } from './signer.ts';
