import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'name_corrections' })
export class NameCorrection {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') certificationId: string;
  @Column('text') name: string;
  @Column('text') reason: string;
  @Column('timestamptz') askedAt: Date;
}

@Entity({ name: 'name_correction_decisions' })
export class NameCorrectionDecision {
  @PrimaryColumn('uuid') correctionId: string;
  @Column('text') kind: 'granted' | 'declined';
  @Column('text') reason: string;
  @Column('uuid') decidedBy: string;
  @Column('timestamptz') decidedAt: Date;
}
