export { earlier } from "./earlier.ts";
export { fastFolder } from "./fast-folder.ts";
export { generousWaits } from "./generous-waits.ts";
export { insertImport, insertMerge, makeStaffAccount } from "./insert-records.ts";
export { countLockWaits, lockRow } from "./locks.ts";
export { startMigratedCluster } from "./migrated-cluster.ts";
export { moveClockStatement } from "./movable-clock.ts";
export { hasPgBouncer, type PgBouncer, startPgBouncer } from "./pgbouncer.ts";
export { processesIn } from "./processes-of-run.ts";
export { type RecordedStatement, recorded, runText } from "./record-statements.ts";
export { setup as takeRunFolder } from "./run-folder.ts";
export { prepareDatabase, takeDatabase } from "./spare-database.ts";
export {
  citusVariable,
  clusterVariable,
  createTestDatabase,
  isOnCitus,
  nodeUrls,
  onNodes,
  type TestDatabase,
} from "./test-database.ts";
export { testTimeout, waitTimeout } from "./test-timeout.ts";
export { startThrowawayCluster, type ThrowawayCluster } from "./throwaway.ts";
