import { describe, expect, it } from '@jest/globals';
import { foresee, readDraft, type AttemptView, type QueuedSubmission, type RatingSheet, type RubricContent, type ScenarioContent } from '#libs/assessment';
import { attemptView, consentAskView, personaView } from './attempt.view.ts';
import { gradingView, releaseView } from './grading.view.ts';
import { playerView, timeCode } from './player.view.ts';
import { queueView } from './queue.view.ts';
import { resultView } from './result.view.ts';

const at = new Date('2026-11-22T15:00:00Z');
const later = (days: number): Date => new Date(at.getTime() + days * 86_400_000);
const file: RatingSheet['file'] = { id: 'f', ownerId: 'rosa', kind: 'recording', name: 'x', type: 'video/webm', bytes: 9, sha256: '', storedAt: at, seekable: true, durationMs: 83_400, removed: null };
const criterion = (key: string, critical: boolean): RubricContent['criteria'][number] => ({ key, title: `On ${key}`, competencies: [], critical, levels: ([1, 2, 3, 4] as const).map((points) => ({ points, name: `Level ${points}`, behavior: `${key} at ${points}`, examples: [] })) });
const rubric: RubricContent = { lineage: 'a/b', title: 'R', passRule: { everyCriterionAtLeast: 3, orMeanAtLeastHundredths: 300, withNoneAtOrBelow: 1, andAtMostBelowThree: 1 }, criteria: [criterion('listening', false), criterion('crisis', true)] };
const scenario = { lineage: 'a/c', title: 'Ray', setting: 'A room.', traineeCard: '## Know\n<script>alert(1)</script>', prepareMinutes: 5, performMinutes: 10, unsafe: ['x'], persona: { name: 'Ray' } } as unknown as ScenarioContent;
const draft = readDraft({ criteria: { listening: { level: 3, comment: 'Good 王' }, crisis: { level: 1, evidence: '1:05' } }, comments: [{ seconds: 83, text: 'here' }, { text: 'whole' }], summary: 'Dear' }, rubric);
const sheet: RatingSheet = { submissionId: 's', attemptId: 'a', rubricVersionId: 'r', scenarioVersionId: 'c', title: 'Ray', traineeName: "Zoë O'Brien-Ñandú", traineePronouns: null, submittedAt: at, file, draft, version: 4, savedAt: at, leasedUntil: at, released: false };

describe('a time in a recording', () => {
  it.each([[0, '0:00'], [9.9, '0:09'], [83, '1:23'], [3683, '1:01:23']])('· of %d seconds reads %s', (seconds, text) => expect(timeCode(seconds)).toBe(text));
});

describe('a player', () => {
  it('· shows length and medium, or why there is nothing to play', () => {
    expect(playerView(file)).toMatchObject({ isVideo: true, length: '1:23', gone: null });
    expect(playerView({ ...file, type: 'audio/mp4', durationMs: null, removed: { why: 'retention', at: later(1) } })).toMatchObject({ isVideo: false, length: null, gone: { why: 'retention', storedAt: at } });
  });
});

describe('the queue', () => {
  const one: QueuedSubmission = { submissionId: 's', title: 'Ray', traineeName: 'Cher', moduleLineage: 'm', submittedAt: at, type: 'audio/webm', durationMs: null, lapsesAt: later(180), claim: null };
  it('· tells days, medium and who grades', () => {
    const claim = { instructorId: 'amir', name: 'Amir', until: later(3) };
    const { rows, nextHref, firstHref } = queueView({ rows: [one, { ...one, claim }], next: 'k' }, 'amir', later(2.5), null);
    expect([rows[0]!.daysWaiting, rows[0]!.medium, rows[0]!.claimedBy, nextHref, firstHref]).toEqual([2, 'audio', null, '/grading?after=k', null]);
    expect([rows[1]!.mine, rows[1]!.claimedBy]).toEqual([true, null]);
    expect(queueView({ rows: [{ ...one, claim }], next: null }, 'odile', at, 'j').rows[0]).toMatchObject({ mine: false, claimedBy: 'Amir' });
  });
});

describe('a recording that goes without a result', () => {
  const one: QueuedSubmission = { submissionId: 's', title: 'Ray', traineeName: '王小明', moduleLineage: 'm', submittedAt: at, type: 'video/mp4', durationMs: 61_000, lapsesAt: later(30), claim: null };
  it.each([
    [14.9, 15, false],
    [15.1, 14, true],
    [16, 14, true],
    [29.5, 0, true],
    [31, 0, true],
  ])('· is marked in the queue in its last two weeks: after %d days %d are left', (days, left, lapsing) => {
    expect(queueView({ rows: [one], next: null }, 'amir', later(days), null).rows[0]).toMatchObject({ lapsing, lapsesInDays: left });
  });
});

describe('the grading page', () => {
  it('· holds the draft and one blank comment; a card’s HTML stays text', () => {
    const view = gradingView(sheet, rubric, scenario);
    expect(view.criteria[1]!.levels.find(({ checked }) => checked)).toMatchObject({ points: 1, behavior: 'crisis at 1' });
    expect([view.criteria[1]!.evidence, view.comments.map(({ time, text }) => `${time}|${text}`)]).toEqual(['1:05', ['1:23|here', '|whole', '|']]);
    expect(view.traineeCardHtml).toContain('&lt;script&gt;');
  });

  it('· after a stale save holds what was sent, shows what stands, and knows the newer version', () => {
    const yours = { ...draft, summary: 'Mine', criteria: { ...draft.criteria, listening: { level: 2 as const, evidence: [], comment: '' } } };
    const view = gradingView(sheet, rubric, scenario, { kind: 'stale', version: 7, savedAt: at, theirs: draft, yours });
    expect([view.version, view.summary, view.stale!.summary]).toEqual([7, 'Mine', 'Dear']);
    expect(view.criteria.map(({ theirs }) => theirs)).toEqual(['3 · Good 王', null]);
  });
});

describe('the page before a release', () => {
  it('· shows the outcome and what would be asked', () => {
    const view = releaseView(sheet, rubric, foresee(rubric, draft, 83_400));
    expect([view.ready, view.outcome!.passed, view.outcome!.missing]).toEqual([true, false, [{ title: 'On crisis', points: 1, needed: 3, critical: true, behavior: 'crisis at 3' }]]);
  });

  it('· shows no outcome while a level is open', () => {
    const open = readDraft({}, rubric);
    expect(releaseView({ ...sheet, draft: open }, rubric, foresee(rubric, open, null))).toMatchObject({ ready: false, outcome: null, gaps: [{ kind: 'level' }, { kind: 'level' }] });
  });
});

describe('a moment behind the end of a recording', () => {
  const beyond = readDraft({ criteria: { listening: { level: 3, evidence: '0:30, 1:25' }, crisis: { level: 2 } }, comments: [{ seconds: 84, text: 'at its end' }, { seconds: 85, text: 'behind <it> 王' }, { text: 'whole' }] }, rubric);
  it('· is to be mended before a release, at its place', () => {
    const view = releaseView({ ...sheet, draft: beyond }, rubric, foresee(rubric, beyond, 83_400));
    expect([view.ready, view.gaps]).toEqual([false, [
      { kind: 'beyond', title: 'On listening', href: '/grading/s#criterion-listening' },
      { kind: 'beyond', title: 'behind <it> 王', href: '/grading/s#comments' },
    ]]);
  });
  it('· is no matter where nobody knows the length', () => expect(foresee(rubric, beyond, null).gaps).toEqual([]));
});

describe('a result', () => {
  const consents = [{ id: '1', party: 'trainee', withdrawnAt: null, name: 'Rosa', daysKept: 60, daysUngraded: 180, givenAt: at }, { id: '2', party: 'partner', withdrawnAt: at, name: 'Wei', daysKept: 30, daysUngraded: 180, givenAt: at }] as const;
  const result = { outcome: 'not-yet', points: 4, ofPoints: 8, missing: [], releasedAt: at, instructor: 'Amir', rating: draft } as const;
  const attempt: AttemptView = { id: 'a', personId: 'rosa', personName: 'Rosa', organizationId: 'o', moduleSlug: 'ethics & more', title: 'Ray', rolePlay: 'a/c', scenarioVersionId: 'c', rubricVersionId: 'r', openedAt: at, closedAt: at, stage: 'not-yet', consents, terms: { daysKept: 60, daysUngraded: 180 }, submission: { id: 's', receipt: 'R', submittedAt: at, file }, result };

  it('· goes criterion by criterion, with times that lead into the recording', () => {
    const view = resultView(attempt, scenario, rubric, 'rosa', 'a');
    expect(view.criteria[1]).toMatchObject({ points: 1, behavior: 'crisis at 1', nextLevel: 'crisis at 2', evidence: [{ href: '/recordings/f#t=65', time: '1:05' }] });
    expect(view.comments).toEqual([{ text: 'here', at: { href: '/recordings/f#t=83', seconds: 83, time: '1:23' } }, { text: 'whole', at: null }]);
    expect(view.backHref).toBe('/modules/ethics%20%26%20more');
  });

  it.each([
    ['its trainee, on the newest attempt', 'rosa', 'a', true, null],
    ['its trainee, on an attempt that another followed', 'rosa', 'b', false, '/role-plays/b'],
    ['an instructor', 'amir', 'a', false, null],
    ['an instructor, on an earlier attempt', 'amir', 'b', false, null],
  ])('· "not yet" offers to begin again rightly to %s', (_, viewer, latest, again, latestHref) => expect(resultView(attempt, scenario, rubric, viewer, latest)).toMatchObject({ again, latestHref }));

  it('· tells criteria and levels in the language of the reader; what the instructor wrote stays', () => {
    const es = { title: 'R', criteria: rubric.criteria.map(({ key, levels }) => ({ key, title: `Sobre ${key}`, levels: levels.map(({ points }) => ({ name: `Nivel ${points}`, behavior: `${key} en ${points}`, examples: [] })) })) };
    const missing = [{ criterion: 'crisis', title: 'On crisis', points: 1, needed: 3, critical: true }] as const;
    const given = { ...attempt, result: { ...result, missing } } as unknown as AttemptView;
    const view = resultView(given, scenario, { ...rubric, translations: { es } }, 'rosa', 'a', { language: 'es', asked: true });
    expect(view).toMatchObject({ language: 'es', missing: [{ title: 'Sobre crisis', behavior: 'crisis en 3' }], languages: [{ href: '/role-plays/a/result?language=original' }] });
    expect(view.criteria[0]).toMatchObject({ title: 'Sobre listening', name: 'Nivel 3', comment: 'Good 王', nextLevel: 'listening en 4' });
    expect(resultView(given, scenario, { ...rubric, translations: { es } }, 'rosa', 'a').language).toBeNull();
  });

  it('· passed offers no further attempt', () => expect(resultView({ ...attempt, result: { ...result, outcome: 'passed' } }, scenario, rubric, 'rosa', 'a')).toMatchObject({ passed: true, again: false }));

  it('· leads nowhere once the recording is gone', () => {
    const gone = { ...attempt, submission: { ...attempt.submission!, file: { ...file, removed: { why: 'retention' as const, at } } } };
    expect(resultView(gone, scenario, rubric, 'rosa', 'a').comments[0]!.at!.href).toBeNull();
  });

  it('· shows the log of viewings to its trainee alone', () => {
    expect(['rosa', 'amir'].map((viewer) => attemptView(attempt, scenario, viewer).player!.viewingsHref)).toEqual(['/recordings/f/viewings', null]);
  });

  it('· offers to take back only a consent that stands', () => {
    expect(attemptView(attempt, scenario, 'rosa').given.map(({ party }) => party)).toEqual(['trainee']);
  });

  const card = { name: 'Ray', pronouns: 'él', summary: 'Cansado.', mood: 'Cerrado.', goals: ['Irse'], revealOnlyIfAsked: ['Por qué'], lines: ['Ya.'], opensUp: ['Calma'], closes: ['Consejos'] };
  const es = { title: 'Ray habla', setting: 'Una sala.', traineeCard: '<b>Escuche</b>', unsafe: ['Da dinero'], persona: card };
  const both = { ...scenario, contentNote: 'Of loss.', persona: { name: 'Ray', age: 44 }, translations: { es } } as unknown as ScenarioContent;
  const spanish = { language: 'es', asked: true };

  it('· shows its scenario in the language of the reader, and leads to the other', () => {
    const view = attemptView(attempt, both, 'rosa', spanish);
    expect(view).toMatchObject({ title: 'Ray habla', titleLanguage: 'es', scenario: { setting: 'Una sala.', language: 'es', contentNote: 'Of loss.', noteLanguage: null, personaHref: '/role-plays/a/persona?language=es' } });
    expect(view.scenario.traineeCardHtml).toContain('&lt;b&gt;Escuche');
    expect(view.scenario.languages).toEqual([{ language: null, name: null, href: '/role-plays/a?language=original' }]);
    expect(consentAskView('a', { party: 'partner', title: 'T', version: 1, markdown: '' } as never, spanish).href).toBe('/role-plays/a/consents/partner?language=es');
  });

  it.each(['en', 'original', 'constructor', '__proto__'])('· asked for in %p shows it as it was written', (language) => {
    const view = attemptView(attempt, both, 'rosa', { language, asked: false });
    expect(view).toMatchObject({ title: 'Ray', titleLanguage: null, scenario: { title: 'Ray', setting: 'A room.', language: null, personaHref: '/role-plays/a/persona' } });
    expect(view.scenario.languages).toEqual([{ language: 'es', name: 'español', href: '/role-plays/a?language=es' }]);
  });

  it('· says on both cards when its text was changed after it was translated', () => {
    const older = { ...both, translations: { es: { ...es, outdated: true } } } as unknown as ScenarioContent;
    const shown = (content: ScenarioContent, reading: typeof spanish): boolean[] => [attemptView(attempt, content, 'rosa', reading).scenario.outdated, personaView('a', content, reading).outdated];
    expect([shown(older, spanish), shown(older, { language: 'en', asked: false }), shown(both, spanish)]).toEqual([[true, true], [false, false], [false, false]]);
  });

  it('· gives the partner the card in the same language, with the age and all that is unsafe', () => {
    const view = personaView('a', both, spanish);
    expect(view).toMatchObject({ ...card, age: 44, scenarioTitle: 'Ray habla', language: 'es', unsafe: ['Da dinero'], performMinutes: 10, backHref: '/role-plays/a?language=es' });
    expect(view.languages.map(({ href }) => href)).toEqual(['/role-plays/a/persona?language=original']);
    expect(personaView('a', both, { language: 'en', asked: false })).toMatchObject({ age: 44, scenarioTitle: 'Ray', language: null, unsafe: ['x'], backHref: '/role-plays/a' });
  });
});
