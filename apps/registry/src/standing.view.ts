import type { Day } from '#libs/kernel';
import type { Standing, StandingFacts } from '#libs/registry';

/** How a standing looks; never by color alone, its words say the same. */
export type Tone = 'good' | 'caution' | 'ended';

export const TONES: Readonly<Record<Standing, Tone>> = {
  'active': 'good',
  'in-grace': 'caution',
  'suspended': 'caution',
  'not-yet-issued': 'caution',
  'expired': 'ended',
  'revoked': 'ended',
  'surrendered': 'ended',
  'superseded': 'ended',
};

export interface StandingView {
  readonly standing: Standing;
  readonly tone: Tone;
  readonly since: Day | null;
  readonly recordedAt: string | null;
  readonly note: string | null;
  /** Where the listing that took its place is. */
  readonly successorPath: string | null;
}

export const listingPath = (code: string): string => `/v/${code}`;

export const standingView = ({ standing, since, recordedAt, publicNote, successorCode }: StandingFacts): StandingView => ({
  standing,
  tone: TONES[standing],
  since,
  recordedAt: recordedAt?.toISOString() ?? null,
  note: publicNote,
  successorPath: successorCode && listingPath(successorCode),
});
