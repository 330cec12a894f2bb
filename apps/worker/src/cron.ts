import type { CronItem } from 'graphile-worker';

const DAY_MS = 86_400_000;

/** Work that no person's act asks for. Times are UTC; one that was missed while no worker ran is made up for within `backfillPeriod`. */
export const CRON: readonly CronItem[] = [daily('forget-old-keys', '17 8'), daily('clear-uploads', '27 8'), daily('purge-narratives', '37 8')];

function daily(task: string, minuteAndHour: string): CronItem {
  return { task, match: `${minuteAndHour} * * *`, identifier: task, options: { backfillPeriod: DAY_MS } };
}
