import { Audit } from '#libs/identity';
import { SystemClock } from '#libs/kernel';
import type { Database } from '#libs/persistence';

/** What can never be found in a sound installation whose worker has nothing left to do, whatever was killed when: each question must answer no row. */
const NEVER: Readonly<Record<string, string>> = {
  'a number given twice': `select number from certifications group by number having count(*) > 1`,
  'a series of numbers with a hole': `
    select k.series from certification_counters k join lateral (select count(*) as given from certifications c where c.number like split_part(k.series, '{', 1) || '%') c on true where c.given <> k.last`,
  'an award without exactly one certification': `
    select d.id from decisions d left join certifications c on c.decision_id = d.id where d.kind = 'awarded' group by d.id having count(c.id) <> 1`,
  'a certification without its own line in the book': `
    select c.number from certifications c left join registry.listings l on l.id = c.id where (l.number, l.code, l.name, l.issued_on, l.valid_until) is distinct from (c.number, c.code, c.certified_name, c.issued_on, c.valid_until)`,
  'a line in the book of nobody': `select l.number from registry.listings l where not exists (select from certifications c where c.id = l.id)`,
  'a certification without exactly one signed file': `
    select c.number from certifications c left join certificate_files f on f.certification_id = c.id and f.stage = 'issued' group by c.number having count(f.id) <> 1`,
  'a file that is not what it was when it was kept': `select id from certificate_files where sha256(bytes) <> sha256`,
  'a file that the book knows otherwise, or not at all': `
    select f.id from certificate_files f full join registry.published_files p on p.listing_id = f.certification_id and p.cause = f.cause and p.stage = f.stage where f.sha256 is distinct from p.sha256`,
  'an application handed in without exactly one letter': LETTER(`select id, 'application-received' as letter from application_submissions`),
  'a decision without exactly one letter': LETTER(`select id, 'application-' || kind as letter from decisions`),
  'a result without exactly one letter': LETTER(`select submission_id as id, 'role-play-result' as letter from role_play_results`),
  'a role play passed that the record does not credit once': `
    select r.submission_id from role_play_results r join role_play_submissions u on u.id = r.submission_id join role_play_attempts a on a.id = u.attempt_id
    where r.outcome = 'passed' and 1 <> (select count(*) from statements s where s.source = 'role-play:' || a.person_id || ':' || a.role_play)`,
  'a check passed that the record does not credit once': `
    select r.attempt_id from check_results r join check_attempts a on a.id = r.attempt_id where r.passed and 1 <> (select count(*) from statements s where s.source = 'check:' || a.person_id || ':' || a.check_key)`,
  'an answer to a check with a step missing': `select attempt_id, number from check_answers group by 1, 2 having max(sequence) <> count(*)`,
  'a statement credited twice': `select source from statements group by source having count(*) > 1`,
  'two open applications of one person': `
    select a.person_id from applications a join application_states s on s.application_id = a.id where s.state in ('draft', 'submitted', 'claimed', 'returned') group by a.person_id, a.requirement_set_id having count(*) > 1`,
  'a job given up': `select id from graphile_worker.jobs where attempts >= max_attempts`,
};

/** Only a demonstration's mailbox can tell; what came in with its cast is told there too. */
function LETTER(told: string): string {
  return `select t.id from (${told}) t where 1 <> (select count(*) from mailbox_letters m where m.message_id like '<' || t.letter || '\\%3A' || t.id || '@%')`;
}

/** What is wrong, in words with the rows; nothing when all is sound. */
export async function faultsOf(database: Database): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, sql] of Object.entries(NEVER)) {
    const rows = await database.read<object>(sql);
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  const broken = await new Audit(database, new SystemClock()).firstFault();
  return broken ? [...faults, `the audit trail is broken at ${broken.number}`] : faults;
}

/** Keeps what clients were told is done, to be held against what is stored. */
export class Acknowledged {
  private readonly told: { readonly what: string; readonly sql: string; readonly values: readonly unknown[] }[] = [];

  /** `sql` must answer one row from now on: none is lost, two is done twice. */
  add(what: string, sql: string, values: readonly unknown[]): void {
    this.told.push({ what, sql, values });
  }

  get count(): number {
    return this.told.length;
  }

  async broken(database: Database): Promise<string[]> {
    const broken: string[] = [];
    for (const { what, sql, values } of this.told) {
      const rows = await database.read(sql, values);
      if (rows.length !== 1) broken.push(`${what}: ${rows.length} times`);
    }
    return broken;
  }
}
