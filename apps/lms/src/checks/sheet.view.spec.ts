import { describe, expect, it } from '@jest/globals';
import type { CheckSheet, SheetQuestion } from '#libs/assessment';
import { sheetView } from './sheet.view.ts';

const savedAt = new Date('2026-11-22T15:00:00Z');
const options = [2, 0, 1].map((position) => ({ position, text: `Option ${position}` }));
const answer = (sequence: number, ...chosen: number[]) => ({ sequence, chosen, receipt: 'X7Q2', savedAt });
const sheet = (...questions: Partial<SheetQuestion>[]): CheckSheet => ({
  attempt: { id: 'a1', title: 'Check', moduleSlug: 'engagement & more', passPercent: 80 } as CheckSheet['attempt'],
  languages: ['es', 'fr'],
  questions: questions.map((changes, at) => ({ number: at + 1, kind: 'single', stem: `Question ${at + 1}`, language: null, options, answer: null, ...changes })),
});
const timeZone = 'America/Chicago';

describe('the page of a check', () => {
  it('· shows options in the order that was drawn, and what was chosen', () => {
    const [question] = sheetView(sheet({ answer: answer(3, 0) }), { timeZone }).questions;
    expect(question!.options.map(({ position, checked }) => [position, checked])).toEqual([
      [2, false],
      [0, true],
      [1, false],
    ]);
    expect(question).toMatchObject({ sequence: 3, saved: { at: savedAt, receipt: 'X7Q2' }, stale: null });
  });

  it('· gives the first option the id of its question, so that a link leads into it', () => {
    expect(sheetView(sheet({}), { timeZone }).questions[0]!.options.map(({ id }) => id)).toEqual(['q-1', 'q-1-1', 'q-1-2']);
  });

  it('· names what is unanswered only to who hands in', () => {
    const open = sheet({ answer: answer(1, 0) }, {}, { kind: 'multiple', answer: answer(2) });
    expect(sheetView(open, { timeZone }).unanswered).toBeNull();
    expect(sheetView(open, { timeZone, handingIn: true }).unanswered?.map(({ number }) => number)).toEqual([2, 3]);
    expect(sheetView(sheet({ answer: answer(1, 0) }), { timeZone, handingIn: true }).unanswered).toBeNull();
  });

  it('· shows both answers where it was stale, and says so at the top', () => {
    const outcomes = [{ number: 1, kind: 'stale' as const, answer: answer(2, 1), offered: [2, 0] }];
    const view = sheetView(sheet({ answer: answer(2, 1) }, {}), { timeZone, outcomes });
    expect(view.questions.map(({ stale }) => stale)).toEqual([{ offered: 'Option 2; Option 0', standing: 'Option 1' }, null]);
    expect(view.anyStale).toBe(true);
  });

  it('· writes a dash where there is no answer', () => {
    const outcomes = [{ number: 1, kind: 'stale' as const, answer: answer(2, 1), offered: [] }];
    expect(sheetView(sheet({ answer: answer(2, 1) }), { timeZone, outcomes }).questions[0]!.stale?.offered).toBe('–');
  });

  it('· explains all-or-nothing only where several can be chosen', () => {
    expect([sheetView(sheet({}), { timeZone }).anySeveral, sheetView(sheet({}, { kind: 'multiple' }), { timeZone }).anySeveral]).toEqual([false, true]);
  });

  it('· leads back to the module, whatever its name', () => expect(sheetView(sheet({}), { timeZone }).moduleHref).toBe('/modules/engagement%20%26%20more'));

  it.each([
    ['as it was written', [null, null], ['es /checks/a1?language=es', 'fr /checks/a1?language=fr']],
    ['in Spanish', ['es', 'es'], ['null /checks/a1?language=original', 'fr /checks/a1?language=fr']],
    ['in Spanish as far as there is any', [null, 'es'], ['null /checks/a1?language=original', 'fr /checks/a1?language=fr']],
  ])('· %s leads to the other languages', (_, shown, links) => {
    const view = sheetView(sheet(...shown.map((language) => ({ language }))), { timeZone });
    expect(view.languages.map(({ language, href }) => `${language} ${href}`)).toEqual(links);
    expect(view.questions.map(({ language }) => language)).toEqual(shown);
  });

  it('· keeps the language that its address asked for; the script saves at the same place in every language', () => {
    const asked = sheetView(sheet({ language: 'es' }), { timeZone, reading: { language: 'es', asked: true } });
    expect([asked.askedLanguage, asked.resultHref, asked.answersHref]).toEqual(['es', '/checks/a1/result?language=es', '/checks/a1/answers']);
    const own = sheetView(sheet({ language: 'es' }), { timeZone, reading: { language: 'es', asked: false } });
    expect([own.askedLanguage, own.resultHref]).toEqual([null, '/checks/a1/result']);
  });
});
