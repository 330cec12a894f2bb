import { CourseModule, Curricula, importCurriculum, inWords } from '#libs/course';
import { PersistenceModule } from '#libs/persistence';
import { NestFactory } from '@nestjs/core';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../database.ts';
import type { House } from '../house.ts';

const DEFAULT = fileURLToPath(new URL('../../../../../curriculum', import.meta.url));

/** `peerway import [folder]`: publishes a curriculum when something in it changed; names file and line of every fault, and then changes nothing. */
export async function run([folder = DEFAULT]: readonly string[], { settings, clock, say }: House): Promise<number> {
  const database = await openDatabase(settings, { adopt: false });
  try {
    const context = { module: CourseModule, imports: [PersistenceModule.forRoot({ settings, clock, databaseUrl: database.addresses.app, name: 'peerway-import', poolSize: 2 })] };
    const app = await NestFactory.createApplicationContext(context, { logger: ['error', 'warn'], abortOnError: false });
    const report = await importCurriculum(resolve(folder), app.get(Curricula)).finally(() => app.close());
    for (const warning of report.warnings) say(`  warning  ${inWords(warning)}`);
    for (const fault of report.faults) say(`  fault    ${inWords(fault)}`);
    if (!report.publication) {
      say(`${report.faults.length} faults; nothing was changed.`);
      return 1;
    }
    const { number, published, changes } = report.publication;
    for (const { kind, lineage, change } of changes) say(`  ${change.padEnd(8)} ${kind} ${lineage}`);
    say(published ? `Version ${number} is published. Cohorts that have begun stay on theirs.` : `Nothing changed since version ${number}.`);
    return 0;
  } finally {
    await database.stop();
  }
}
