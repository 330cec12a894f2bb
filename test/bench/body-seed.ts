import { Applications, Attestations, EthicsSignatures, ProgramQueries, Review, Submissions } from '#libs/certification';
import type { CurriculumOutline } from '#libs/course';
import { Database } from '#libs/persistence';
import { moduleStatements, statement } from './course-seed.ts';
import { some } from './load.ts';
import { addPeople, addStaff, type BenchPerson } from './people.ts';
import { addRows, type Row } from './rows.ts';
import { AT_ONCE, type Services } from './services.ts';

const HOUR = 60;
const SHIFTS = 30;
const SUPERVISIONS = 5;

export interface SeededBody {
  readonly registrar: BenchPerson;
  /** Ready for the award: handed in, claimed, identity checked. */
  readonly applications: readonly string[];
}

/** A record as a person has it who meets the model program: all lessons, checks and role plays, 120 hours in 30 shifts, supervision. */
function earned(personId: string, { modules }: CurriculumOutline): Row[] {
  const claimed = (kind: string, verb: string, lineage: string, minutes: number, domain: string | null = null): Row => statement(personId, kind, lineage, 'Harbor House', { verb, minutes, domain });
  return [
    ...modules.flatMap((module) => moduleStatements(personId, module)),
    ...Array.from({ length: SHIFTS }, (_, shift) => claimed('supervised-hours', 'served', `shift-${shift}`, 4 * HOUR, 'recovery')),
    ...Array.from({ length: SUPERVISIONS }, (_, time) => claimed('supervision', 'received', `supervision-${time}`, HOUR)),
  ];
}

/** Applications by Peerway's own acts, up to the moment before the award. */
export async function seedBody(services: Services, outline: CurriculumOutline, count: number): Promise<SeededBody> {
  const registrar = await addStaff(services, 'registrar', null);
  const people = await addPeople(services, count);
  await addRows(services.get(Database), 'statements', people.flatMap(({ id }) => earned(id, outline)));
  const program = await services.get(ProgramQueries).inForce();
  const applications: string[] = [];
  await some(people, AT_ONCE, async (person) => {
    await services.get(EthicsSignatures).sign(person, person.name, program);
    await services.get(Attestations).attest(person, program, { signature: person.name, narrative: null });
    const application = await services.get(Applications).open(person, program);
    await services.get(Submissions).submit(person, application);
    await services.get(Review).claim(registrar, application);
    await services.get(Review).recordIdentityCheck(registrar, application, { method: 'video-call', documentKind: 'passport' });
    applications.push(application);
  });
  return { registrar, applications };
}
