import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, testDatabase, testUrl, type TestDatabase } from '../support/database.ts';
import { goRounds, type Rounds } from '../support/rounds.ts';

/** What PostgreSQL calls the types that our entities name. */
const UDT: Readonly<Record<string, string>> = { int: 'int4', integer: 'int4', bigint: 'int8', smallint: 'int2', boolean: 'bool', 'timestamp with time zone': 'timestamptz', 'character varying': 'varchar' };

describe('the migrations', () => {
  const name = `rounds_${process.pid}`;
  let rounds: Rounds;
  beforeAll(async () => {
    await asOwner(`create database ${name}`);
    rounds = await goRounds(testUrl(name));
  });
  afterAll(() => asOwner(`drop database ${name} with (force)`));

  it('· make something', () => {
    expect(rounds.migrations).toBeGreaterThan(0);
    expect(rounds.up.length).toBeGreaterThan(rounds.migrations);
  });
  it('· take back all that they made', () => expect(rounds.down).toEqual([]));
  it('· make the same again', () => expect(rounds.upAgain).toEqual(rounds.up));
});

describe('the entities', () => {
  let house: TestDatabase;
  beforeAll(async () => {
    house = await testDatabase();
  });
  afterAll(() => house.drop());

  it('· have every column in the schema, with its type and whether it may be empty', async () => {
    const rows = await house.database.read<{ column: string; udt: string; nullable: boolean }>(
      `select table_schema || '.' || table_name || '.' || column_name as column, udt_name as udt, is_nullable = 'YES' as nullable from information_schema.columns`,
    );
    const schema = new Map(rows.map(({ column, udt, nullable }) => [column, `${udt}${nullable ? ' or null' : ''}`]));
    const { entityMetadatas, driver } = house.database.dataSource;
    const columns = entityMetadatas.flatMap((entity) => entity.columns.map((column) => ({ entity, column })));
    expect(columns.length).toBeGreaterThan(0);
    const wanted = columns.map(({ entity, column }) => {
      const type = driver.normalizeType(column);
      return [`${entity.schema ?? 'public'}.${entity.tableName}.${column.databaseName}`, `${column.isArray ? '_' : ''}${UDT[type] ?? type}${column.isNullable ? ' or null' : ''}`] as const;
    });
    expect(wanted.map(([column]) => [column, schema.get(column)])).toEqual(wanted);
  });
});
