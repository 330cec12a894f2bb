/**
 * persistence: the way to the database: embedded PostgreSQL, data source, migrations and grants, transactions, and jobs added inside them.
 * Owns the tables `idempotency_keys` and `migrations`. Knows no noun of the field and runs no job: the worker does.
 */
export { connectionOptions, makeDataSource } from './data-source.ts';
export { brokenConstraint, Database, sqlState, type Sql } from './database.ts';
export { clusterFolder, OWNER, startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.ts';
export { roleIn, type DatabaseRoles } from './grants.ts';
export { Jobs, type JobOptions } from './jobs.ts';
export { loadMigrations, migrate, migrationSource } from './migrate.ts';
export { PersistenceModule, type Installation } from './persistence.module.ts';
