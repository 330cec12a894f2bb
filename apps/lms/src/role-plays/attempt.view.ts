import { languagesOf, scenarioIn, type AttemptStage, type AttemptView, type ConsentText, type Party, type Persona, type ScenarioContent, type Terms } from '#libs/assessment';
import { moduleHref } from '../checks/sheet.view.ts';
import { AS_WRITTEN, inLanguage, otherLanguages, type OtherLanguage, type ReadingLanguage } from '../course/reading-language.ts';
import { toHtml } from './markdown.ts';
import { playerView, type PlayerView } from './player.view.ts';

export interface StepView {
  readonly title: string;
  readonly state: 'done' | 'current' | 'ahead';
}

export interface ScenarioView {
  readonly title: string;
  /** Of its words; null where they are as written. */
  readonly language: string | null;
  readonly noteLanguage: string | null;
  /** Its text was changed after it was translated. */
  readonly outdated: boolean;
  readonly languages: readonly OtherLanguage[];
  readonly setting: string;
  readonly traineeCardHtml: string;
  readonly contentNote: string | null;
  readonly prepareMinutes: number;
  readonly performMinutes: number;
  readonly personaHref: string;
  readonly personaName: string;
}

export interface GivenView {
  readonly party: Party;
  readonly name: string;
  readonly givenAt: Date;
  readonly withdrawHref: string;
}

/** Everything a page of an attempt may show; each page takes what it needs. */
export interface AttemptPageView {
  readonly id: string;
  readonly own: boolean;
  readonly title: string;
  readonly titleLanguage: string | null;
  readonly stage: AttemptStage;
  readonly scenario: ScenarioView;
  readonly given: readonly GivenView[];
  readonly terms: Terms;
  readonly submissionHref: string;
  readonly receipt: string | null;
  readonly submittedAt: Date | null;
  readonly player: PlayerView | null;
  readonly backHref: string;
}

export interface ConsentAskView {
  readonly party: Party;
  readonly number: number;
  readonly title: string;
  readonly version: number;
  readonly textHtml: string;
  readonly href: string;
}

export const attemptHref = (id: string): string => `/role-plays/${id}`;

export function scenarioView(attemptId: string, content: ScenarioContent, reading = AS_WRITTEN): ScenarioView {
  const scenario = scenarioIn(content, reading.language);
  return {
    title: scenario.title,
    language: scenario.language,
    noteLanguage: scenario.noteLanguage,
    outdated: scenario.outdated,
    languages: otherLanguages(attemptHref(attemptId), languagesOf([content]), scenario.language),
    setting: scenario.setting,
    traineeCardHtml: toHtml(scenario.traineeCard),
    contentNote: scenario.contentNote ?? null,
    prepareMinutes: scenario.prepareMinutes,
    performMinutes: scenario.performMinutes,
    personaHref: inLanguage(`${attemptHref(attemptId)}/persona`, reading),
    personaName: scenario.persona.name,
  };
}

export interface PersonaView extends Persona {
  readonly scenarioTitle: string;
  readonly language: string | null;
  readonly outdated: boolean;
  readonly languages: readonly OtherLanguage[];
  readonly unsafe: readonly string[];
  readonly performMinutes: number;
  readonly setting: string;
  readonly backHref: string;
}

/** The card of whoever plays the other person. */
export function personaView(attemptId: string, content: ScenarioContent, reading: ReadingLanguage): PersonaView {
  const { persona, title, language, outdated, unsafe, performMinutes, setting } = scenarioIn(content, reading.language);
  const href = attemptHref(attemptId);
  const languages = otherLanguages(`${href}/persona`, languagesOf([content]), language);
  return { ...persona, scenarioTitle: title, language, outdated, languages, unsafe, performMinutes, setting, backHref: inLanguage(href, reading) };
}

/** `viewerId`: who looks; the log of viewings is the trainee's own. */
export function attemptView(attempt: AttemptView, content: ScenarioContent, viewerId: string, reading = AS_WRITTEN): AttemptPageView {
  const scenario = scenarioView(attempt.id, content, reading);
  const href = attemptHref(attempt.id);
  const own = attempt.personId === viewerId;
  const standing = attempt.consents.filter(({ id, party, withdrawnAt }) => withdrawnAt === null && attempt.consents.findLast((one) => one.party === party)?.id === id);
  return {
    id: attempt.id,
    own,
    title: scenario.language === null ? attempt.title : scenario.title,
    titleLanguage: scenario.language,
    stage: attempt.stage,
    scenario,
    given: standing.map(({ party, name, givenAt }) => ({ party, name, givenAt, withdrawHref: `${href}/consents/${party}/withdrawal` })),
    terms: attempt.terms,
    submissionHref: `${href}/submission`,
    receipt: attempt.submission?.receipt ?? null,
    submittedAt: attempt.submission?.submittedAt ?? null,
    player: attempt.submission && { ...playerView(attempt.submission.file), ...(own ? {} : { viewingsHref: null }) },
    backHref: moduleHref(attempt.moduleSlug),
  };
}

/** Consent of the trainee first, then of the partner, each with its whole text. */
export function consentAskView(attemptId: string, { party, title, version, markdown }: ConsentText, reading = AS_WRITTEN): ConsentAskView {
  return { party, number: party === 'trainee' ? 1 : 2, title, version, textHtml: toHtml(markdown), href: inLanguage(`${attemptHref(attemptId)}/consents/${party}`, reading) };
}
