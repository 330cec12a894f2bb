// How a registrar saw who somebody is. Kinds of documents only: a number or a copy would be one more thing to lose.
export const IDENTITY_METHODS = ['in-person', 'video-call', 'certified-copy'] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

export const DOCUMENT_KINDS = ['drivers-license', 'state-id', 'passport', 'tribal-id', 'military-id', 'other-photo-id'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
