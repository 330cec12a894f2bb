/** npm run bench: what Peerway's hottest pages and its awards cost a processor. Needs Linux (it reads /proc); takes about two minutes; leaves nothing behind. */
import { existsSync } from 'node:fs';
import { seedBody } from './body-seed.ts';
import { awardAndDeliver, Certifier, drawSome, untilNothingIsLeft } from './certificates.ts';
import { seedCourse } from './course-seed.ts';
import { CpuMeter } from './cpu.ts';
import { House } from './house.ts';
import { play, type Measured } from './load.ts';
import { QueryCounter } from './queries.ts';
import { lmsScenes, registryScene } from './scenes.ts';
import { openServices } from './services.ts';
import { machine, sentences, table } from './table.ts';

const TRAINEES = 500;
const AWARDS = 500;
const DRAWN = 300;
const DRAWN_TO_WARM_UP = 200;
const CHECKS = 12;

const began = performance.now();
const say = (words: string): void => console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${words}`);

async function bench(house: House, counter: QueryCounter): Promise<void> {
  const meter = (apps: readonly number[]): CpuMeter => new CpuMeter(house.postmaster, apps);
  const [lms, registry] = [await house.serve('lms'), await house.serve('registry')];
  say('PostgreSQL, the pages and the registry are up');
  const services = await openServices(house.environment, { careless: true });
  const course = await seedCourse(services, TRAINEES);
  const rolePlays = course.outline.modules.flatMap((module) => module.rolePlays).length;
  say(`the curriculum imported in ${course.importSeconds[0].toFixed(1)} s, the same again in ${course.importSeconds[1].toFixed(1)} s`);
  say(`${TRAINEES} trainees on ${course.outline.modules.length} modules with ${CHECKS} checks and ${rolePlays} role plays; ${course.submissions} submissions, ${course.waiting.length} of them waiting`);
  const body = await seedBody(services, course.outline, AWARDS + DRAWN);
  say(`${body.applications.length} applications are ready for the award`);
  await house.settle();
  const measured: Measured[] = [];
  for (const scene of await lmsScenes(services, house.origin('lms'), course, body)) {
    measured.push(await play(scene, meter([lms]), counter));
    say(`${scene.name}: measured`);
  }
  const certifier = await Certifier.start(house);
  await certifier.perform({ award: body.applications.slice(AWARDS), registrar: body.registrar });
  const drawn = await drawSome(house, certifier, meter, DRAWN_TO_WARM_UP);
  say(`${drawn.count} certificates drawn and signed`);
  const worker = await house.serve('worker');
  await untilNothingIsLeft(house);
  const delivery = await awardAndDeliver(house, certifier, worker, body.applications.slice(0, AWARDS), body.registrar, meter, counter);
  say(`${AWARDS} certifications awarded and delivered`);
  await house.settle();
  measured.unshift(await play(await registryScene(services, house.origin('registry')), meter([registry]), counter));
  const [{ server_version: version }] = (await house.read<{ server_version: string }>('show server_version')) as [{ server_version: string }];
  await services.close();
  console.log(['', machine(version), '', ...table(measured, drawn, delivery), '', ...sentences(drawn, delivery)].join('\n'));
}

if (!existsSync('/proc/self/schedstat')) throw new Error('The bench reads /proc/<pid>/task/<thread>/schedstat, which only Linux has');
const house = await House.build();
const counter = await QueryCounter.open(house.besideUrl);
const leave = async (code: number): Promise<never> => {
  await counter.close().catch(() => undefined);
  await house.stop();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(1));
try {
  await bench(house, counter);
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  await leave(1);
}
await leave(0);
