import { DatabaseUnavailable, isStatementError } from "../errors.ts";
import type { Connection, Runner, Statement } from "./connection.ts";
import type { Rows } from "./driver-query.ts";

/**
 * The statements of one transaction. It refuses everything after its end, so that nothing which the
 * callback left behind can run in the next transaction on the connection.
 */
export class TransactionRunner implements Runner {
  readonly #connection: Connection;
  /** Sent before the first statement; undefined when the transaction has begun already. */
  readonly #begin: string | undefined;
  #hasBegun: boolean;
  #beginning: Promise<unknown> | undefined;
  #inFlight = 0;
  #drained: (() => void) | undefined;
  #isOver = false;
  #isAlone = false;
  /** Why the server gave the transaction up, if it did. */
  firstError: unknown;

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

  /** For a COPY, which the server cannot mix with statements. */
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

  /** From here on no statement begins; resolves when those that nobody awaited are done. */
  async finish() {
    this.#isOver = true;
    if (this.#inFlight === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#drained = resolve;
    await promise;
  }

  #refusal() {
    if (this.#isOver) return new Error("A statement came after the end of its transaction.");
    if (this.#isAlone) return new Error("A COPY is running on this transaction: await it first.");
    return undefined;
  }

  /**
   * The statement follows the begin in the same packet where it could not write without it, and waits for it
   * elsewhere: should the begin fail, what follows would each be committed for itself.
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
    if (isStatementError(error)) this.firstError ??= error;
    this.#settled();
  };
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
  return untilItsEnd(connection, new TransactionRunner(connection), work);
}

/** The same, where `begin` leaves with the first statement; one that has no statement asks the server nothing. */
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
    throw error;
  }
  await runner.finish();
  if (runner.hasBegun) await commit(connection, runner);
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

/** A failure ends the connection, and the server rolls back by itself. */
async function rollBack(connection: Connection) {
  if (!connection.isLost) await connection.vitalCommand("rollback").catch(() => undefined);
}
