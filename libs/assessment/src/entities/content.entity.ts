import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ItemContent } from '../domain/item.ts';
import type { RubricContent } from '../domain/rubric.ts';
import type { ScenarioContent } from '../domain/scenario.ts';

@Entity({ name: 'item_versions' })
export class ItemVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('text') lineage: string;
  @Column('text') digest: string;
  @Column('jsonb') content: ItemContent;
  @Column('timestamptz') publishedAt: Date;
}

@Entity({ name: 'scenario_versions' })
export class ScenarioVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('text') lineage: string;
  @Column('text') digest: string;
  @Column('jsonb') content: ScenarioContent;
  @Column('timestamptz') publishedAt: Date;
}

@Entity({ name: 'rubric_versions' })
export class RubricVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('text') lineage: string;
  @Column('text') digest: string;
  @Column('jsonb') content: RubricContent;
  @Column('timestamptz') publishedAt: Date;
}
