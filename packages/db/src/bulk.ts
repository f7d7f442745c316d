import { findPracticeNode } from "./citus/practice-node.ts";
import { Connection } from "./connection/connection.ts";
import { copyIn, type RowSource } from "./connection/copy.ts";
import { beginning, type ConnectionSettings, setRoleCommand, unlimited } from "./connection/settings.ts";
import { inTransaction, type TransactionRunner } from "./connection/transaction.ts";
import { type Database, databaseOver } from "./database.ts";

export type BulkDatabase = Database & {
  /**
   * Streams `rows` into a `COPY … FROM STDIN`, and resolves when the server has stored them. Rows are text or bytes
   * in the command's format, in chunks of any size. Rejects with the server's error, or with the error that `rows`
   * threw. No other statement may run meanwhile.
   */
  copyFrom(command: string, rows: RowSource): Promise<void>;
  /** For locks shared by all practices. On Citus, a transaction on the coordinator, which ends after this one. */
  shared: Database;
};

// Without this, PostgreSQL compiles each statement for many rows with JIT, which takes seconds.
const begin = `${beginning}; ${unlimited}; set local idle_in_transaction_session_timeout = '5min'; set local jit = off`;

/**
 * Runs an import, which takes minutes, on a connection outside the pools, whose connections all stay free. On Citus,
 * a practice's transaction runs on its node.
 */
export async function bulkTransaction<T>(
  settings: ConnectionSettings,
  run: (transaction: BulkDatabase) => Promise<T>,
  practiceId?: string,
): Promise<T> {
  return await onOwnConnection(settings, [], async (connection, runner) => {
    const shared = databaseOver(runner);
    const node = practiceId === undefined ? undefined : await findPracticeNode(runner, practiceId);
    if (!node) return run(bulkDatabase(connection, runner, shared));
    const { setUp, ...address } = node;
    const onNode = { ...settings, address: { ...settings.address, ...address } };
    return onOwnConnection(onNode, setUp, (own, ownRunner) => run(bulkDatabase(own, ownRunner, shared)));
  });
}

async function onOwnConnection<T>(
  settings: ConnectionSettings,
  setUp: readonly string[],
  work: (connection: Connection, runner: TransactionRunner) => Promise<T>,
): Promise<T> {
  await using connection = new Connection({ ...settings, statementTimeoutMilliseconds: 0 });
  return await inTransaction(connection, begin + setRoleCommand(settings), async (runner) => {
    for (const statements of setUp) await connection.command(statements);
    return work(connection, runner);
  });
}

function bulkDatabase(connection: Connection, runner: TransactionRunner, shared: Database): BulkDatabase {
  const copyFrom = (command: string, rows: RowSource) =>
    runner.alone(() => copyIn(connection, command, rows));
  return Object.assign(databaseOver(runner), { copyFrom, shared });
}
