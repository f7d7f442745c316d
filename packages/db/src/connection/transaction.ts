import { DatabaseUnavailable, isStatementError } from "../errors.ts";
import type { Connection, Rows, Runner, Statement } from "./connection.ts";

/**
 * The statements of one transaction. It refuses everything after its end, so that nothing which the
 * callback left behind can run in the next transaction on the connection.
 */
export class TransactionRunner implements Runner {
  readonly #connection: Connection;
  readonly #inFlight = new Set<Promise<unknown>>();
  #over = false;
  #isAlone = false;
  /** Why the server gave the transaction up, if it did. */
  firstError: unknown;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  run(statement: Statement): Promise<Rows> {
    return this.#send(() => this.#connection.run(statement));
  }

  /** For a COPY, which the server cannot mix with statements. */
  async alone(send: () => Promise<void>): Promise<void> {
    if (this.#inFlight.size > 0) throw new Error("Await the other statements before a COPY.");
    const sent = this.#send(send);
    this.#isAlone = true;
    try {
      await sent;
    } finally {
      this.#isAlone = false;
    }
  }

  async #send<T>(send: () => Promise<T>): Promise<T> {
    if (this.#over) throw new Error("A statement came after the end of its transaction.");
    if (this.#isAlone) throw new Error("A COPY is running on this transaction: await it first.");
    const sent = send();
    const settled = sent.then(
      () => undefined,
      (error: unknown) => {
        if (isStatementError(error)) this.firstError ??= error;
      },
    );
    this.#inFlight.add(settled);
    void settled.then(() => this.#inFlight.delete(settled));
    return sent;
  }

  /** From here on no statement begins; resolves when those that nobody awaited are done. */
  async finish() {
    this.#over = true;
    await Promise.all(this.#inFlight);
  }
}

/**
 * Runs `work` between `begin` and `commit`, or `rollback` when it rejects. A connection that is lost
 * gets no rollback: the server has done it, and on a dying connection it would wait for ever.
 * @throws {DatabaseUnavailable} when the connection is lost, also during the commit.
 */
export async function inTransaction<T>(
  connection: Connection,
  begin: string,
  work: (runner: TransactionRunner) => Promise<T>,
): Promise<T> {
  await connection.command(begin);
  const runner = new TransactionRunner(connection);
  let result: T;
  try {
    result = await work(runner);
  } catch (error) {
    await runner.finish();
    await rollBack(connection);
    throw error;
  }
  await runner.finish();
  await commit(connection, runner);
  return result;
}

async function commit(connection: Connection, runner: TransactionRunner) {
  const { command } = await connection.command("commit").catch(async (error: unknown) => {
    // A deferred constraint fails here, and the server has rolled back.
    if (!isStatementError(error)) throw error;
    await rollBack(connection);
    throw error;
  });
  if (command === "COMMIT") return;
  // To commit after a failed statement is no error for the server: it rolls back and says so only here.
  throw runner.firstError ?? new DatabaseUnavailable("The database rolled the transaction back.");
}

async function rollBack(connection: Connection) {
  if (connection.isLost) return;
  try {
    await connection.command("rollback");
  } catch (error) {
    connection.lose(error);
  }
}
