import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateDrawing } from '#libs/certification';
import { Database, makeDataSource } from '#libs/persistence';
import { Acknowledged, faultsOf } from '../support/checker.ts';
import { CAST } from '../support/cast.ts';
import { testSettings } from '../support/settings.ts';
import { testUrl } from '../support/database.ts';
import { Body } from './support/body.ts';

// The checker that the kill tests end with must be able to say no: somebody with the keys to the server does each damage, and it is named.

let body: Body;
let owner: Database;

beforeAll(async () => {
  body = await Body.open(testSettings({ PEERWAY_DATA: mkdtempSync(join(tmpdir(), 'peerway-checker-')) }));
  const odette = await body.registrar();
  for (const name of [CAST.wei, CAST.rosa]) await body.certified(await body.trainee(name), odette);
  for (const { id } of await body.read<{ id: string }>(`select id from certifications`)) await body.get(CertificateDrawing).draw(id, 'award');
  await body.read(`insert into mailbox_letters (id, message_id, to_address, subject, text, html, sent_at)
    select gen_random_uuid(), '<' || replace(payload ->> 'letterId', ':', '%3A') || '@localhost>', '', '', '', '', now() from graphile_worker._private_jobs where payload ->> 'letterId' is not null`);
  owner = new Database(await makeDataSource(testUrl(body.house.name), 'checker').initialize());
}, 60_000);
afterAll(async () => {
  await owner.onApplicationShutdown();
  await body.close();
});

class GoBack extends Error {}

/** What the checker says after a damage, which is taken back. */
async function faultsAfter(damage: string): Promise<string[]> {
  let faults: string[] = [];
  const done = owner.transaction(async () => {
    await owner.read(`set local session_replication_role = replica`); // foreign keys would refuse some of it
    await owner.read(damage);
    faults = await faultsOf(owner);
    throw new GoBack();
  });
  await expect(done).rejects.toThrow(GoBack);
  return faults;
}

describe('the checker', () => {
  it('· finds nothing where all is sound', async () => expect(await faultsOf(owner)).toEqual([]));

  it.each([
    ['a series of numbers with a hole', `update certification_counters set last = last + 1`],
    ['an award without exactly one certification', `delete from certifications where number like '%1'`],
    ['a certification without its own line in the book', `delete from registry.listings where number like '%1'`],
    ['a certification without its own line in the book', `update registry.listings set name = 'Somebody else' where number like '%1'`],
    ['a line in the book of nobody', `insert into registry.listings (id, code, number, name, title, body_name, issued_on, valid_until, grace_until, listed_at) select gen_random_uuid(), case when code like 'X%' then 'Y' else 'X' end || substr(code, 2), 'CPS-2026-999999', name, title, body_name, issued_on, valid_until, grace_until, listed_at from registry.listings limit 1`],
    ['a certification without exactly one signed file', `delete from certificate_files where kept_at = (select max(kept_at) from certificate_files)`],
    ['a file that is not what it was when it was kept', `update certificate_files set bytes = bytes || '\\x00'`],
    ['a file that the book knows otherwise, or not at all', `delete from registry.published_files`],
    ['a decision without exactly one letter', `delete from mailbox_letters where message_id like '<application-awarded%'`],
    ['an application handed in without exactly one letter', `delete from mailbox_letters where message_id like '<application-received%'`],
    ['a job given up', `update graphile_worker._private_jobs set attempts = max_attempts`],
    ['the audit trail is broken', `update audit_entries set act = 'nothing' where number = 2`],
    ['the audit trail is broken', `delete from audit_entries where number = 2`],
  ])('· says "%s"', async (words, damage) => expect((await faultsAfter(damage)).some((fault) => fault.startsWith(words))).toBe(true));
});

describe('what was acknowledged', () => {
  it('· is broken when it is lost, and when it is there twice', async () => {
    const acknowledged = new Acknowledged();
    acknowledged.add('one', `select 1 from certifications where certified_name = $1`, [CAST.wei]);
    expect(await acknowledged.broken(owner)).toEqual([]);
    acknowledged.add('lost', `select 1 from certifications where certified_name = $1`, ['nobody']);
    acknowledged.add('twice', `select 1 from certifications`, []);
    expect(await acknowledged.broken(owner)).toEqual(['lost: 0 times', 'twice: 2 times']);
  });
});
