import { DatabaseUnavailable, isStatementError, sqlStateOf } from "../errors.ts";
import type { Connection, Runner, Statement } from "./connection.ts";
import type { Rows } from "./driver-query.ts";
import { beginning, unlimited } from "./settings.ts";

/** The SQLSTATE of a statement refused only because an earlier one had failed. */
const abortedState = "25P02";

/**
 * Runs the statements of one transaction.
 * It rejects every statement after its end, so that a forgotten one cannot run in the connection's next
 * transaction.
 */
export class TransactionRunner implements Runner {
  readonly #connection: Connection;
  /** Sent before the first statement. Undefined if the transaction has already begun. */
  readonly #begin: string | undefined;
  #hasBegun: boolean;
  #beginning: Promise<unknown> | undefined;
  #inFlight = 0;
  #drained: (() => void) | undefined;
  #isOver = false;
  #isAlone = false;
  /** The last error that made the server abort the transaction, if any. A savepoint may have undone it. */
  abortedBy: unknown;

  constructor(connection: Connection, begin?: string) {
    this.#connection = connection;
    this.#begin = begin;
    this.#hasBegun = begin === undefined;
  }

  get hasBegun() {
    return this.#hasBegun;
  }

  run(statement: Statement): Promise<Rows> {
    const refusal = this.#refusal();
    if (refusal) return Promise.reject(refusal);
    const beginning = this.#ensureBegun();
    const send = () => this.#connection.run(statement);
    return this.#follow(beginning === undefined ? send() : beginning.then(send));
  }

  /** Runs a COPY, which cannot be mixed with other statements. */
  async alone(send: () => Promise<void>): Promise<void> {
    if (this.#inFlight > 0) throw new Error("Await the other statements before a COPY.");
    const refusal = this.#refusal();
    if (refusal) throw refusal;
    this.#isAlone = true;
    try {
      await this.#follow(send());
    } finally {
      this.#isAlone = false;
    }
  }

  /** Rejects new statements, and resolves when those that were not awaited are done. */
  async finish() {
    this.#isOver = true;
    if (this.#inFlight === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#drained = resolve;
    await promise;
  }

  #refusal() {
    if (this.#isOver) return new Error("The statement was sent after its transaction had ended.");
    if (this.#isAlone) return new Error("A COPY is running on this transaction: await it first.");
    return undefined;
  }

  /**
   * Sends the begin in the same packet as the first statement if the session rejects writes outside a
   * transaction. Otherwise the statement waits for the begin: if that failed, later statements would each
   * commit on their own.
   */
  #ensureBegun() {
    if (this.#begin === undefined || this.#hasBegun) return this.#beginning;
    this.#hasBegun = true;
    const begun = this.#connection.vitalCommand(this.#begin);
    if (this.#connection.refusesStrayWrites) {
      begun.catch(() => undefined);
      return undefined;
    }
    this.#beginning = begun;
    return begun;
  }

  #follow<T>(sent: Promise<T>): Promise<T> {
    this.#inFlight++;
    sent.then(this.#settled, this.#failed);
    return sent;
  }

  readonly #settled = () => {
    if (--this.#inFlight === 0) this.#drained?.();
  };

  readonly #failed = (error: unknown) => {
    if (isStatementError(error) && error.code !== abortedState) this.abortedBy = error;
    this.#settled();
  };
}

/**
 * Runs `work` between `begin` and `commit`, or `rollback` if it rejects.
 * A lost connection gets no rollback: the server has rolled back, and a rollback on a dying connection hangs
 * forever.
 * @throws {DatabaseUnavailable} if the connection is lost, also during the commit.
 */
export async function inTransaction<T>(
  connection: Connection,
  begin: string,
  work: (runner: TransactionRunner) => Promise<T>,
): Promise<T> {
  await connection.command(begin);
  return untilItsEnd(connection, new TransactionRunner(connection), work);
}

/** Runs `work` in a transaction without timeouts, whatever the database or its user sets. */
export const inUnlimitedTransaction = <T>(
  connection: Connection,
  work: (runner: TransactionRunner) => Promise<T>,
): Promise<T> => inTransaction(connection, `${beginning}; ${unlimited}`, work);

/** Like `inTransaction`, but sends `begin` with the first statement. Without statements, it sends nothing. */
export function inLazyTransaction<T>(
  connection: Connection,
  begin: string,
  work: (runner: TransactionRunner) => Promise<T>,
): Promise<T> {
  return untilItsEnd(connection, new TransactionRunner(connection, begin), work);
}

async function untilItsEnd<T>(
  connection: Connection,
  runner: TransactionRunner,
  work: (runner: TransactionRunner) => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await work(runner);
  } catch (error) {
    await runner.finish();
    if (runner.hasBegun) await rollBack(connection);
    // After one of several statements sent together failed, the others are refused. `work` may reject with any of
    // their errors.
    throw sqlStateOf(error) === abortedState ? (runner.abortedBy ?? error) : error;
  }
  await runner.finish();
  if (runner.hasBegun) await commit(connection, runner);
  return result;
}

async function commit(connection: Connection, runner: TransactionRunner) {
  const { command } = await connection.command("commit").catch(async (error: unknown) => {
    // A deferred constraint fails here, after which the server has rolled back.
    if (!isStatementError(error)) throw error;
    await rollBack(connection);
    throw error;
  });
  if (command === "COMMIT") return;
  // A commit after a failed statement is no error for the server: it rolls back and reports only this command tag.
  throw runner.abortedBy ?? new DatabaseUnavailable("The database rolled the transaction back.");
}

/** If the rollback fails, the connection closes, and the server rolls back by itself. */
async function rollBack(connection: Connection) {
  if (!connection.isLost) await connection.vitalCommand("rollback").catch(() => undefined);
}
