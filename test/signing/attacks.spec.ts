import { describe, expect, it } from '@jest/globals';
import { checkSeal, inspectPdf, sealPdf, type SealFault } from '#libs/signing';
import { attribute, protectedAlgorithms, SHA256_ALGORITHM, signedAttributes, signingCertificate, type SealSigner } from '../../libs/signing/src/domain/cms-writer.ts';
import { readDer, type Der } from '../../libs/signing/src/domain/der-reader.ts';
import { explicit, nothing, octets, sequence, setOf, time, value } from '../../libs/signing/src/domain/der-writer.ts';
import { oidOf } from '../../libs/signing/src/domain/oids.ts';
import { BODY, constantsOf, flip, forged, newSigner, otherDigit, overwrite, pinsOf, sealed, sha256, signatureOf, type Forgery } from './support/house.ts';
import { placeIn, plainPdf, revision, signatureDictionary } from './support/plain-pdf.ts';

const ours = newSigner();
const pins = pinsOf(ours);
const ALL_HOLD = { digestMatches: true, signatureMatches: true, certificateNamed: true, pinned: true, chainHolds: true };
const issued = await sealed(ours);
const { pdf, place } = issued;
const gapEnd = place.contentsOffset + place.contentsLength;

const increment = (before: Buffer, text: string): Buffer => revision(before, new Map([[4, `<< /Length ${text.length} >>\nstream\n${text}\nendstream`]]), '/Size 9 /Root 1 0 R /Prev 0');

describe('a file as it was issued', () => {
  it.each(['ec', 'rsa'] as const)('· has one signature by an %s key, over all of it, and every fact holds', async (keyKind) => {
    const signer = newSigner(keyKind);
    const { pdf, signedSha256 } = await sealed(signer);
    const inspection = inspectPdf(pdf);
    expect(inspection).toMatchObject({ bytes: pdf.length, sha256: sha256(pdf), fault: undefined });
    expect(signatureOf(pdf)).toMatchObject({ fault: undefined, revision: { end: pdf.length, bytesAfter: 0, prefixSha256: sha256(pdf), signedSha256 } });
    expect(checkSeal(signatureOf(pdf), pinsOf(ours, signer))).toMatchObject(ALL_HOLD);
    expect(checkSeal(signatureOf(pdf), pinsOf(signer)).certificate).toMatchObject({ organization: BODY, sha256: signer.sha256, notAfter: signer.notAfter });
  });
});

describe('a file changed inside', () => {
  it('· by one bit of its text: the digest does not match', () => {
    const at = pdf.indexOf('Rosa Alvarez');
    expect(checkSeal(signatureOf(flip(pdf, at)), pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false });
  });

  it('· by one digit of the signature value: it is not right', () => {
    const digits = signatureOf(pdf).cms!.signature.toString('hex');
    expect(checkSeal(signatureOf(otherDigit(pdf, pdf.indexOf(digits) + digits.length - 1)), pins)).toMatchObject({ ...ALL_HOLD, signatureMatches: false });
  });

  it('· by one digit of the signed digest: neither holds', () => {
    const digits = issued.signedSha256.toString('hex');
    expect(checkSeal(signatureOf(otherDigit(pdf, pdf.indexOf(digits) + 5)), pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false, signatureMatches: false });
  });

  it('· by one digit of the signer’s certificate: it is not the one that was named, nor ours', () => {
    const lastBytes = pdf.indexOf(ours.chain[0].subarray(-20).toString('hex'));
    expect(checkSeal(signatureOf(otherDigit(pdf, lastBytes)), pins)).toMatchObject({ digestMatches: true, signatureMatches: true, certificateNamed: false, pinned: false, chainHolds: false });
  });

  it('· and sealed again by itself: only the old seal’s digest is found', async () => {
    const other = await sealed(newSigner());
    const swapped = Buffer.concat([other.pdf.subarray(0, place.contentsOffset), pdf.subarray(place.contentsOffset, gapEnd), other.pdf.subarray(gapEnd)]);
    swapped.write('Mallory', swapped.indexOf('Rosa'), 'latin1');
    expect(checkSeal(signatureOf(swapped), pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false });
  });
});

describe('a file with something added', () => {
  it.each([
    ['an increment that replaces the page', increment(pdf, 'BT (Mallory) Tj ET')],
    ['trailing junk', Buffer.concat([pdf, Buffer.from('<script>')])],
    ['a single line break', Buffer.concat([pdf, Buffer.from('\n')])],
  ])('· behind it (%s): the seal holds, for a prefix that is the file we issued', (_, changed) => {
    const signature = signatureOf(changed);
    expect(signature.revision).toMatchObject({ bytesAfter: changed.length - pdf.length, prefixSha256: sha256(pdf), signedSha256: issued.signedSha256 });
    expect(checkSeal(signature, pins)).toMatchObject(ALL_HOLD);
    expect(inspectPdf(changed).sha256).not.toEqual(sha256(pdf));
  });

  it.each<[string, SealFault]>([
    ['\n', 'gap-not-one-hex-string'],
    ['<script>', 'range-not-to-end-of-file-marker'],
    ['%'.repeat(100), 'byte-range-outside-itself'],
  ])('· before it (%j): no header, and the range points elsewhere', (junk, fault) => {
    const inspection = inspectPdf(Buffer.concat([Buffer.from(junk, 'latin1'), pdf]));
    expect(inspection).toMatchObject({ fault: 'no-header', signatures: [{ fault, revision: undefined, cms: undefined }] });
  });

  it('· behind the CMS in its own room: hidden data', () => {
    const hidden = overwrite(pdf, gapEnd - 9, 8, 'deadbeef');
    expect(signatureOf(hidden)).toMatchObject({ fault: 'data-behind-cms', cms: undefined, revision: { bytesAfter: 0, signedSha256: issued.signedSha256 } });
  });
});

describe('a strange byte range', () => {
  const [begin, end, rest] = [place.contentsOffset, gapEnd, pdf.length - gapEnd];
  const range = (text: string): Buffer => overwrite(pdf, place.byteRangeOffset, place.byteRangeLength, text);
  it.each<[string, SealFault]>([
    ['9 0 R', 'byte-range-not-plain'],
    [`[0 ${begin} ${end}]`, 'byte-range-not-plain'],
    [`[0 ${begin} ${end} ${rest} 0 0]`, 'byte-range-not-plain'],
    [`[0 ${begin} ${end} -${rest}]`, 'byte-range-not-plain'],
    [`[0 +${begin} ${end} ${rest}]`, 'byte-range-not-plain'],
    [`[0 ${begin} ${end} 1e3]`, 'byte-range-not-plain'],
    [`[0 ${begin}.0 ${end} ${rest}]`, 'byte-range-not-plain'],
    [`[0 0${begin} ${end} ${rest}]`, 'byte-range-not-plain'],
    [`[0 ${begin}%\n${end} ${rest}]`, 'byte-range-not-plain'],
    ['[0 99999999999999999999 1 1]', 'byte-range-not-plain'],
    ['', 'byte-range-not-plain'],
    [`[1 ${begin} ${end} ${rest}]`, 'byte-range-not-from-start'],
    [`[0 ${end} ${begin} ${rest}]`, 'byte-range-crosses-itself'],
    [`[0 ${begin} ${begin} ${rest}]`, 'byte-range-crosses-itself'],
    [`[0 ${begin} ${end} ${rest + 1}]`, 'byte-range-beyond-file'],
    ['[0 9 9999999999 9999999999]', 'byte-range-beyond-file'],
    [`[0 9 ${end} ${rest}]`, 'byte-range-outside-itself'],
    ['[0 0 20 0]', 'byte-range-outside-itself'],
    [`[0 ${begin} ${end} ${rest - 6}]`, 'range-not-to-end-of-file-marker'],
    [`[0 ${begin - 10} ${end} ${rest}]`, 'gap-not-contents'],
    [`[0 ${begin + 1} ${end} ${rest}]`, 'gap-not-contents'],
    [`[0 ${begin} ${end + 3} ${rest - 3}]`, 'gap-not-one-hex-string'],
    [`[0 ${begin} ${end - 1} ${rest + 1}]`, 'gap-not-one-hex-string'],
  ])('· %s: %s', (text, fault) => {
    const signature = signatureOf(range(text));
    expect(signature).toMatchObject({ fault, revision: undefined, cms: undefined });
    expect(Object.values(checkSeal(signature, pins)).some(Boolean)).toBe(false);
  });

  it.each(['><', 'zz', ' 0', '%0', '0>'])('· leaves out more than one hexadecimal string: %s', (text) =>
    expect(signatureOf(overwrite(pdf, gapEnd - 41, 2, text)).fault).toBe('gap-not-one-hex-string'));

  it('· leaves out a room too large for any seal', async () => {
    const large = plainPdf({ reserved: 70_000 });
    expect(signatureOf((await sealPdf(large.pdf, large.place, ours)).pdf).fault).toBe('contents-too-large');
  });

  it('· is another name that only begins so', () => expect(inspectPdf(Buffer.from('%PDF-1.7 /ByteRanges [0 1 2 3]')).signatures).toEqual([]));
});

describe('several signatures', () => {
  const addSignature = (before: Buffer, dictionary: string): Buffer => revision(before, new Map([[9, dictionary]]), '/Size 10 /Root 1 0 R /Prev 0');

  it('· one behind the other are each judged for themselves', async () => {
    const stranger = newSigner();
    const room = addSignature(pdf, signatureDictionary(4096));
    const { pdf: both } = await sealPdf(room, placeIn(room), stranger);
    const [first, second] = inspectPdf(both).signatures;
    expect(first).toMatchObject({ fault: undefined, revision: { prefixSha256: sha256(pdf), bytesAfter: both.length - pdf.length } });
    expect(checkSeal(first!, pins)).toMatchObject(ALL_HOLD);
    expect(second).toMatchObject({ fault: undefined, revision: { prefixSha256: sha256(both), bytesAfter: 0 } });
    expect(checkSeal(second!, pins)).toMatchObject({ ...ALL_HOLD, pinned: false });
    expect(checkSeal(second!, pinsOf(stranger))).toMatchObject(ALL_HOLD);
  });

  it('· a moved one (signature wrapping) does not cover the place where it stands', () => {
    const moved = pdf.toString('latin1', pdf.indexOf('<< /Type /Sig'), gapEnd + 3);
    const [, wrapped] = inspectPdf(addSignature(increment(pdf, 'BT (Mallory) Tj ET'), moved)).signatures;
    expect(wrapped).toMatchObject({ fault: 'byte-range-outside-itself', cms: undefined });
  });

  it('· a moved one stretched over the addition does not match', () => {
    const moved = pdf.toString('latin1', pdf.indexOf('<< /Type /Sig'), gapEnd + 3);
    const forgery = addSignature(pdf, moved);
    const at = forgery.lastIndexOf('/ByteRange ') + '/ByteRange '.length;
    const [first, second] = inspectPdf(overwrite(forgery, at, place.byteRangeLength, `[0 ${place.contentsOffset} ${gapEnd} ${forgery.length - gapEnd}]`)).signatures;
    expect(first).toMatchObject({ fault: undefined, revision: { prefixSha256: sha256(pdf) } });
    expect(second).toMatchObject({ fault: 'byte-range-in-another', cms: undefined });
    const gap = pdf.toString('latin1', place.contentsOffset, gapEnd);
    const gapAt = forgery.lastIndexOf(gap);
    const [, third] = inspectPdf(overwrite(forgery, at, place.byteRangeLength, `[0 ${gapAt} ${gapAt + gap.length} ${forgery.length - gapAt - gap.length}]`)).signatures;
    expect(checkSeal(third!, pins)).toMatchObject({ ...ALL_HOLD, digestMatches: false });
  });

  it('· more than 32 are not all read', () => {
    const many = Buffer.from(`%PDF-1.7\n${'/ByteRange [0 1 2 3]\n'.repeat(40)}`);
    expect(inspectPdf(many).fault).toBe('too-many-signatures');
    expect(inspectPdf(many).signatures).toHaveLength(32);
  });
});

describe('somebody else’s seal', () => {
  it('· with the same names on every certificate is not ours', async () => {
    const lookAlike = newSigner();
    const { pdf } = await sealed(lookAlike);
    const facts = checkSeal(signatureOf(pdf), pins);
    expect(facts).toMatchObject({ ...ALL_HOLD, pinned: false });
    expect(facts.certificate?.commonName).toBe(checkSeal(signatureOf(issued.pdf), pins).certificate?.commonName);
  });

  it('· that carries our certificate and names it is not right under our key', async () => {
    const thief = newSigner();
    const pdf = await forged(thief, constantsOf(ours), { attributes: signedAttributes, cms: (cms) => cms });
    expect(checkSeal(signatureOf(pdf), pins)).toMatchObject({ ...ALL_HOLD, signatureMatches: false });
  });

  it('· that names our certificate and carries another is told by the hash', async () => {
    const thief = newSigner();
    const constants: SealSigner = { ...constantsOf(thief), certificateSha256: ours.sha256 };
    const pdf = await forged(thief, constants, { attributes: signedAttributes, cms: (cms) => cms });
    expect(checkSeal(signatureOf(pdf), pins)).toMatchObject({ ...ALL_HOLD, certificateNamed: false, pinned: false });
  });

  it('· that carries no certificate of its signer proves nothing', async () => {
    const pdf = await forged(ours, { ...constantsOf(ours), certificates: [ours.chain[1]!] }, { attributes: signedAttributes, cms: (cms) => cms });
    expect(checkSeal(signatureOf(pdf), pins)).toEqual({ digestMatches: true, signatureMatches: false, certificateNamed: false, pinned: false, chainHolds: false, certificate: undefined });
  });

  it('· without the authority above it has no chain', async () => {
    const pdf = await forged(ours, { ...constantsOf(ours), certificates: [ours.chain[0]] }, { attributes: signedAttributes, cms: (cms) => cms });
    expect(checkSeal(signatureOf(pdf), pins)).toMatchObject({ ...ALL_HOLD, chainHolds: false });
  });
});

describe('an unsigned file', () => {
  it('· has no signature', () => expect(inspectPdf(Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n'))).toMatchObject({ fault: undefined, signatures: [] }));
  it('· may have room for one', () => expect(signatureOf(plainPdf().pdf).fault).toBe('byte-range-not-plain'));
  it('· may have an empty room in a right range', () => {
    const { pdf, place } = plainPdf();
    const end = place.contentsOffset + place.contentsLength;
    const ranged = overwrite(pdf, place.byteRangeOffset, place.byteRangeLength, `[0 ${place.contentsOffset} ${end} ${pdf.length - end}]`);
    expect(signatureOf(ranged).fault).toBe('contents-not-cms');
  });
  it('· is not read when it is larger than 20 MiB', () => expect(inspectPdf(Buffer.alloc(20 * 1024 * 1024 + 1))).toMatchObject({ fault: 'too-large', sha256: undefined, signatures: [] }));
});

/** Rebuilds a value with one inner value changed; `path` leads to it by index. */
function rebuilt(der: Der, path: readonly number[], change: (inner: Der) => Buffer): Buffer {
  const [index, ...rest] = path;
  if (index === undefined) return change(der);
  return value(der.tag, ...der.items.map((item, at) => (at === index ? rebuilt(item, rest, change) : item.raw)));
}
const within = (path: readonly number[], change: (inner: Der) => Buffer) => (cms: Buffer) => rebuilt(readDer(cms), path, change);

const SIGNED_DATA = [1, 0];
const SIGNER = [...SIGNED_DATA, 4, 0];
const parts = (digest: Buffer, constants: SealSigner): [Buffer, Buffer, Buffer, Buffer] => [
  attribute('contentType', oidOf('data')),
  attribute('messageDigest', octets(digest)),
  attribute('signingCertificateV2', signingCertificate(constants)),
  attribute('cmsAlgorithmProtection', protectedAlgorithms('ec')),
];
const raw = (items: readonly Der[]): Buffer[] => items.map((item) => item.raw);
const append = (...more: readonly Buffer[]) => (inner: Der): Buffer => value(inner.tag, ...raw(inner.items), ...more);
const sha384 = sequence(value(0x06, Buffer.from('608648016503040202', 'hex')));

describe('a CMS of another form, signed with our own key', () => {
  const strange: Record<string, [SealFault, Forgery]> = {
    'attributes out of order': ['attributes-out-of-order', { attributes: (digest, signer) => value(0x31, ...parts(digest, signer).sort(Buffer.compare).toReversed()) }],
    'the digest twice': ['attribute-twice', { attributes: (digest, signer) => setOf(...parts(digest, signer), attribute('messageDigest', octets(Buffer.alloc(32)))) }],
    'two values of the digest': ['attribute-twice', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(1, 1, sequence(oidOf('messageDigest'), setOf(octets(digest), octets(Buffer.alloc(32)))))) }],
    'an attribute without value': ['attribute-missing', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(1, 1, sequence(oidOf('messageDigest'), setOf()))) }],
    'no digest': ['attribute-missing', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(1, 1)) }],
    'no content type': ['attribute-missing', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(0, 1)) }],
    'no signing certificate': ['attribute-missing', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(2, 1)) }],
    'a signing time': ['signing-time-attribute', { attributes: (digest, signer) => setOf(...parts(digest, signer), attribute('signingTime', time(new Date()))) }],
    'other algorithms under the signature': ['foreign-algorithm', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(3, 1, attribute('cmsAlgorithmProtection', protectedAlgorithms('rsa')))) }],
    'a certificate hash of another kind': ['foreign-algorithm', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(2, 1, attribute('signingCertificateV2', sequence(sequence(sequence(sha384, octets(Buffer.alloc(48)))))))) }],
    'an attribute of two types': ['cms-malformed', { attributes: (digest, signer) => setOf(...parts(digest, signer).toSpliced(1, 1, sequence(oidOf('messageDigest'), octets(digest)))) }],
    'two signers': ['not-one-signer', { cms: within([...SIGNED_DATA, 4], (signers) => append(signers.items[0]!.raw)(signers)) }],
    'no signer': ['not-one-signer', { cms: within([...SIGNED_DATA, 4], (signers) => value(signers.tag)) }],
    'content inside': ['content-inside-cms', { cms: within([...SIGNED_DATA, 2], append(explicit(0, octets(Buffer.from('other words'))))) }],
    'a time stamp of the file': ['document-time-stamp', { cms: within([...SIGNED_DATA, 2], () => sequence(oidOf('timeStampInfo'))) }],
    'another type of content': ['cms-malformed', { cms: within([...SIGNED_DATA, 2], () => sequence(oidOf('signedData'))) }],
    'an unsigned note': ['unknown-unsigned-attribute', { cms: within(SIGNER, append(explicit(1, attribute('emailProtection', octets(Buffer.from('note')))))) }],
    'a note beside a time stamp': ['unknown-unsigned-attribute', { cms: within(SIGNER, append(explicit(1, attribute('signatureTimeStampToken', sequence()), attribute('emailProtection', nothing)))) }],
    'SHA-384 as digest': ['foreign-algorithm', { cms: within([...SIGNER, 2], () => sha384) }],
    'SHA-384 in the list of digests': ['foreign-algorithm', { cms: within([...SIGNED_DATA, 1], () => setOf(sha384)) }],
    'two digests listed': ['foreign-algorithm', { cms: within([...SIGNED_DATA, 1], () => setOf(sha384, SHA256_ALGORITHM)) }],
    'another signature algorithm': ['foreign-algorithm', { cms: within([...SIGNER, 4], () => sequence(oidOf('ecdsaWithSha384'))) }],
    'parameters where none belong': ['foreign-algorithm', { cms: within([...SIGNER, 4], append(nothing)) }],
    'nine certificates': ['too-many-certificates', { cms: within([...SIGNED_DATA, 3], append(...Array.from({ length: 7 }, () => sequence()))) }],
    'revocation lists beside the certificates': ['cms-malformed', { cms: within(SIGNED_DATA, (data) => value(data.tag, ...raw(data.items).toSpliced(4, 0, explicit(1)))) }],
    'a second SignedData': ['cms-malformed', { cms: within([1], append(sequence())) }],
    'a wrong version': ['cms-malformed', { cms: within([...SIGNED_DATA, 0], () => value(0x02, Buffer.from([3]))) }],
    'a length that could be shorter': ['cms-malformed', { cms: (cms) => Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), cms.subarray(2)]) }],
    'an indefinite length': ['cms-malformed', { cms: (cms) => Buffer.concat([Buffer.from([0x30, 0x80]), cms.subarray(4), Buffer.alloc(2)]) }],
    'a length beyond its room': ['cms-malformed', { cms: (cms) => Buffer.concat([Buffer.from('3082ffff', 'hex'), cms.subarray(4)]) }],
    'something that is no CMS': ['cms-malformed', { cms: () => sequence(octets(Buffer.from('hello'))) }],
    'text': ['contents-not-cms', { cms: () => Buffer.from('hello') }],
  };

  it.each(Object.entries(strange))('· %s', async (_, [fault, forgery]) => {
    const pdf = await forged(ours, constantsOf(ours), { attributes: signedAttributes, cms: (cms) => cms, ...forgery });
    expect(signatureOf(pdf)).toMatchObject({ fault, cms: undefined, revision: { bytesAfter: 0 } });
    expect(Object.values(checkSeal(signatureOf(pdf), pins)).some(Boolean)).toBe(false);
  });

  it('· is none when only a time stamp is added: the same bytes are signed', async () => {
    const token = sequence(octets(Buffer.from('token')));
    const pdf = await forged(ours, constantsOf(ours), { attributes: signedAttributes, cms: within(SIGNER, append(explicit(1, attribute('signatureTimeStampToken', token)))) });
    expect(signatureOf(pdf)).toMatchObject({ fault: undefined, cms: { timeStamp: token }, revision: { signedSha256: issued.signedSha256 } });
    expect(checkSeal(signatureOf(pdf), pins)).toMatchObject(ALL_HOLD);
  });
});
