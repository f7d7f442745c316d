import type { Database, DatabaseHandle } from "@caretype/db";
import { type RecordedStatement, recorded } from "@caretype/test-database";

/**
 * Returns a handle that records each statement. Its transactions work as usual, but are never committed. So the
 * statements can be explained again in the same order on the same rows.
 */
export function recordStatements(
  handle: DatabaseHandle,
): DatabaseHandle & { statements: RecordedStatement[] } {
  const statements: RecordedStatement[] = [];
  const record = (statement: RecordedStatement) => void statements.push(statement);
  return {
    ...handle,
    statements,
    reader: recorded(handle.reader, record),
    searcher: (caller) => recorded(handle.searcher(caller), record),
    transaction: (run) => inRolledBackTransaction(handle, (tx) => run(recorded(tx, record))),
  };
}

/** Rolled back afterwards. */
export async function inRolledBackTransaction<T>(
  handle: DatabaseHandle,
  run: (tx: Database) => Promise<T>,
): Promise<T> {
  const done = new Error("rolled back on purpose");
  const { promise, resolve } = Promise.withResolvers<T>();
  await handle
    .transaction(async (tx) => {
      resolve(await run(tx));
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
  return promise;
}
