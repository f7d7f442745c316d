import { ConnectionLost, DatabaseUnavailable, sqlStateOf, sqlStates } from "../errors.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { Connection, type Runner, type Statement } from "./connection.ts";
import type { Rows } from "./driver-query.ts";
import type { PoolUsage } from "./pool.ts";
import { type ConnectionSettings, waitBounds } from "./settings.ts";
import { createWaitQueue } from "./wait-queue.ts";

/** Maximum statements in flight per connection. Beyond, new ones are refused. */
const maxInFlight = 1_000;

/** Maximum statements of one event-loop iteration that share a connection, and so a packet. */
const maxBatch = 16;

/**
 * Pipelines statements outside transactions over a few shared connections.
 * If a connection is lost, only its own statements fail, and the next statement opens a new connection.
 *
 * A statement that waits for a lock blocks those sent after it. When its lock wait times out, the blocked ones
 * are refused. From then on, statements with its text run alone, on at most half of the connections. The others
 * keep the rest.
 */
export class Readers implements Runner {
  readonly #connections: Connection[] = [];
  readonly #settings: ConnectionSettings;
  readonly #breaker: CircuitBreaker;
  readonly #count: number;
  readonly #quarantined = new QuarantinedStatements();
  /** Connections reserved for a single statement, with the time of the reservation. */
  readonly #alone = new Map<Connection, number>();
  readonly #queue = createWaitQueue<Connection>({
    maxLength: maxInFlight,
    waitMilliseconds: waitBounds.connectionMilliseconds,
  });
  /** The connection for statements of this event-loop iteration, and how many more it accepts. */
  #batch: { connection: Connection; left: number } | undefined;
  #closed = false;

  constructor(settings: ConnectionSettings, breaker: CircuitBreaker, count: number) {
    this.#settings = settings;
    this.#breaker = breaker;
    this.#count = count;
  }

  /** Not async: on the hottest path, that would add two promises between the rows and the caller. */
  run(statement: Statement): Promise<Rows> {
    if (this.#quarantined.has(statement.text)) return this.#runAlone(statement);
    let connection: Connection | undefined;
    try {
      connection = this.#connectionOfBatch();
    } catch (error) {
      return Promise.reject(error);
    }
    return connection?.run(statement) ?? this.#runWhenFree(statement);
  }

  usage(): PoolUsage {
    const busy = this.#connections.reduce((sum, { load }) => sum + load, 0);
    return { open: this.#connections.length, busy, waiting: this.#queue.length };
  }

  async close() {
    this.#closed = true;
    this.#endBatch();
    this.#queue.refuseAll(new DatabaseUnavailable("The database handle is closed."));
    await Promise.all(this.#connections.map((connection) => connection.end()));
  }

  /** Batches statements: each packet wakes a backend process, which costs both sides more than its statement. */
  #connectionOfBatch(): Connection | undefined {
    const batch = this.#batch;
    if (batch !== undefined && batch.left > 0 && !batch.connection.isLost) {
      batch.left--;
      return batch.connection;
    }
    const connection = this.#leastLoaded();
    if (connection === undefined) return undefined;
    if (batch === undefined) setImmediate(() => this.#endBatch());
    this.#batch = { connection, left: maxBatch - 1 };
    return connection;
  }

  #endBatch() {
    this.#batch = undefined;
  }

  /** Undefined if every connection is reserved. */
  #leastLoaded(): Connection | undefined {
    if (this.#closed) throw new DatabaseUnavailable("The database handle is closed.");
    let least: Connection | undefined;
    for (const connection of this.#connections) {
      if (this.#alone.has(connection)) continue;
      if (least === undefined || connection.load < least.load) least = connection;
    }
    if (least?.load === 0) return least;
    if (this.#connections.length < this.#count && this.#breaker.allowsConnect) return this.#open();
    if (least === undefined && this.#alone.size === 0) throw this.#breaker.error();
    if (least !== undefined && least.load >= maxInFlight)
      throw new DatabaseUnavailable("Too many statements are waiting for the database.");
    return least;
  }

  async #runWhenFree(statement: Statement): Promise<Rows> {
    return (await this.#queue.enqueue({ caller: statement.text })).run(statement);
  }

  async #runAlone(statement: Statement): Promise<Rows> {
    const { text } = statement;
    if (this.#queue.lengthOf(text) >= this.#count && this.#isBlocked())
      throw new DatabaseUnavailable("The data that this reads is locked.", { retryAfterSeconds: 2 });
    const coming = this.#queue.enqueue({ caller: text });
    this.#serve();
    const connection = await coming;
    try {
      const rows = await connection.run(statement);
      this.#quarantined.release(text);
      return rows;
    } finally {
      this.#alone.delete(connection);
      this.#serve();
    }
  }

  /** Assigns free connections to waiting statements, round-robin by text. */
  #serve() {
    while (!this.#queue.isEmpty && !this.#closed) {
      let found: Connection | undefined;
      const next = this.#queue.dequeue((text) => {
        const hasRoom =
          !this.#quarantined.has(text) || this.#alone.size < Math.max(1, Math.floor(this.#count / 2));
        found = hasRoom ? this.#free() : undefined;
        return found !== undefined;
      });
      if (next === undefined || found === undefined) return;
      if (this.#quarantined.has(next.caller)) this.#reserve(found);
      next.waiter.resolve(found);
    }
  }

  /** True if all reserved connections have been blocked for long, so that a new statement would probably time out. */
  #isBlocked(): boolean {
    const longAgo = performance.now() - waitBounds.blockedMilliseconds;
    return this.#alone.size > 0 && [...this.#alone.values()].every((since) => since < longAgo);
  }

  /** Statements already sent on it are answered first. No further ones follow. */
  #reserve(connection: Connection) {
    this.#alone.set(connection, performance.now());
    if (this.#batch?.connection === connection) this.#endBatch();
  }

  #free(): Connection | undefined {
    try {
      return this.#leastLoaded();
    } catch {
      return undefined;
    }
  }

  #open() {
    const connection = new Connection(this.#settings, {
      onLost: (lost, cause, blocking) => {
        this.#connections.splice(this.#connections.indexOf(lost), 1);
        this.#alone.delete(lost);
        if (!lost.hasAnswered) this.#breaker.recordFailure(cause);
        if (
          blocking !== undefined &&
          this.#settings.responseTimeoutMilliseconds !== undefined &&
          lost.hasAnswered
        )
          this.#quarantined.add(blocking);
        if (this.#connections.length === 0 && !this.#breaker.allowsConnect)
          this.#queue.refuseAll(this.#breaker.error());
        else this.#serve();
      },
      onRefused: (refused, { text }, error) => {
        if (sqlStateOf(error) !== sqlStates.lockNotAvailable) return;
        this.#quarantined.add(text);
        if (refused.load > 0)
          refused.lose(new ConnectionLost("a statement before this one waited for a lock"));
      },
    });
    this.#connections.push(connection);
    return connection;
  }
}

const maxTexts = 200;

/**
 * Texts of statements that timed out waiting for a lock on a shared connection.
 * Each then runs alone, until a statement with the same text is answered.
 */
class QuarantinedStatements {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return this.#texts.size > 0 && this.#texts.has(text);
  }

  add(text: string): void {
    this.#texts.delete(text);
    this.#texts.add(text);
    const [oldest] = this.#texts;
    if (this.#texts.size > maxTexts && oldest !== undefined) this.#texts.delete(oldest);
  }

  release(text: string): void {
    this.#texts.delete(text);
  }
}
