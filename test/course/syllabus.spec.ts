import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCurriculum } from '#libs/course';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWith } from '../support/tools.ts';
import { CURRICULUM, CurriculumCopy } from './course.ts';
import { courseSite, type CourseSite } from './site.ts';

// The syllabus that a body reads before it approves a training: one address, open to everybody, a paper of the newest version.

let course: CourseSite;
let folder: string;
const fetched = async (path = '/curricula/default/syllabus'): Promise<Response> => fetch(course.site.origin + path);
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, [...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
/** Its text in the order of the page, blanks and line ends alike. */
const plain = (text: string): string => text.replace(/\s+/g, ' ');

beforeAll(async () => {
  course = await courseSite(CURRICULUM);
  folder = mkdtempSync(join(tmpdir(), 'peerway-syllabus-'));
  writeFileSync(join(folder, 'syllabus.pdf'), await bytesOf(await fetched()));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await course.site.stop();
});

describe('the syllabus of a curriculum', () => {
  const { content } = readCurriculum(CURRICULUM);

  it('· is a PDF to look at, for everybody, and may be kept an hour', async () => {
    const response = await fetched();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('inline; filename="default-syllabus.pdf"');
    expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
    expect((await bytesOf(response)).toString('latin1', 0, 8)).toBe('%PDF-1.7');
  });
  it('· is where the page of the curriculum says', async () => expect((await course.site.visitor().get('/curricula/default')).text).toContain('href="/curricula/default/syllabus"'));
  it('· is the same for everybody and each time', async () => {
    const visitor = await fetch(`${course.site.origin}/curricula/default/syllabus`, { headers: { cookie: course.rosa.cookieHeader(), 'accept-language': 'es' } });
    expect((await bytesOf(visitor)).equals(await bytesOf(await fetched()))).toBe(true);
  });
  it.each(['/curricula/nowhere/syllabus', '/curricula/constructor/syllabus', '/curricula/%00/syllabus'])('· at %s is not there', async (path) => {
    const response = await fetched(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });
  itWith('pdftotext', '· names every module, lesson and competency', () => {
    const text = plain(tool('pdftotext', '-raw', join(folder, 'syllabus.pdf'), '-'));
    content!.modules.forEach(({ title }, at) => expect(text).toContain(`Module ${at + 1}: ${title}`));
    for (const lesson of content!.modules.flatMap(({ lessons }) => lessons)) expect(text).toContain(lesson.title);
    for (const { code, text: says } of content!.competencies) expect(text).toContain(`${code} ${says}`);
  });
  itWith('pdftotext', '· numbers its pages', () => {
    const pages = tool('pdftotext', join(folder, 'syllabus.pdf'), '-').split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, at) => expect(plain(page)).toContain(`page ${at + 1} of ${pages.length}`));
  });
  itWith('pdftotext', '· leaves its margins free', () => {
    const words = [...tool('pdftotext', '-bbox', join(folder, 'syllabus.pdf'), '-').matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map((found) => found.slice(1).map(Number));
    expect(words.filter(([left, top, right, bottom]) => left! < 53 || top! < 50 || right! > 559 || bottom! > 792 - 18)).toEqual([]);
  });
  itWith('qpdf', '· is sound', () => expect(tool('qpdf', '--check', join(folder, 'syllabus.pdf'))).toContain('No syntax or stream encoding errors found'));
  itWith('pdftotext', '· is of the newest version', async () => {
    const copy = new CurriculumCopy().change('curriculum.yaml', /^title: .*$/m, 'title: A training of 2027');
    await course.importAgain(copy.folder);
    copy.drop();
    writeFileSync(join(folder, 'newer.pdf'), await bytesOf(await fetched()));
    const text = plain(tool('pdftotext', join(folder, 'newer.pdf'), '-'));
    expect(text).toMatch(/^A training of 2027 /);
    expect(text).toContain('Version 2 ·');
  });
});

describe('a curriculum in another language, with a sign that no font draws', () => {
  beforeAll(async () => {
    const copy = new CurriculumCopy().change('curriculum.yaml', /^title: .*$/m, 'title: Formación 🙂 de pares').change('curriculum.yaml', 'language: en', 'language: es-MX');
    await course.importAgain(copy.folder);
    copy.drop();
  });

  itWith('pdftotext', '· has a syllabus with a box for the sign', async () => {
    const response = await fetched();
    expect(response.status).toBe(200);
    writeFileSync(join(folder, 'signs.pdf'), await bytesOf(response));
    expect(plain(tool('pdftotext', join(folder, 'signs.pdf'), '-'))).toMatch(/^Formación □ de pares /);
  });
  it('· says on its page which words are in that language, and each share in words', async () => {
    const { text } = await course.site.visitor().get('/curricula/default');
    expect(text).toMatch(/<div lang="es-MX"><div class="heading">\s*<h1>Formación 🙂 de pares<\/h1>/);
    for (const title of ['Mentoring', 'Ethical responsibility']) expect(text).toMatch(new RegExp(`<th scope="row" lang="es-MX">${title}`));
    expect(text.match(/<td>\d+ percent<svg class="bar"/g)).toHaveLength(4);
    expect(text).toMatch(/<h3><span class="quiet">Module 1<\/span><br><span lang="es-MX">/);
    expect(text).not.toContain('lang=""');
  });
  it('· that was published before coverage was kept says nothing of it', async () => {
    await course.site.house.asOwner(`update curriculum_versions set coverage = '[]'`);
    const { text } = await course.dana.get('/curricula/default/coverage');
    expect(text).toContain('The next version that is published fills it.');
    expect(text).not.toContain('Each of the 0');
  });
});
