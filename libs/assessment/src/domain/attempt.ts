import { partiesToAsk, type GivenConsent } from './consent.ts';

/** Where an attempt at a role play stands; `withdrawn`: consent was taken back before there was a result; `lapsed`: nobody gave one in the time that was promised. */
export type AttemptStage = 'consent' | 'record' | 'waiting' | 'passed' | 'not-yet' | 'withdrawn' | 'lapsed';

export interface AttemptFacts {
  readonly consents: readonly GivenConsent[];
  readonly submittedAt: Date | null;
  readonly outcome: 'passed' | 'not-yet' | null;
  readonly closedAt: Date | null;
}

export function stageOf({ consents, submittedAt, outcome, closedAt }: AttemptFacts): AttemptStage {
  if (outcome) return outcome;
  if (closedAt) return partiesToAsk(consents).length > 0 ? 'withdrawn' : 'lapsed';
  if (submittedAt) return 'waiting';
  return partiesToAsk(consents).length > 0 ? 'consent' : 'record';
}
