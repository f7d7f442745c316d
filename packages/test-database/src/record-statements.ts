import type { Rows, Statement } from "@caretype/db/connection";
import { type Database, databaseOver, runnerOf } from "@caretype/db/database";

export type RecordedStatement = Statement;

/** Returns the same database, and passes each statement to `record` as it is sent. */
export function recorded(database: Database, record: (statement: RecordedStatement) => void): Database {
  const runner = runnerOf(database);
  return databaseOver({
    run: (statement) => {
      record(statement);
      return runner.run(statement);
    },
  });
}

/** Runs SQL with parameters `$1`, `$2`, … unchanged. */
export function runText(
  database: Database,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<Rows> {
  return runnerOf(database).run({ text, parameters, prepare: false, asArrays: false });
}
