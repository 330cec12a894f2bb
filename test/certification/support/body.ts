import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Applications, Attestations, Awards, CertificationModule, EthicsSignatures, ProgramQueries, Programs, readProgramFolder, Review, Submissions } from '#libs/certification';
import { Roles, type Actor } from '#libs/identity';
import { day, type Settings } from '#libs/kernel';
import { PersistenceModule } from '#libs/persistence';
import { TrainingRecord, type NewStatement } from '#libs/record';
import { addPerson, CAST, StillClock } from '../../support/cast.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testSettings } from '../../support/settings.ts';
import type { TestSite } from '../../support/site.ts';

const HOUR = 60;

/** A certifying body with the model program, on a database of its own; connected as the app is, so that append-only tables are that. */
export class Body {
  private context: INestApplicationContext;

  private constructor(
    readonly house: TestDatabase,
    readonly clock: StillClock,
  ) {}

  static async open(settings: Settings = testSettings()): Promise<Body> {
    return new Body(await testDatabase(), new StillClock()).begin(settings);
  }

  /** The body behind a site's pages, over the same database and clock. */
  static around({ house, clock, settings }: Pick<TestSite, 'house' | 'clock' | 'settings'>): Promise<Body> {
    return new Body(house, clock).begin(settings);
  }

  private async begin(settings: Settings): Promise<this> {
    const shared = PersistenceModule.forRoot({ settings, clock: this.clock, databaseUrl: this.house.url, name: 'test-body', poolSize: 12 });
    @Module({ imports: [shared, CertificationModule] })
    class TestModule {}
    this.context = await NestFactory.createApplicationContext(TestModule, { logger: false });
    for (const source of readProgramFolder('programs')) await this.get(Programs).importProgram(source);
    return this;
  }

  get<T>(service: Type<T>): T {
    return this.context.get(service, { strict: false });
  }

  async close(): Promise<void> {
    await this.leave();
    await this.house.drop();
  }

  /** For a house that is another's. */
  async leave(): Promise<void> {
    await this.context.close();
  }

  read<R>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.house.database.read<R>(sql, values);
  }

  async count(table: string): Promise<number> {
    const [row] = await this.read<{ n: number }>(`select count(*)::int as n from ${table}`);
    return row!.n;
  }

  /** Everything that an award writes: for tests that nothing was written. */
  async written(): Promise<Record<string, number>> {
    const tables = ['decisions', 'certifications', 'certification_counters', 'registry.listings', 'graphile_worker.jobs', 'audit_entries'];
    return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await this.count(table)] as const)));
  }

  /** Until somebody on this database waits for a lock. */
  async waitsForLock(): Promise<void> {
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    for (let tries = 0; (await this.house.database.prepared('', waiting, [])).length === 0; tries++) if (tries > 2_000) throw new Error('Nobody waits');
  }

  async trainee(name: string = CAST.rosa): Promise<Actor & { name: string }> {
    return { id: await addPerson(this.house.database, name), roles: [], name };
  }

  async registrar(name: string = CAST.odette): Promise<Actor> {
    const id = await addPerson(this.house.database, name);
    await this.get(Roles).give(null, id, 'registrar', null);
    return this.get(Roles).actor(id);
  }

  async statement(personId: string, changes: Partial<NewStatement>): Promise<void> {
    const lineage = changes.lineage ?? 'core';
    await this.get(TrainingRecord).append({
      source: `test:${personId}:${changes.kind ?? 'transferred-training'}:${lineage}:${changes.domain ?? ''}`,
      personId,
      verb: 'transferred',
      kind: 'transferred-training',
      objectId: 'test',
      lineage,
      title: 'Core training at Copeland Center',
      day: day('2026-11-01'),
      voucherKind: 'server',
      ...changes,
    });
  }

  /** All that the model program asks of the record: training, role plays, experience and supervision. */
  async earn(personId: string): Promise<void> {
    const hours = { advocacy: 12, mentoring: 17, recovery: 15, ethics: 16 };
    for (const [domain, amount] of Object.entries(hours)) await this.statement(personId, { domain, minutes: amount * HOUR });
    for (const lineage of ['engagement/role-play/listening', 'ethics/role-play/boundaries', 'crisis/role-play/safety']) await this.statement(personId, { kind: 'role-play', verb: 'passed', lineage, title: lineage });
    await this.statement(personId, { kind: 'supervised-hours', verb: 'served', domain: 'recovery', minutes: 120 * HOUR });
    await this.statement(personId, { kind: 'supervision', verb: 'received', minutes: 5 * HOUR });
  }

  async signAndAttest(person: Actor & { name: string }, narrative: string | null = null): Promise<void> {
    const program = await this.get(ProgramQueries).inForce();
    await this.get(EthicsSignatures).sign(person, person.name, program);
    await this.get(Attestations).attest(person, program, { signature: person.name, narrative });
  }

  async opened(person: Actor): Promise<string> {
    return this.get(Applications).open(person, await this.get(ProgramQueries).inForce());
  }

  /** Somebody who met everything and handed in; answers the application. */
  async applied(person: Actor & { name: string }, narrative: string | null = null): Promise<string> {
    await this.earn(person.id);
    await this.signAndAttest(person, narrative);
    const application = await this.opened(person);
    await this.get(Submissions).submit(person, application);
    return application;
  }

  /** Claimed, and the identity checked. */
  async reviewed(registrar: Actor, application: string): Promise<void> {
    await this.get(Review).claim(registrar, application);
    await this.get(Review).recordIdentityCheck(registrar, application, { method: 'video-call', documentKind: 'passport' });
  }

  /** A whole way to an award; answers the number. */
  async certified(person: Actor & { name: string }, registrar: Actor): Promise<string> {
    const application = await this.applied(person);
    await this.reviewed(registrar, application);
    return this.get(Awards).award(registrar, application, '');
  }

  letters(personId: string): Promise<{ letter: string; facts: Record<string, unknown> }[]> {
    return this.read(`select payload ->> 'letter' as letter, payload -> 'facts' as facts from graphile_worker._private_jobs where payload ->> 'personId' = $1 order by id`, [personId]);
  }

  audits(act: string): Promise<{ actor_id: string; subject: string }[]> {
    return this.read(`select actor_id, subject from audit_entries where act = $1 order by number`, [act]);
  }
}
