import { Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { createHash } from 'node:crypto';
import type { ItemContent } from '../domain/item.ts';
import type { RubricContent } from '../domain/rubric.ts';
import type { ScenarioContent } from '../domain/scenario.ts';

export interface PublishedContent {
  readonly items: readonly ItemContent[];
  readonly scenarios: readonly ScenarioContent[];
  readonly rubrics: readonly RubricContent[];
}

/** Version ids by lineage: what a curriculum version pins. */
export type VersionIds = Readonly<Record<string, string>>;

export interface ContentVersions {
  readonly items: VersionIds;
  readonly scenarios: VersionIds;
  readonly rubrics: VersionIds;
}

type Table = 'item_versions' | 'scenario_versions' | 'rubric_versions';

/** The same content always has the same digest: keys are sorted, so that moving a line in a file makes no new version. */
function digestOf(content: unknown): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  return createHash('sha256').update(JSON.stringify(content, sorted)).digest('hex');
}

@Injectable()
export class AssessmentContent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps content that was read by `readItem`, `readScenario` and `readRubric`, in the caller's transaction. Only what changed becomes a new version;
   * what is the same, even as an older version, answers that version's id. Checks no permission: who publishes a curriculum has.
   */
  async publish({ items, scenarios, rubrics }: PublishedContent): Promise<ContentVersions> {
    return this.database.transaction(async () => ({
      items: await this.keep('item_versions', items),
      scenarios: await this.keep('scenario_versions', scenarios),
      rubrics: await this.keep('rubric_versions', rubrics),
    }));
  }

  private async keep(table: Table, contents: readonly { readonly lineage: string }[]): Promise<VersionIds> {
    const now = this.clock.now();
    const rows = contents.map((content) => ({ id: newId(now.getTime()), lineage: content.lineage, digest: digestOf(content), content }));
    const lineages = rows.map((row) => row.lineage);
    const digests = rows.map((row) => row.digest);
    await this.database.read(
      `insert into ${table} (id, lineage, digest, content, published_at)
       select r.id, r.lineage, r.digest, r.content, $2 from jsonb_to_recordset($1::jsonb) as r (id uuid, lineage text, digest text, content jsonb) order by r.lineage
       on conflict (lineage, digest) do nothing`,
      [JSON.stringify(rows), now],
    );
    const kept = await this.database.read<{ lineage: string; id: string }>(
      `select v.lineage, v.id from ${table} v join unnest($1::text[], $2::text[]) as wanted (lineage, digest) using (lineage, digest)`,
      [lineages, digests],
    );
    return Object.fromEntries(kept.map((version) => [version.lineage, version.id]));
  }
}
