import { type Database, databaseOver } from "../database.ts";
import { Connection } from "./connection.ts";
import { copyIn, type RowSource } from "./copy.ts";
import { type ConnectionSettings, setRoleCommand } from "./settings.ts";
import { inTransaction } from "./transaction.ts";

export type BulkDatabase = Database & {
  /**
   * Streams `rows` into a `COPY … FROM STDIN`, and resolves when the server has stored them. Rows are text or
   * bytes in the command's format; chunks may end anywhere. Rejects with the server's error, or with the error
   * that `rows` threw. No other statement may run meanwhile.
   */
  copyFrom(command: string, rows: RowSource): Promise<void>;
};

const begin =
  "begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = '5min'";

/** Runs an import, which takes minutes, on a connection outside the pools. The pools keep all of theirs. */
export async function bulkTransaction<T>(
  settings: ConnectionSettings,
  run: (transaction: BulkDatabase) => Promise<T>,
): Promise<T> {
  await using connection = new Connection({ ...settings, statementTimeoutMilliseconds: 0 });
  return await inTransaction(connection, begin + setRoleCommand(settings), (runner) => {
    const copyFrom = (command: string, rows: RowSource) =>
      runner.alone(() => copyIn(connection, command, rows));
    return run(Object.assign(databaseOver(runner), { copyFrom }));
  });
}
