// The life of an application, as one table: it draws the buttons and refuses the request.
import { Refusal } from '#libs/kernel';

export type ApplicationState = 'draft' | 'submitted' | 'claimed' | 'returned' | 'awarded' | 'denied' | 'withdrawn';
export type ApplicationAct = 'save' | 'submit' | 'withdraw' | 'claim' | 'give-back' | 'check-identity' | 'read-narrative' | 'waive' | 'return' | 'award' | 'deny';
/** The applicant; any registrar; the registrar who claimed it. */
export type ApplicationParty = 'applicant' | 'registrar' | 'claimer';

interface Step {
  readonly by: ApplicationParty;
  readonly from: readonly ApplicationState[];
  readonly to: ApplicationState | 'same';
}

export const APPLICATION_STEPS: Readonly<Record<ApplicationAct, Step>> = {
  save: { by: 'applicant', from: ['draft', 'returned'], to: 'same' },
  submit: { by: 'applicant', from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { by: 'applicant', from: ['draft', 'submitted', 'claimed', 'returned'], to: 'withdrawn' },
  claim: { by: 'registrar', from: ['submitted'], to: 'claimed' },
  'give-back': { by: 'claimer', from: ['claimed'], to: 'submitted' },
  'check-identity': { by: 'claimer', from: ['claimed'], to: 'same' },
  'read-narrative': { by: 'claimer', from: ['claimed'], to: 'same' },
  waive: { by: 'claimer', from: ['claimed'], to: 'same' },
  return: { by: 'claimer', from: ['claimed'], to: 'returned' },
  award: { by: 'claimer', from: ['claimed'], to: 'awarded' },
  deny: { by: 'claimer', from: ['claimed'], to: 'denied' },
};

/** States in which a person still waits for an end: one application at a time. */
export const OPEN_STATES: readonly ApplicationState[] = APPLICATION_STEPS.withdraw.from;

export class ApplicationIsNotThere extends Refusal {
  constructor(act: ApplicationAct, state: ApplicationState) {
    super('conflict', { act, state });
  }
}

/** What this party can do now. */
export function openActs(state: ApplicationState, party: ApplicationParty): ApplicationAct[] {
  const acts = Object.entries(APPLICATION_STEPS) as [ApplicationAct, Step][];
  return acts.filter(([, { by, from }]) => by === party && from.includes(state)).map(([act]) => act);
}

/** @throws ApplicationIsNotThere */
export function requireState(state: ApplicationState, act: ApplicationAct): void {
  if (!APPLICATION_STEPS[act].from.includes(state)) throw new ApplicationIsNotThere(act, state);
}
