import { MalformedDer } from './der-reader.ts';

/** Why something in a PDF that claims to be a signature is not one of the strict form that we write. Each is a fact, none is an answer. */
export type SealFault =
  // the byte range (ISO 32000-2 §12.8.1)
  | 'byte-range-not-plain' // not four plain integers: indirect, negative, with an exponent, too many, not yet filled in
  | 'byte-range-not-from-start' // the beginning of the file is not signed
  | 'byte-range-crosses-itself' // the second part begins before the first one ends
  | 'byte-range-beyond-file'
  | 'byte-range-outside-itself' // the range does not cover the place where it stands: a moved signature
  | 'byte-range-in-another' // two signatures claim the same bytes of the file
  | 'range-not-to-end-of-file-marker' // the last revision is signed only in part
  // what the range leaves out
  | 'gap-not-contents' // something else than the value of /Contents is left unsigned
  | 'gap-not-one-hex-string' // more than one hexadecimal string is left unsigned
  | 'contents-too-large'
  | 'contents-not-cms'
  | 'data-behind-cms' // something hidden in the room behind the signature
  // the CMS (RFC 5652, EN 319 122-1)
  | 'cms-malformed'
  | 'document-time-stamp' // not a seal: a time stamp over the file (EN 319 142-1 §5.4.3)
  | 'content-inside-cms' // signs what it carries and not the PDF
  | 'too-many-certificates'
  | 'not-one-signer'
  | 'foreign-algorithm' // anything but SHA-256 with ECDSA or RSA, or two places that name different ones
  | 'attribute-missing'
  | 'attribute-twice'
  | 'attributes-out-of-order'
  | 'signing-time-attribute' // forbidden in PAdES (EN 319 142-1 table 1)
  | 'unknown-unsigned-attribute'; // unsigned, so anybody may have put it there

/** Thrown while reading and caught by `readOrFault`; never leaves the library. */
class NotOfTheForm extends Error {
  readonly fault: SealFault;
  constructor(fault: SealFault) {
    super(fault);
    this.fault = fault;
  }
}

export function demand(condition: boolean, fault: SealFault): asserts condition {
  if (!condition) throw new NotOfTheForm(fault);
}

export type ReadOrFault<T> = { readonly read: T; readonly fault?: undefined } | { readonly read?: undefined; readonly fault: SealFault };

/** What was read, or the first thing that is not of the form. Bytes that are not DER at all are `cms-malformed`. */
export function readOrFault<T>(read: () => T): ReadOrFault<T> {
  try {
    return { read: read() };
  } catch (error) {
    if (error instanceof NotOfTheForm) return { fault: error.fault };
    if (error instanceof MalformedDer) return { fault: 'cms-malformed' };
    throw error;
  }
}
