import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileFolder, Retention } from '#libs/files';
import { newId } from '#libs/kernel';
import { Jobs } from '#libs/persistence';
import { testSite, type Answer, type TestSite, type Visitor } from '../support/site.ts';
import { furnish, type Scene } from './room.ts';

let site: TestSite;
let s: Scene;
let rosa: Visitor;
let odette: Visitor;
beforeAll(async () => {
  site = await testSite();
  s = await furnish(site.house, site.clock);
  [rosa, odette] = [await site.signedIn(s.ids.rosa), await site.signedIn(s.ids.odette)];
});
afterAll(() => site.stop());

const academy = { provider: 'Šumava <Peer> Academy', fromDay: '2026-03-02', toDay: '2026-03-13', 'time-advocacy': '10', 'time-mentoring': '', 'time-recovery': '', 'time-ethics': '16:30' };
const idOfLast = async (): Promise<string> => (await s.training.of(s.ids.rosa)).find(({ withdrawnAt }) => withdrawnAt === null)!.id;

describe('the page of training taken elsewhere', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no provider', { provider: '' }, 'Please fill this in'],
    ['a last day before the first', { toDay: '2026-03-01' }, 'The last day is before the first one'],
    ['no time at all', { 'time-advocacy': '', 'time-ethics': '0' }, 'Please give the time for at least one domain'],
    ['a time that is none', { 'time-ethics': 'long' }, 'such as 3:30 or 0:45'],
  ])('· says at its field what is wrong with %s, and keeps the rest', async (_, changes, words) => {
    const { status, text } = await rosa.post('/training', { ...academy, ...changes });
    expect([status, text.includes(words), text.includes('value="2026-03-02"')]).toEqual([422, true, true]);
    expect(await s.training.of(s.ids.rosa)).toEqual([]);
  });

  it('· sends a claim to the certifying body, once for a double click', async () => {
    const fields = { ...academy, idempotencyKey: newId() };
    const [one, two] = await Promise.all([rosa.post('/training', fields), rosa.post('/training', fields)]);
    expect([one.location, two.location, (await s.training.of(s.ids.rosa)).length]).toEqual(['/training', '/training', 1]);
    const { text } = await rosa.get('/training');
    for (const words of ['Šumava &lt;Peer&gt; Academy', '26 h 30 min', 'With the certifying body', 'March 2, 2026']) expect(text).toContain(words);
  });
});

describe('a document', () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
  const send = async (file: Buffer | null, changes: Record<string, string> = {}): Promise<Answer> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: await rosa.token('/training'), idempotencyKey: newId(), ...academy, provider: 'With document', ...changes })) form.append(name, value);
    if (file) form.append('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'Zertifikat für 王小明.pdf');
    return rosa.send('POST', '/training', { 'sec-fetch-site': 'same-origin' }, form);
  };
  const withDocument = async (): Promise<string[]> => (await s.training.of(s.ids.rosa)).filter(({ documentFileId }) => documentFileId !== null).map(({ id }) => id);

  it('· that is none is refused with everything typed still there', async () => {
    const { status, text } = await send(Buffer.from('MZ this is a program'));
    expect([status, text.includes('Please choose a PDF of at most 20 MB'), text.includes('value="With document"')]).toEqual([422, true, true]);
  });

  it('· stays chosen when the form comes back, and is handed in once', async () => {
    const { status, text } = await send(pdf, { provider: '' });
    const document = /name="document" value="([^"]+)"/.exec(text)?.[1];
    expect([status, typeof document]).toEqual([422, 'string']);
    expect((await send(null, { document: document!, provider: 'With document' })).location).toBe('/training');
    expect((await send(null, { document: document! })).status).toBe(409);
    expect(await withDocument()).toHaveLength(1);
  });

  it('· that was sent is not offered again with the fault', async () => {
    const sent = (await s.training.of(s.ids.rosa)).find(({ documentFileId }) => documentFileId !== null)!;
    const { status, text } = await send(null, { document: sent.documentFileId! });
    expect([status, text.includes('was sent with another training already'), text.includes('name="document"'), text.includes('value="With document"')]).toEqual([409, true, false, true]);
  });

  it('· of a form that is never sent is kept for seven days, as the page says, and then deleted', async () => {
    const { text } = await send(pdf, { provider: '' });
    expect(text).toContain('kept for 7 days');
    const document = /name="document" value="([^"]+)"/.exec(text)![1]!;
    const [job] = await s.house.database.read<{ runAt: Date }>(`select run_at as "runAt" from graphile_worker.jobs where key = $1`, [`expire-unused-file:${document}`]);
    expect(job!.runAt).toEqual(new Date(site.clock.now().getTime() + 7 * 86_400_000));
    await new Retention(s.house.database, site.clock, new Jobs(s.house.database), s.files, new FileFolder(site.settings)).expireUnused(document);
    const late = await send(null, { document });
    expect([late.status, late.text.includes('so we deleted the document'), late.text.includes('name="document"'), late.text.includes('value="With document"')]).toEqual([409, true, false, true]);
  });

  it('· of a double click is one claim', async () => {
    const idempotencyKey = newId();
    const both = await Promise.all([send(pdf, { idempotencyKey }), send(pdf, { idempotencyKey })]);
    expect([...both.map(({ location }) => location), (await withDocument()).length]).toEqual(['/training', '/training', 2]);
  });

  it('· is read by its trainee and by registrars, byte for byte, and by nobody else', async () => {
    const [id] = await withDocument();
    for (const [browser, path] of [[rosa, `/training/${id}/document`], [odette, `/registrar/training/${id}/document`]] as const) {
      const answer = await browser.get(path);
      expect([answer.status, answer.text, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, pdf.toString(), 'application/pdf', "attachment; filename*=UTF-8''Zertifikat%20f%C3%BCr%20%E7%8E%8B%E5%B0%8F%E6%98%8E.pdf"]);
    }
    const cher = await site.signedIn(s.ids.cher);
    expect([(await cher.get(`/training/${id}/document`)).status, (await cher.get(`/registrar/training/${id}/document`)).status]).toEqual([404, 403]);
    expect((await odette.get(`/registrar/training/${id}`)).text).toContain('Download the document');
    const strangers = await s.house.database.read<{ id: string }>(`select file_id as id from file_uses`);
    expect((await cher.post('/training', { ...academy, document: strangers[0]!.id })).status).toBe(404);
    for (const claim of await withDocument()) await s.transferred.withdraw(await s.actor('rosa'), claim);
  });
});

describe('the registrar’s queue of training', () => {
  it('· shows who waits and how long', async () => {
    site.clock.forward(60 * 24 * 3);
    odette = await site.signedIn(s.ids.odette);
    const { status, text } = await odette.get('/registrar/training');
    expect([status, text.includes('3 days'), text.includes('Rosa Zoë O&#x27;Brien-Ñandú')]).toEqual([200, true, true]);
  });

  it('· credits with fewer minutes only for a reason, and not twice', async () => {
    const path = `/registrar/training/${await idOfLast()}`;
    const shown = await odette.get(path);
    expect(shown.text).toContain('value="16:30"');
    const less = { verdict: 'credited', 'time-advocacy': '10', 'time-ethics': '15', reason: '' };
    expect((await odette.post(path, { ...less, verdict: '' })).text).toContain('Please choose one');
    expect((await odette.post(path, { ...less, 'time-ethics': '17' })).text).toContain('more than was claimed');
    const unreasoned = await odette.post(path, less);
    expect([unreasoned.status, unreasoned.text.includes('Please say why'), unreasoned.text.includes('value="15"')]).toEqual([422, true, true]);
    expect((await odette.post(path, { ...less, reason: 'The transcript says 15 hours' })).location).toBe('/registrar/training');
    expect((await odette.post(path, { ...less, reason: 'Again' }, '/registrar/training')).status).toBe(409);
    expect((await s.record.standing(s.ids.rosa)).map(({ domain, minutes }) => [domain, minutes]).sort()).toEqual([['advocacy', 600], ['ethics', 900]]);
    rosa = await site.signedIn(s.ids.rosa);
    const { text } = await rosa.get('/training');
    expect([text.includes('25 h credited'), text.includes('The transcript says 15 hours')]).toEqual([true, true]);
  });

  it('· declines with a reason', async () => {
    site.clock.forward(1);
    await rosa.post('/training', academy);
    const path = `/registrar/training/${await idOfLast()}`;
    expect((await odette.post(path, { verdict: 'declined', reason: '' })).text).toContain('The trainee reads it and can send something better');
    expect((await odette.post(path, { verdict: 'declined', reason: 'We do not know this provider' })).location).toBe('/registrar/training');
    expect((await odette.get('/registrar/training')).text).toContain('Nothing waits');
    expect((await rosa.get('/training')).text).toContain('We do not know this provider');
  });

  it('· is closed to others, and a stranger cannot withdraw', async () => {
    const cher = await site.signedIn(s.ids.cher);
    expect((await cher.get('/registrar/training')).status).toBe(403);
    expect((await cher.get(`/registrar/training/${await idOfLast()}`)).status).toBe(403);
    site.clock.forward(1);
    await rosa.post('/training', academy);
    const id = await idOfLast();
    expect((await cher.post(`/training/${id}/withdrawal`, {}, '/training')).status).toBe(404);
    expect((await rosa.post(`/training/${id}/withdrawal`, {}, '/training')).location).toBe('/training');
    expect((await odette.get(`/registrar/training/${newId()}`)).status).toBe(404);
  });
});
