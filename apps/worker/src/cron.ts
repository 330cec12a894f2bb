import type { CronItem } from 'graphile-worker';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Work that no person's act asks for. Times are UTC; one that was missed while no worker ran is made up for within `backfillPeriod`. */
export const CRON: readonly CronItem[] = [daily('forget-old-keys', '17 8'), daily('clear-uploads', '27 8'), daily('purge-narratives', '37 8'), hourly('lapse-role-plays', '47')];

function daily(task: string, minuteAndHour: string): CronItem {
  return { task, match: `${minuteAndHour} * * *`, identifier: task, options: { backfillPeriod: DAY_MS } };
}

/** What was promised to end on an hour does not wait for the night. */
function hourly(task: string, minute: string): CronItem {
  return { task, match: `${minute} * * * *`, identifier: task, options: { backfillPeriod: HOUR_MS } };
}
