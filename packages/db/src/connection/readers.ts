import { ConnectionLost, DatabaseUnavailable, sqlStateOf } from "../errors.ts";
import { Connection, type Runner, type Statement } from "./connection.ts";
import type { Rows } from "./driver-query.ts";
import type { ConnectGate } from "./gate.ts";
import { type ConnectionSettings, waitBounds } from "./settings.ts";
import { Suspects } from "./suspects.ts";
import { createWaitingLine } from "./waiting-line.ts";

/** Past this many statements in flight on each connection, new ones are refused. */
const longestLine = 1_000;

/** How many statements of one event-loop iteration share a connection, and so a packet. */
const mostOfOneTurn = 16;

const lockTimeout = "55P03";

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
  readonly #gate: ConnectGate;
  readonly #count: number;
  readonly #suspects = new Suspects();
  /** Connections reserved for a single statement, with the time of the reservation. */
  readonly #alone = new Map<Connection, number>();
  readonly #line = createWaitingLine<Connection>({
    longest: longestLine,
    waitMilliseconds: waitBounds.connectionMilliseconds,
  });
  /** The connection for statements of this event-loop iteration, and how many more it accepts. */
  #turn: { connection: Connection; left: number } | undefined;
  #closed = false;

  constructor(settings: ConnectionSettings, gate: ConnectGate, count: number) {
    this.#settings = settings;
    this.#gate = gate;
    this.#count = count;
  }

  /** Not async: on the hottest path, that would add two promises between the rows and the caller. */
  run(statement: Statement): Promise<Rows> {
    if (this.#suspects.has(statement.text)) return this.#runAlone(statement);
    let connection: Connection | undefined;
    try {
      connection = this.#connectionOfTurn();
    } catch (error) {
      return Promise.reject(error);
    }
    return connection?.run(statement) ?? this.#runInLine(statement);
  }

  async close() {
    this.#closed = true;
    this.#endTurn();
    this.#line.refuseAll(new DatabaseUnavailable("The database handle is closed."));
    await Promise.all(this.#connections.map((connection) => connection.end()));
  }

  /** Batches statements: each packet wakes a backend process, which costs both sides more than its statement. */
  #connectionOfTurn(): Connection | undefined {
    const turn = this.#turn;
    if (turn !== undefined && turn.left > 0 && !turn.connection.isLost) {
      turn.left--;
      return turn.connection;
    }
    const connection = this.#leastLoaded();
    if (connection === undefined) return undefined;
    if (turn === undefined) setImmediate(() => this.#endTurn());
    this.#turn = { connection, left: mostOfOneTurn - 1 };
    return connection;
  }

  #endTurn() {
    this.#turn = undefined;
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
    if (this.#connections.length < this.#count && this.#gate.isOpen) return this.#open();
    if (least === undefined && this.#alone.size === 0) throw this.#gate.refusal();
    if (least !== undefined && least.load >= longestLine)
      throw new DatabaseUnavailable("Too many statements are waiting for the database.");
    return least;
  }

  async #runInLine(statement: Statement): Promise<Rows> {
    return (await this.#line.join(statement.text)).run(statement);
  }

  async #runAlone(statement: Statement): Promise<Rows> {
    const { text } = statement;
    if (this.#line.lengthOf(text) >= this.#count && this.#isHeldUp())
      throw new DatabaseUnavailable("The data that this reads is locked.", { retryAfterSeconds: 2 });
    const coming = this.#line.join(text);
    this.#serve();
    const connection = await coming;
    try {
      const rows = await connection.run(statement);
      this.#suspects.clear(text);
      return rows;
    } finally {
      this.#alone.delete(connection);
      this.#serve();
    }
  }

  /** Assigns free connections to waiting statements, round-robin by text. */
  #serve() {
    while (!this.#line.isEmpty && !this.#closed) {
      let found: Connection | undefined;
      const next = this.#line.next((text) => {
        const hasRoom =
          !this.#suspects.has(text) || this.#alone.size < Math.max(1, Math.floor(this.#count / 2));
        found = hasRoom ? this.#free() : undefined;
        return found !== undefined;
      });
      if (next === undefined || found === undefined) return;
      if (this.#suspects.has(next.caller)) this.#reserve(found);
      next.waiter.resolve(found);
    }
  }

  /** True if all reserved connections have been blocked for long, so that a new statement would probably time out. */
  #isHeldUp(): boolean {
    const longAgo = performance.now() - waitBounds.heldUpMilliseconds;
    return this.#alone.size > 0 && [...this.#alone.values()].every((since) => since < longAgo);
  }

  /** Statements already sent on it are answered first. No further ones follow. */
  #reserve(connection: Connection) {
    this.#alone.set(connection, performance.now());
    if (this.#turn?.connection === connection) this.#endTurn();
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
      onLost: (lost, cause, held) => {
        this.#connections.splice(this.#connections.indexOf(lost), 1);
        this.#alone.delete(lost);
        if (!lost.hasAnswered) this.#gate.refused(cause);
        if (held !== undefined && this.#settings.silenceMilliseconds !== undefined && lost.hasAnswered)
          this.#suspects.add(held);
        if (this.#connections.length === 0 && !this.#gate.isOpen) this.#line.refuseAll(this.#gate.refusal());
        else this.#serve();
      },
      onRefused: (refused, { text }, error) => {
        if (sqlStateOf(error) !== lockTimeout) return;
        this.#suspects.add(text);
        if (refused.load > 0)
          refused.lose(new ConnectionLost("a statement before this one waited for a lock"));
      },
    });
    this.#connections.push(connection);
    return connection;
  }
}
