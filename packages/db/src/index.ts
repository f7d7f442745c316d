export { advisoryLocks } from "./advisory-locks.ts";
export { type AuditFault, auditFaultOf, auditFaults, describeAuditFault } from "./audit-guards.ts";
export { makeAuditPartitions } from "./audit-partitions.ts";
export type { BulkDatabase } from "./bulk.ts";
export { askServers } from "./citus/ask-servers.ts";
export { findLackingMigrations } from "./compare-migrations.ts";
export type { DatabaseEvent, Finish, Observe } from "./connection/observer.ts";
export {
  type ConnectionLimits,
  connectionsOf,
  defaultConnections,
  readConnectionLimits,
} from "./connection-limits.ts";
export type { Database } from "./database.ts";
export {
  ClientLeft,
  constraintOf,
  DatabaseUnavailable,
  isOfOtherNode,
  isTransientFailure,
  sqlStateOf,
} from "./errors.ts";
export { FairQueue, type WaitingClient } from "./fair-queue.ts";
export { type ConnectionTraits, inspectConnection, SessionStateUnsupported } from "./inspect-connection.ts";
export {
  countJobs,
  type JobCount,
  type JobQueue,
  type NewJob,
  openJobQueue,
} from "./jobs/job-queue.ts";
export { JobPostponed, startJobWorker } from "./jobs/job-worker.ts";
export { setLocal } from "./local-setting.ts";
export { lockCopy, lockValues } from "./lock-copy.ts";
export { makeSchema } from "./make-schema.ts";
export {
  assertSuitable,
  listNames,
  migrate,
  readSchemaState,
  refusalOf,
  type SchemaState,
} from "./migrate.ts";
export { takeMigrationLock, whileMigrating } from "./migration-lock.ts";
export {
  changedRow,
  type GivenRow,
  insertRows,
  type NewRow,
  type NothingElse,
  newColumns,
  newRow,
  preparedInsert,
  preparedInserts,
  type RowChanges,
} from "./new-row.ts";
export {
  type DatabaseHandle,
  type DatabaseReads,
  type DatabaseSettings,
  openDatabase,
  type TransactionOptions,
} from "./open-database.ts";
export { changesChannel, createChangePlacer } from "./place-changes.ts";
// Exported because declarations of other packages name these types.
export { given, type PreparedStatement, pick, prepared } from "./prepared.ts";
export { addMigrations, migrationsFolder, readMigrations } from "./read-migrations.ts";
export * as schema from "./schema/index.ts";
export { readServerRole, type ServerRoleStatus, serverRole } from "./server-role.ts";
export { readSource, type SourceDatabase, SourceUnreadable } from "./source-database.ts";
export { notListed, SwapRemoveList } from "./swap-remove-list.ts";
