/**
 * evidence: claims that somebody vouches for: supervised hours by an approved supervisor, training taken elsewhere by a registrar.
 * Owns claims, claim_withdrawals, vouchings, hours_rows, vouch_requests, asked_claims, training_rows, training_minutes, training_credits. A claim counts for
 * nothing; only a vouched one becomes a statement in the record. Does not know what a program asks, nor where a document's bytes lie (files does).
 */
export type { AnswerContact } from './answer-letters.ts';
export { ASK_AGAIN_AFTER_DAYS, may, mayAskNow, stateOf, type ClaimAct, type ClaimFacts, type ClaimKind, type ClaimState, type HoursVerdict, type TransferVerdict } from './domain/claim.ts';
export { ACTIVITIES, MOST_MINUTES_A_DAY, supervisionRatio, type Activity, type HoursRow, type SupervisionRatio } from './domain/hours.ts';
export { sumOf, type DomainMinutes, type TrainingRow } from './domain/training.ts';
export { EvidenceModule } from './evidence.module.ts';
export { HoursQueries, type HoursClaim, type HoursTotals } from './hours.queries.ts';
export * from './refusals.ts';
export { correcting, SupervisedHours } from './supervised-hours.service.ts';
export { SupervisorApprovals, type Approval } from './supervisor-approvals.service.ts';
export { SupervisorLinks } from './supervisor-links.ts';
export { SupervisorQueries, type ApprovedSupervisor, type Trainee } from './supervisors.queries.ts';
export { TrainingQueries, type TrainingClaim } from './training.queries.ts';
export { TransferReview } from './transfer-review.service.ts';
export { TransferredTraining } from './transferred-training.service.ts';
export { Vouching, type HoursAnswer } from './vouching.service.ts';
