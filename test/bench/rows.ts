import type { Database } from '#libs/persistence';

export type Row = Readonly<Record<string, unknown>>;
const AT_A_TIME = 5_000;

/** Adds many rows, keyed by column, in few statements. All rows of a call name the same columns. */
export async function addRows(database: Database, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let from = 0; from < rows.length; from += AT_A_TIME) {
    const some = JSON.stringify(rows.slice(from, from + AT_A_TIME));
    await database.read(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [some]);
  }
}
