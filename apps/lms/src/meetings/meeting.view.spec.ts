import type { MeetingSheet } from '#libs/course';
import { describe, expect, it } from '@jest/globals';
import { attendedIn, meetingRow, meetingView } from './meeting.view.ts';

const row = (personId: string, name: string, minutes?: number) => ({ personId, name, pronouns: null, tenures: [], hasLeft: false, elsewhere: false, confirmed: minutes === undefined ? null : { statementId: 's', minutes, day: '2026-11-20' as never, by: 'Amir' } });
const sheet = {
  cohort: { slug: 'spring', title: 'Spring' }, lessonId: 'l', lineage: 'role/opening-circle', title: 'Opening circle', module: 'The role', minutes: 70, domain: 'recovery', competencies: [],
  guide: { groupSize: { from: 6, to: 14 }, materials: ['Chairs'], agenda: [{ minutes: 10, title: 'Arriving', what: 'Greet.' }, { minutes: 60, title: 'Circle', what: 'Listen.' }], html: '<h2>Before</h2>', translations: {} },
  rows: [row('1', "Zoë O'Brien-Ñandú"), row('2', '王小明', 45), row('3', 'Cher')],
} as unknown as MeetingSheet;

describe('who was in a meeting', () => {
  it.each([
    ['nobody was ticked', {}, []],
    ['one was ticked', { present: '1' }, [{ personId: '1', minutes: 70 }]],
    ['two were ticked, one with fewer minutes', { present: ['1', '3'], minutes: { '1': ' 40 ', '3': '70', '2': '5' } }, [{ personId: '1', minutes: 40 }, { personId: '3', minutes: 70 }]],
    ['minutes are words', { present: ['1'], minutes: { '1': 'all' } }, [{ personId: '1', minutes: 0 }]],
    ['minutes are negative', { present: ['1'], minutes: { '1': '-5' } }, [{ personId: '1', minutes: 0 }]],
    ['minutes are a part of one', { present: ['1'], minutes: { '1': '12.5' } }, [{ personId: '1', minutes: 0 }]],
    ['minutes are empty', { present: ['1'], minutes: { '1': '' } }, [{ personId: '1', minutes: 0 }]],
    ['minutes are a list', { present: ['1'], minutes: { '1': ['5'] } }, [{ personId: '1', minutes: 70 }]],
    ['a name of every object was ticked', { present: ['constructor'], minutes: {} }, [{ personId: 'constructor', minutes: 70 }]],
    ['more were ticked than a list may hold', { present: { '0': '1', '1': '3' }, minutes: { '3': '5' } }, [{ personId: '1', minutes: 70 }, { personId: '3', minutes: 5 }]],
    ['something else came', { present: { '0': { '1': 'yes' } }, minutes: 'none' }, []],
  ])('· when %s', (_, typed, expected) => expect(attendedIn(typed, 70)).toEqual(expected));
});

describe('the page of a meeting', () => {
  it('· says at which minute each step begins and ends', () => expect(meetingView(sheet, {}).agenda.map(({ from, until }) => [from, until])).toEqual([[0, 10], [10, 70]]));
  it('· tells how to lead it in another language, minute by minute as in the original', () => {
    const es = { materials: ['Sillas'], agenda: [{ title: 'Llegada', what: 'Salude.' }, { title: 'Círculo', what: 'Escuche.' }], html: '<h2>Antes</h2>', outdated: true };
    const both = { ...sheet, guide: { ...sheet.guide, translations: { es } } };
    expect(meetingView(both, {}, 'es')).toMatchObject({
      materials: ['Sillas'], agenda: [{ from: 0, until: 10, title: 'Llegada' }, { from: 10, until: 70, title: 'Círculo', what: 'Escuche.' }], guideHtml: '<h2>Antes</h2>', guideLanguage: 'es', outdated: true,
      languages: [{ href: '/cohorts/spring/meetings/role/opening-circle?language=original' }],
    });
    for (const wished of ['en', 'constructor', '__proto__']) expect(meetingView(both, {}, wished)).toMatchObject({ materials: ['Chairs'], guideHtml: '<h2>Before</h2>', guideLanguage: null, outdated: false, languages: [{ language: 'es' }] });
  });
  it('· lists apart who is confirmed and who waits', () => {
    const view = meetingView(sheet, {});
    expect(view.waiting.map(({ name }) => name)).toEqual(["Zoë O'Brien-Ñandú", 'Cher']);
    expect(view.credited).toEqual([{ personId: '2', name: '王小明', hasLeft: false, here: { minutes: 45, day: '2026-11-20', by: 'Amir' }, takingBack: false }]);
  });
  it('· tells nothing of a credit that was given elsewhere', () => {
    const view = meetingView({ ...sheet, rows: [{ ...row('4', 'محمد العلي'), hasLeft: true, elsewhere: true }] }, {});
    expect([view.waiting, view.credited]).toEqual([[], [{ personId: '4', name: 'محمد العلي', hasLeft: true, here: null, takingBack: false }]]);
  });
  it('· opens the form of whose credit was to be taken back', () => expect(meetingView(sheet, { personId: '2' }).credited).toMatchObject([{ takingBack: true }]));
  it.each([['71', true], ['0', true], ['most', true], ['70', false], [' 1 ', false]])('· marks minutes of somebody who was ticked: %j', (minutes, atFault) =>
    expect(meetingView(sheet, { present: ['1'], minutes: { '1': minutes, '3': '99' } }).waiting.map((one) => one.atFault)).toEqual([atFault, false]));
  it('· offers all the minutes, and ticks nobody by itself', () => expect(meetingView(sheet, {}).waiting.map(({ present, minutes }) => [present, minutes])).toEqual([[false, '70'], [false, '70']]));
  it('· keeps what was ticked and typed', () => expect(meetingView(sheet, { present: ['3'], minutes: { '3': 'most' } }).waiting[1]).toMatchObject({ present: true, minutes: 'most' }));
  it('· is found under its cohort', () => expect(meetingRow({ slug: 'spring' }, { lineage: 'role/opening-circle', title: 'O', module: 'R', minutes: 70, confirmed: 3 }).href).toBe('/cohorts/spring/meetings/role/opening-circle'));
});
