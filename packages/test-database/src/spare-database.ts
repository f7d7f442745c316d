import { randomBytes } from "node:crypto";
import { executeStatement } from "@caretype/db/connection";
import {
  clusterUrl,
  createTestDatabase,
  isOnCitus,
  type TestDatabase,
  testDatabase,
} from "./test-database.ts";

// Copying a database is most of a backend's start, so the next one is copied while a test runs. All processes of a
// run share the spare databases, so that at most one per process is left.

const of = "movableClock";
let taken = 0;
let preparing: Promise<unknown> | undefined;

/** Renames one of the spare databases, which only one process can do. Fails if there is none. */
const renameSpare = (name: string) => `
  do $$ declare spare name; begin
    select datname into strict spare from pg_database where datname like 'spare\\_%'
      order by datname limit 1 for update skip locked;
    execute format('alter database %I rename to ${name}', spare);
  end $$`;

/** Takes a database with a movable clock: a spare one, or a new copy. */
export async function takeDatabase(): Promise<TestDatabase> {
  taken += 1;
  await preparing;
  const name = `test_${randomBytes(8).toString("hex")}`;
  return executeStatement(clusterUrl(), renameSpare(name)).then(
    () => testDatabase(name),
    () => createTestDatabase({ of }),
  );
}

/**
 * Starts copying a spare database. A process that has taken only one may never need another. On Citus it does nothing,
 * because databases are not renamed there.
 */
export function prepareDatabase(): void {
  if (taken < 2 || isOnCitus()) return;
  preparing ??= createTestDatabase({ of, prefix: "spare" })
    // The next start copies its own.
    .catch(() => undefined)
    .finally(() => {
      preparing = undefined;
    });
}
