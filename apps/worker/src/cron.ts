import type { CronItem } from 'graphile-worker';

const DAY_MS = 86_400_000;

/** Work that no person's act asks for. Times are UTC; one that was missed while no worker ran is made up for within `backfillPeriod`. */
export const CRON: readonly CronItem[] = [{ task: 'forget-old-keys', match: '17 8 * * *', identifier: 'forget-old-keys', options: { backfillPeriod: DAY_MS } }];
