/**
 * record: the training record, an append-only list of facts about what a person earned, and sums over it.
 * Owns `statements`. Does not know who may state what, nor what counts for a certification: those who judge append, those who decide read.
 */
export { minutesByDomain, standingStatements, sumMinutes, TRAINING_KINDS, type Statement, type StatementKind, type Verb, type VoucherKind } from './domain/statement.ts';
export { StatementRow } from './entities/statement.entity.ts';
export { RecordModule } from './record.module.ts';
export { RecordQueries, type Earned } from './record.queries.ts';
export { StatementAlreadyVoided, TrainingRecord, type NewStatement } from './record.service.ts';
