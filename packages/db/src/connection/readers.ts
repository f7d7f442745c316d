import { DatabaseUnavailable } from "../errors.ts";
import { Connection, type Rows, type Runner, type Statement } from "./connection.ts";
import type { ConnectGate } from "./gate.ts";
import type { ConnectionSettings } from "./settings.ts";

/** Past this the line on a connection is longer than anybody waits for. */
const longestLine = 1_000;

/** Of what one turn of the event loop brings, as many statements go down one connection, and so in one packet. */
const mostOfOneTurn = 16;

/**
 * Statements outside transactions, pipelined over a few shared connections. A connection that is lost
 * takes its own statements with it and nobody else's; the next statement opens its successor.
 */
export class Readers implements Runner {
  readonly #connections: Connection[] = [];
  readonly #settings: ConnectionSettings;
  readonly #gate: ConnectGate;
  readonly #count: number;
  /** The connection that this turn's statements go down, and how many more may. */
  #turn: { connection: Connection; left: number } | undefined;
  #closed = false;

  constructor(settings: ConnectionSettings, gate: ConnectGate, count: number) {
    this.#settings = settings;
    this.#gate = gate;
    this.#count = count;
  }

  /** Not async, as it is on the hottest path: that would put two more promises between the rows and who waits. */
  run(statement: Statement): Promise<Rows> {
    let connection: Connection;
    try {
      connection = this.#connectionOfTurn();
    } catch (error) {
      return Promise.reject(error);
    }
    return connection.run(statement);
  }

  async close() {
    this.#closed = true;
    this.#endTurn();
    await Promise.all(this.#connections.map((connection) => connection.end()));
  }

  /** Each packet wakes a process of the database, which costs both sides more than the statement in it. */
  #connectionOfTurn(): Connection {
    const turn = this.#turn;
    if (turn !== undefined && turn.left > 0 && !turn.connection.isLost) {
      turn.left--;
      return turn.connection;
    }
    const connection = this.#leastLoaded();
    if (turn === undefined) setImmediate(() => this.#endTurn());
    this.#turn = { connection, left: mostOfOneTurn - 1 };
    return connection;
  }

  #endTurn() {
    this.#turn = undefined;
  }

  #leastLoaded(): Connection {
    if (this.#closed) throw new DatabaseUnavailable("The database handle is closed.");
    let least = this.#connections[0];
    for (const connection of this.#connections) {
      if (least === undefined || connection.load < least.load) least = connection;
    }
    if (least?.load === 0) return least;
    if (this.#connections.length < this.#count && this.#gate.isOpen) return this.#open();
    if (least === undefined) throw this.#gate.refusal();
    if (least.load >= longestLine)
      throw new DatabaseUnavailable("Too many statements wait for the database.");
    return least;
  }

  #open() {
    const connection = new Connection(this.#settings, {
      onLost: (lost, cause) => {
        this.#connections.splice(this.#connections.indexOf(lost), 1);
        if (!lost.hasAnswered) this.#gate.refused(cause);
      },
    });
    this.#connections.push(connection);
    return connection;
  }
}
