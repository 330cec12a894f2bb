import pg from 'pg';

export interface QueryCount {
  readonly queries: number;
  /** BEGIN, COMMIT, ROLLBACK. */
  readonly transactionWords: number;
}

const COUNT = `
  select coalesce(sum(calls) filter (where not bounds), 0)::int as queries, coalesce(sum(calls) filter (where bounds), 0)::int as "transactionWords"
  from (select calls, query ~* '^\\s*(begin|start transaction|commit|rollback)' as bounds from pg_stat_statements s join pg_roles r on r.oid = s.userid
    where r.rolname in ('peerway_app', 'peerway_registry') and s.dbid = (select oid from pg_database where datname = 'peerway')) counted`;

/** Counts what the server was asked by the application's own roles, with pg_stat_statements. Asks from another database, so that it does not count itself. */
export class QueryCounter {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<QueryCounter> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('create extension if not exists pg_stat_statements');
    return new QueryCounter(client);
  }

  async reset(): Promise<void> {
    await this.client.query('select pg_stat_statements_reset()');
  }

  async count(): Promise<QueryCount> {
    return (await this.client.query<QueryCount>(COUNT)).rows[0]!;
  }

  /** The statements counted, the most frequent first: to see where they come from. */
  async list(per: number): Promise<string[]> {
    const { rows } = await this.client.query<{ calls: number; ms: number; query: string }>(
      `select calls::int, total_exec_time as ms, query from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname like 'peerway\\_%' and dbid = (select oid from pg_database where datname = 'peerway') order by calls desc limit 40`,
    );
    return rows.map(({ calls, ms, query }) => `${(calls / per).toFixed(2)} each, ${(ms / calls).toFixed(3)} ms: ${query.replace(/\s+/g, ' ').slice(0, 150)}`);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
