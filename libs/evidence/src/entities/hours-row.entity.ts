import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';
import type { Activity, HoursRow } from '../domain/hours.ts';

@Entity({ name: 'hours_rows' })
export class HoursRowRow implements HoursRow {
  @PrimaryColumn('uuid') claimId: string;
  @Column('date') day: Day;
  @Column('int') minutes: number;
  @Column('text') site: string;
  @Column('text') domain: string;
  @Column('text') activity: Activity;
  @Column('uuid') supervisorId: string;
  /** For whom the supervisor was approved when the row was written; null for the body. */
  @Column('uuid', { nullable: true }) organizationId: string | null;
  @Column('date', { nullable: true }) supervisionDay: Day | null;
  @Column('int') individualMinutes: number;
  @Column('int') groupMinutes: number;
}
