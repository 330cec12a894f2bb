import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '#libs/kernel';

@Entity({ name: 'training_rows' })
export class TrainingRowRow {
  @PrimaryColumn('uuid') claimId: string;
  @Column('text') provider: string;
  @Column('date') fromDay: Day;
  @Column('date') toDay: Day;
  @Column('uuid', { nullable: true }) documentFileId: string | null;
}

@Entity({ name: 'training_minutes' })
export class TrainingMinutes {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('text') domain: string;
  @Column('int') minutes: number;
}

@Entity({ name: 'training_credits' })
export class TrainingCredit {
  @PrimaryColumn('uuid') claimId: string;
  @PrimaryColumn('text') domain: string;
  @Column('int') minutes: number;
}
