import { DatabaseUnavailable } from "../errors.ts";
import { Connection, type Rows, type Runner, type Statement } from "./connection.ts";
import type { ConnectGate } from "./gate.ts";
import type { ConnectionSettings } from "./settings.ts";

/** Past this the line on a connection is longer than anybody waits for. */
const longestLine = 1_000;

/**
 * Statements outside transactions, pipelined over a few shared connections. A connection that is lost
 * takes its own statements with it and nobody else's; the next statement opens its successor.
 */
export class Readers implements Runner {
  readonly #connections: Connection[] = [];
  readonly #settings: ConnectionSettings;
  readonly #gate: ConnectGate;
  readonly #count: number;
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
      connection = this.#leastLoaded();
    } catch (error) {
      return Promise.reject(error);
    }
    return connection.run(statement);
  }

  async close() {
    this.#closed = true;
    await Promise.all(this.#connections.map((connection) => connection.end()));
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
