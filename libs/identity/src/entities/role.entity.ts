import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../domain/permissions.ts';

@Entity({ name: 'organizations' })
export class Organization {
  @PrimaryColumn('uuid') id: string;
  @Column('text') slug: string;
  @Column('text') name: string;
  @Column('timestamptz') addedAt: Date;
}

@Entity({ name: 'role_grants' })
export class RoleGrant {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') personId: string;
  @Column('text') role: Role;
  @Column('uuid', { nullable: true }) organizationId: string | null;
  @Column('uuid', { nullable: true }) grantedBy: string | null;
  @Column('timestamptz') grantedAt: Date;
}

@Entity({ name: 'role_endings' })
export class RoleEnding {
  @PrimaryColumn('uuid') grantId: string;
  @Column('uuid') endedBy: string;
  @Column('text') reason: string;
  @Column('timestamptz') endedAt: Date;
}
