/** Sound and pictures that browsers play. Told from the first bytes, never from a name or a claim. */
export type MediaType = 'video/webm' | 'video/mp4' | 'video/ogg' | 'audio/mp4' | 'audio/ogg' | 'audio/mpeg' | 'audio/wav';

/** Major brands of files for people's players (ISO/IEC 14496-12 §4.3, mp4ra.org); pictures (avif, heic) and QuickTime share the container and are none. */
const VIDEO_BRAND = /^(?:iso[m2-9]|mp4[12]|avc1|dash|MSNV|M4V )$/;
const SOUND_BRAND = /^M4[AB] $/;

function typeOfBrand(brand: string): MediaType | undefined {
  if (VIDEO_BRAND.test(brand)) return 'video/mp4';
  return SOUND_BRAND.test(brand) ? 'audio/mp4' : undefined;
}

/** MPEG audio, layer III: eleven bits set, a version and the layer (ISO/IEC 11172-3 §2.4.1.3); or the ID3 tag before it. */
const isMp3 = (head: Uint8Array, text: string): boolean => text.startsWith('ID3') || (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 && (head[1]! & 0x18) !== 0x08);

/** The type of a file that begins with `head` (its first 4,096 bytes, or all of them); undefined for everything that a lesson cannot play. */
export function mediaTypeOf(head: Uint8Array): MediaType | undefined {
  const text = String.fromCharCode(...head.subarray(0, 4096));
  // EBML, with the DocType that tells WebM from Matroska (RFC 8794 §11.2.4).
  if (text.startsWith('\x1a\x45\xdf\xa3')) return /^[\s\S]{4,64}\x42\x82[\s\S]webm/.test(text) ? 'video/webm' : undefined;
  if (text.startsWith('ftyp', 4)) return typeOfBrand(text.slice(8, 12));
  if (text.startsWith('OggS')) return text.includes('theora') ? 'video/ogg' : 'audio/ogg';
  if (text.startsWith('RIFF') && text.startsWith('WAVE', 8)) return 'audio/wav';
  return isMp3(head, text) ? 'audio/mpeg' : undefined;
}
