import { randomBytes } from "node:crypto";
import { executeStatement } from "../embedded/execute-statement.ts";
import { clusterVariable, type Template, templates } from "./names.ts";

export { insertImport, insertMerge, makeStaffAccount } from "./insert-records.ts";
export { startMigratedCluster } from "./migrated-cluster.ts";
export { moveClockStatement } from "./movable-clock.ts";
export { clusterVariable } from "./names.ts";
export { hasPgBouncer, type PgBouncer, startPgBouncer } from "./pgbouncer.ts";
export { processesIn } from "./processes-of-run.ts";
export { type RecordedStatement, recorded, runText } from "./record-statements.ts";
export { setup as takeRunFolder } from "./run-folder.ts";
export { testTimeout, waitTimeout } from "./test-timeout.ts";

export type TestDatabase = { url: string; drop(): Promise<void> };

type TestDatabaseOptions = {
  empty?: boolean;
  /** Which migrated database it is a copy of. Default `plain`, as in production. */
  of?: Template;
};

/** Creates a database for one test file: a copy of a migrated one, or an empty one. */
export async function createTestDatabase({
  empty = false,
  of = "plain",
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const clusterUrl = process.env[clusterVariable];
  if (!clusterUrl) throw new Error("No test cluster: run the tests with the workspace's vitest.config.ts.");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const template = empty ? "template1" : templates[of];
  await executeStatement(clusterUrl, `create database ${name} template ${template} strategy file_copy`);
  return {
    url: url.href,
    drop: async () => {
      await executeStatement(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}
