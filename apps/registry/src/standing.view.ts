import type { Day } from '#libs/kernel';
import { verificationPath, type Standing, type StandingFacts } from '#libs/registry';

/** How a standing looks: the kinds of `parts/tag`. Never by color alone, its words say the same. */
export type Tone = 'good' | 'wait' | 'caution' | 'stop' | 'past';

export const TONES: Readonly<Record<Standing, Tone>> = {
  'active': 'good',
  'in-grace': 'wait',
  'suspended': 'caution',
  'not-yet-issued': 'wait',
  'expired': 'past',
  'revoked': 'stop',
  'surrendered': 'past',
  'superseded': 'past',
};

export interface StandingView {
  readonly standing: Standing;
  readonly tone: Tone;
  /** The kind of `parts/notice`: whatever is not active wants a second look. */
  readonly notice: 'info' | 'caution';
  readonly since: Day | null;
  readonly recordedAt: string | null;
  readonly note: string | null;
  /** Where the listing that took its place is. */
  readonly successorPath: string | null;
}

export const standingView = ({ standing, since, recordedAt, publicNote, successorCode }: StandingFacts): StandingView => ({
  standing,
  tone: TONES[standing],
  notice: standing === 'active' ? 'info' : 'caution',
  since,
  recordedAt: recordedAt?.toISOString() ?? null,
  note: publicNote,
  successorPath: successorCode && verificationPath(successorCode),
});
