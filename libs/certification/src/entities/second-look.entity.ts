import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'second_looks' })
export class SecondLookRow {
  @PrimaryColumn('uuid') decisionId: string;
  @PrimaryColumn('uuid') voidingId: string;
  @Column('timestamptz') openedAt: Date;
}

@Entity({ name: 'second_look_answers' })
export class SecondLookAnswer {
  @PrimaryColumn('uuid') decisionId: string;
  @PrimaryColumn('uuid') voidingId: string;
  @Column('text') reason: string;
  @Column('uuid') answeredBy: string;
  @Column('timestamptz') answeredAt: Date;
}
