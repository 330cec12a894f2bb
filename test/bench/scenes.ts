import { Starts } from '#libs/course';
import { Database } from '#libs/persistence';
import type { SeededBody } from './body-seed.ts';
import type { SeededCourse, Trainee } from './course-seed.ts';
import { ask, type Scene } from './load.ts';
import { signIn } from './people.ts';
import type { Services } from './services.ts';

/** How many attempts are open at each check. */
const OPEN_AT_EACH_CHECK = 4;
const RATED_AT_ONCE = 40;

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

/** The token that forms of a person's pages carry. */
async function formToken(origin: string, path: string, cookie: string): Promise<string> {
  const { status, body } = await ask({ origin, path, cookie }, true);
  const token = /name="_csrf" value="([^"]+)"/.exec(body.toString())?.[1] ?? /name="csrf-token" content="([^"]+)"/.exec(body.toString())?.[1];
  if (!token) throw new Error(`${path} (${status}) has no form`);
  return token;
}

interface OpenCheck {
  readonly trainee: Trainee;
  readonly path: string;
  readonly csrf: string;
  readonly questions: number;
}

async function openCheck(services: Services, origin: string, trainee: Trainee, moduleSlug: string): Promise<OpenCheck> {
  const attemptId = await services.get(Starts).check(trainee, moduleSlug);
  const path = `/checks/${attemptId}`;
  const [row] = await services.get(Database).read<{ questions: number }>(`select count(*)::int as questions from check_questions where attempt_id = $1`, [attemptId]);
  return { trainee, path, questions: row!.questions, csrf: await formToken(origin, path, trainee.cookie) };
}

/** Answers are given again and again, each time another one; a question is answered anew only after all others were. */
async function answerScene(services: Services, origin: string, { trainees, outline }: SeededCourse): Promise<Scene> {
  const takers = outline.modules.flatMap((module, index) => trainees.filter(({ modulesDone }) => modulesDone === index).slice(0, OPEN_AT_EACH_CHECK).map((trainee) => ({ trainee, slug: module.slug })));
  const open: OpenCheck[] = [];
  for (const { trainee, slug } of takers) open.push(await openCheck(services, origin, trainee, slug));
  const places = open.flatMap((check) => Array.from({ length: check.questions }, (_, number) => ({ check, number: number + 1 })));
  return {
    name: 'Check: an answer saved',
    requests: 400,
    asks: (n) => {
      const { check, number } = at(places, n);
      const sequence = Math.floor(n / places.length);
      return { origin, path: `${check.path}/answers/${number}`, method: 'POST', cookie: check.trainee.cookie, csrf: check.csrf, body: { chosen: [sequence % 2], sequence } };
    },
  };
}

async function gradingScenes(services: Services, origin: string, { instructor, waiting }: SeededCourse): Promise<Scene[]> {
  const cookie = await signIn(services, instructor);
  const rated = waiting.slice(0, RATED_AT_ONCE);
  const csrf = await formToken(origin, `/grading/${rated[0]!.id}`, cookie);
  const draft = (criteria: readonly string[]) => ({
    criteria: Object.fromEntries(criteria.map((key, index) => [key, { level: 2 + (index % 3), evidence: [30 + index * 40, 400], comment: 'You heard the feeling, and you said it back in your own words.' }])),
    comments: [{ seconds: 83, text: 'A long silence, well kept.' }, { seconds: null, text: 'Thank you, Rosa.' }],
    summary: 'You stayed with Marisol. Next time, name the limit earlier.',
  });
  return [
    { name: 'Grading: one submission', requests: 200, asks: (n) => ({ origin, path: `/grading/${at(rated, n).id}`, cookie }) },
    {
      name: 'Grading: rubric saved',
      requests: 200,
      asks: (n) => {
        const { id, criteria } = at(rated, n);
        return { origin, path: `/grading/${id}/draft`, method: 'POST', cookie, csrf, body: { ...draft(criteria), version: Math.floor(n / rated.length) } };
      },
    },
  ];
}

/** The pages of people who are signed in; each is asked for by all of them in turn. */
export async function lmsScenes(services: Services, origin: string, course: SeededCourse, { registrar }: SeededBody): Promise<Scene[]> {
  const { trainees, outline } = course;
  const registrarCookie = await signIn(services, registrar);
  const current = ({ modulesDone }: Trainee): string => outline.modules[modulesDone]!.slug;
  return [
    { name: 'Trainee: home', requests: 500, asks: (n) => ({ origin, path: '/', cookie: at(trainees, n).cookie }) },
    { name: 'Trainee: module', requests: 500, asks: (n) => ({ origin, path: `/modules/${current(at(trainees, n))}`, cookie: at(trainees, n).cookie }) },
    await answerScene(services, origin, course),
    ...(await gradingScenes(services, origin, course)),
    { name: 'Registrar: queue', requests: 200, asks: () => ({ origin, path: '/registrar', cookie: registrarCookie }) },
  ];
}

export async function registryScene(services: Services, origin: string): Promise<Scene> {
  const listed = await services.get(Database).read<{ code: string }>(`select code from registry.listings order by id`);
  return { name: 'Employer: verification', requests: 1_000, asks: (n) => ({ origin, path: `/v/${at(listed, n).code}` }) };
}
