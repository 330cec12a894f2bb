import { Injectable } from '@nestjs/common';
import { NotFound } from '#libs/kernel';
import { Database } from '#libs/persistence';
import type { ItemContent } from '../domain/item.ts';
import type { RubricContent } from '../domain/rubric.ts';
import type { ScenarioContent } from '../domain/scenario.ts';

type Content = ItemContent | ScenarioContent | RubricContent;
type Table = 'item_versions' | 'scenario_versions' | 'rubric_versions';
/** A curriculum has a few hundred versions in use; the oldest read make room, so that years of publishing do not fill the memory. */
const KEPT = 2_000;

/** Content by version id, kept in the process: a version never changes. @throws NotFound */
@Injectable()
export class ContentQueries {
  private readonly known = new Map<string, Content>();

  constructor(private readonly database: Database) {}

  async item(versionId: string): Promise<ItemContent> {
    const [item] = await this.items([versionId]);
    return item!;
  }

  /** In the order asked for, in one query at most. */
  async items(versionIds: readonly string[]): Promise<ItemContent[]> {
    return this.look<ItemContent>('item_versions', versionIds);
  }

  async scenario(versionId: string): Promise<ScenarioContent> {
    const [scenario] = await this.look<ScenarioContent>('scenario_versions', [versionId]);
    return scenario!;
  }

  async rubric(versionId: string): Promise<RubricContent> {
    const [rubric] = await this.look<RubricContent>('rubric_versions', [versionId]);
    return rubric!;
  }

  private async look<C extends Content>(table: Table, versionIds: readonly string[]): Promise<C[]> {
    const found = new Map(versionIds.flatMap((id) => (this.known.has(`${table}:${id}`) ? [[id, this.known.get(`${table}:${id}`) as C]] : [])));
    const unknown = versionIds.filter((id) => !found.has(id));
    if (unknown.length > 0) {
      const rows = await this.database.read<{ id: string; content: C }>(`select id, content from ${table} where id = any($1)`, [unknown]);
      for (const { id, content } of rows) found.set(id, this.keep(`${table}:${id}`, content));
    }
    return versionIds.map((id) => {
      const content = found.get(id);
      if (!content) throw new NotFound(table.replace('_versions', ''));
      return content;
    });
  }

  private keep<C extends Content>(key: string, content: C): C {
    if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value!);
    this.known.set(key, content);
    return content;
  }
}
