import type { Socket } from "node:net";
import postgres from "postgres";
import { DatabaseUnavailable, isStatementError } from "../errors.ts";
import { textParameters } from "./parameters.ts";
import type { ConnectionSettings } from "./settings.ts";
import { connectSocket } from "./socket.ts";
import { types } from "./types.ts";

export type Rows = postgres.RowList<postgres.Row[]>;

export type Statement = {
  text: string;
  parameters: readonly unknown[];
  prepare: boolean;
  /** Rows as arrays, in the order of the columns. */
  asArrays: boolean;
};

/** Something that statements run on: the readers, or one transaction. */
export type Runner = { run(statement: Statement): Promise<Rows> };

export type ConnectionEvents = {
  onLost?: (connection: Connection, cause: unknown) => void;
  onNotification?: (channel: string, payload: string) => void;
};

/** How long past its own bound the server may stay silent before the connection counts as lost. */
const longestGraceMilliseconds = 5_000;

/**
 * One connection for one life. postgres.js re-uses a connection object after its socket has died, and
 * what is left in it then reaches the next owner or a closed socket: so each gets one socket, ever, and
 * the first sign of its end refuses everything later and rejects everything in flight, in the same tick.
 */
export class Connection implements Runner {
  readonly sql: postgres.Sql;
  readonly #settings: ConnectionSettings;
  readonly #events: ConnectionEvents;
  readonly #inFlight = new Set<(error: DatabaseUnavailable) => void>();
  #socket: Socket | undefined;
  #socketAsked = false;
  #lost: { cause: unknown } | undefined;
  #answered = false;
  #stall: NodeJS.Timeout | undefined;

  constructor(settings: ConnectionSettings, events: ConnectionEvents = {}) {
    this.#settings = settings;
    this.#events = events;
    this.sql = postgres(this.#driverOptions());
  }

  get isLost() {
    return this.#lost !== undefined;
  }

  /** Whether the server has answered a statement, so that a loss is not a refused connect. */
  get hasAnswered() {
    return this.#answered;
  }

  get load() {
    return this.#inFlight.size;
  }

  async run({ text, parameters, prepare, asArrays }: Statement): Promise<Rows> {
    const values = textParameters(parameters);
    return this.track(() => {
      const pending = this.sql.unsafe(text, values, { prepare: prepare && this.#settings.prepare });
      return asArrays ? pending.values() : pending;
    });
  }

  command(text: string): Promise<Rows> {
    return this.run({ text, parameters: [], prepare: false, asArrays: false });
  }

  /** Runs one driver call as a statement in flight: it settles even when the driver forgets it. */
  track<T>(send: () => PromiseLike<T>): Promise<T> {
    if (this.#lost) return Promise.reject(this.#unavailable());
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#inFlight.add(reject);
    if (!this.#stall) this.#waitForAnswer();
    send().then(
      (value) => {
        this.#settled(reject);
        resolve(value);
      },
      (error: unknown) => {
        if (!isStatementError(error)) this.lose(error);
        this.#settled(reject);
        reject(error);
      },
    );
    return promise;
  }

  /** Ends the connection at once. In-flight statements reject with DatabaseUnavailable. */
  lose(cause: unknown) {
    if (this.#lost) return;
    this.#lost = { cause };
    clearTimeout(this.#stall);
    this.#socket?.destroy();
    this.sql.end({ timeout: 0 }).catch(() => undefined);
    for (const reject of this.#inFlight) reject(this.#unavailable());
    this.#inFlight.clear();
    this.#events.onLost?.(this, cause);
  }

  /** Says goodbye to the server; for a connection with nothing in flight. */
  async end() {
    if (this.#lost) return;
    const goodbye = this.sql.end({ timeout: 1 }).catch(() => undefined);
    await goodbye;
    this.lose(new Error("closed"));
  }

  #unavailable() {
    const what = this.#answered
      ? "The connection to the database is lost."
      : "The database gave no connection.";
    return new DatabaseUnavailable(what, { cause: this.#lost?.cause });
  }

  #settled(reject: (error: DatabaseUnavailable) => void) {
    this.#answered = true;
    this.#inFlight.delete(reject);
    if (this.#inFlight.size > 0) {
      this.#stall?.refresh();
      return;
    }
    clearTimeout(this.#stall);
    this.#stall = undefined;
  }

  /**
   * Every answer starts the wait anew, and only an answer does: it is silence that ends a connection, neither a
   * long line nor more questions.
   */
  #waitForAnswer() {
    const { statementTimeoutMilliseconds: timeout } = this.#settings;
    if (timeout === 0) return;
    const silence = () => this.lose(new Error("the server has been silent for too long"));
    this.#stall = setTimeout(silence, timeout + Math.min(timeout, longestGraceMilliseconds));
  }

  async #openSocket() {
    if (this.#socketAsked || this.#lost) throw new Error("a connection has one socket only");
    this.#socketAsked = true;
    const socket = await connectSocket(this.#settings.address, this.#settings.connectTimeoutMilliseconds);
    this.#socket = socket;
    if (this.isLost) socket.destroy();
    socket.once("close", () => this.lose(new Error("the socket was closed")));
    return socket;
  }

  #driverOptions() {
    const { address, prepare, connectTimeoutMilliseconds } = this.#settings;
    return {
      host: address.host,
      port: address.port,
      database: address.database,
      user: address.user,
      password: address.password,
      ssl: address.ssl,
      max: 1,
      prepare,
      types,
      // Its query for array types runs unguarded: a connection that dies under it ends the process.
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: Math.ceil(connectTimeoutMilliseconds / 1_000),
      connection: this.#sessionParameters(),
      onnotice: () => undefined,
      onclose: () => this.lose(new Error("the connection was closed")),
      onnotify: (channel: string, payload: string) => this.#events.onNotification?.(channel, payload),
      socket: () => this.#openSocket(),
    };
  }

  /** PgBouncer refuses what it does not track, so behind it the bounds are set by each transaction. */
  #sessionParameters() {
    const { address, prepare, statementTimeoutMilliseconds: timeout } = this.#settings;
    const session = {
      application_name: "caretype",
      TimeZone: "UTC",
      DateStyle: "ISO",
      ...address.parameters,
    };
    if (!prepare || timeout === 0) return session;
    return { ...session, ...sessionBounds(timeout) };
  }
}

export const sessionBounds = (statementTimeoutMilliseconds: number) => ({
  statement_timeout: statementTimeoutMilliseconds,
  lock_timeout: Math.ceil(statementTimeoutMilliseconds / 3),
  idle_in_transaction_session_timeout: statementTimeoutMilliseconds * 2,
});
