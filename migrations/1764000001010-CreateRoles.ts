import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRoles1764000001010 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table organizations (
        id uuid primary key,
        slug text not null constraint organizations_slug_once unique,
        name text not null check (name <> ''),
        added_at timestamptz not null
      );
      create table role_grants (
        id uuid primary key,
        person_id uuid not null references people,
        role text not null check (role in ('administrator', 'registrar', 'coordinator', 'instructor', 'supervisor')),
        organization_id uuid references organizations,
        granted_by uuid references people,
        granted_at timestamptz not null
      );
      -- What may this person do?
      create index role_grants_by_person on role_grants (person_id);
      -- Who holds a role in this organization?
      create index role_grants_by_organization on role_grants (organization_id, role);
      comment on table role_grants is 'append-only: a grant ends by a row in role_endings';
      create table role_endings (
        grant_id uuid primary key references role_grants,
        ended_by uuid not null references people,
        reason text not null,
        ended_at timestamptz not null
      );
      comment on table role_endings is 'append-only: a role that is given back is a new grant';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table role_endings; drop table role_grants; drop table organizations;`);
  }
}
