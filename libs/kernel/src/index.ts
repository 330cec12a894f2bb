/**
 * kernel: the few words that every library speaks: refusals, the clock, days, minutes, identifiers, settings.
 * Owns no data and imports nothing of ours. Does not know the database, the web or any noun of the field.
 */
export { Clock, SystemClock } from './clock.ts';
export { addDays, addMonths, day, dayOf, daysBetween, isDay, type Day } from './day.ts';
export { failPoint } from './fail-point.ts';
export { groupCode, isId, newCode, newId, newKey, readCode } from './ids.ts';
export { percentOf, splitMinutes, type Minutes } from './minutes.ts';
export { NotFound, Refusal, type RefusalFacts, type RefusalKind } from './refusal.ts';
export { DEVELOPMENT_SECRET, readSettings, Settings, type Environment } from './settings.ts';
