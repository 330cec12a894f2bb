import type { AttemptStage, AttemptView, ConsentText, Party, ScenarioContent, Terms } from '#libs/assessment';
import { moduleHref } from '../checks/sheet.view.ts';
import { toHtml } from './markdown.ts';
import { playerView, type PlayerView } from './player.view.ts';

export interface StepView {
  readonly title: string;
  readonly state: 'done' | 'current' | 'ahead';
}

export interface ScenarioView {
  readonly title: string;
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

export function scenarioView(attemptId: string, scenario: ScenarioContent): ScenarioView {
  return {
    title: scenario.title,
    setting: scenario.setting,
    traineeCardHtml: toHtml(scenario.traineeCard),
    contentNote: scenario.contentNote ?? null,
    prepareMinutes: scenario.prepareMinutes,
    performMinutes: scenario.performMinutes,
    personaHref: `${attemptHref(attemptId)}/persona`,
    personaName: scenario.persona.name,
  };
}

/** `viewerId`: who looks; the log of viewings is the trainee's own. */
export function attemptView(attempt: AttemptView, scenario: ScenarioContent, viewerId: string): AttemptPageView {
  const href = attemptHref(attempt.id);
  const own = attempt.personId === viewerId;
  const standing = attempt.consents.filter(({ id, party, withdrawnAt }) => withdrawnAt === null && attempt.consents.findLast((one) => one.party === party)?.id === id);
  return {
    id: attempt.id,
    own,
    title: attempt.title,
    stage: attempt.stage,
    scenario: scenarioView(attempt.id, scenario),
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
export function consentAskView(attemptId: string, { party, title, version, markdown }: ConsentText): ConsentAskView {
  return { party, number: party === 'trainee' ? 1 : 2, title, version, textHtml: toHtml(markdown), href: `${attemptHref(attemptId)}/consents/${party}` };
}
