import type { Socket } from "node:net";
import postgres from "postgres";
import { ConnectionLost, DatabaseUnavailable, isStatementError, ServerSilent } from "../errors.ts";
import { type Member, notListed, SwapRemoveList } from "../swap-remove-list.ts";
import { DriverQuery, type Recipient, type Rows, senderOf } from "./driver-query.ts";
import { NamedStatements } from "./named-statements.ts";
import { textParameters } from "./parameters.ts";
import { ResponseTimeout } from "./response-timeout.ts";
import { type ConnectionSettings, ownSession, sessionBounds, withoutTransactionTimeout } from "./settings.ts";
import { connectSocket } from "./socket.ts";
import { types } from "./types.ts";

export type Statement = {
  text: string;
  parameters: readonly unknown[];
  /** Whether to parse the statement once per connection and reuse it by name. */
  prepare: boolean;
  /** Return rows as arrays, in the order of the columns. */
  asArrays: boolean;
  /** On failure, close the connection, because later statements depend on it. */
  isVital?: boolean;
};

/** A statement that returns rows as objects, by column name. */
export const plainStatement = (
  text: string,
  parameters: readonly unknown[] = [],
  { prepare = false }: { prepare?: boolean } = {},
): Statement => ({ text, parameters, prepare, asArrays: false });

/** Executes statements: the readers, or one transaction. */
export type Runner = { run(statement: Statement): Promise<Rows> };

/** A sent statement without an answer yet. */
type InFlight = Member & { answer: { reject(error: unknown): void }; number: number; text: string };

export type ConnectionEvents = {
  /** `blocking`: the text of the oldest unanswered statement, which blocked the others. */
  onLost?: (connection: Connection, cause: unknown, blocking: string | undefined) => void;
  onRefused?: (connection: Connection, query: DriverQuery, error: unknown) => void;
  onNotification?: (channel: string, payload: string) => void;
};

/**
 * A connection with exactly one socket. postgres.js reuses a connection object after its socket has closed, and
 * leftover state then reaches the next user. At the first sign of its end, this class rejects all later and
 * in-flight statements in the same tick.
 */
export class Connection implements Runner, Recipient {
  readonly sql: postgres.Sql;
  readonly #settings: ConnectionSettings;
  readonly #events: ConnectionEvents;
  readonly #send: (query: DriverQuery) => void;
  readonly #inFlight = new SwapRemoveList<InFlight>();
  readonly #names = new NamedStatements();
  readonly #responseTimeout: ResponseTimeout;
  #socket: Socket | undefined;
  #socketOpened = false;
  #lost: { cause: unknown } | undefined;
  #answered = false;
  #isSetUp = false;
  #count = 0;

  constructor(settings: ConnectionSettings, events: ConnectionEvents = {}) {
    this.#settings = settings;
    this.#events = events;
    this.sql = postgres(this.#driverOptions());
    this.#send = senderOf(this.sql);
    this.#responseTimeout = new ResponseTimeout(settings, () => this.#responseTimedOut());
  }

  get isLost() {
    return this.#lost !== undefined;
  }

  /** Whether the server has answered a statement. If not, a loss counts as a refused connect. */
  get hasAnswered() {
    return this.#answered;
  }

  get load() {
    return this.#inFlight.size;
  }

  /** Whether the session rejects writes outside a transaction. PostgreSQL reports this since version 14. */
  get refusesStrayWrites() {
    // The driver passes it as text, whatever its types say.
    return String(this.sql.parameters.default_transaction_read_only) === "on";
  }

  run(statement: Statement): Promise<Rows> {
    if (this.#lost) return Promise.reject(this.#unavailable());
    this.#setUp();
    try {
      const query = this.#queryFor(statement);
      this.#sent(query);
      this.#send(query);
      return query.answer.promise;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Sent with the first statement, as not all servers know the parameter. Poolers do not keep sessions. Vital, as it also
   * receives the refusal of the connection.
   */
  #setUp() {
    if (this.#isSetUp || !this.#settings.prepare) return;
    this.#isSetUp = true;
    this.vitalCommand(withoutTransactionTimeout).catch(() => undefined);
  }

  command(text: string): Promise<Rows> {
    return this.run(plainStatement(text));
  }

  vitalCommand(text: string): Promise<Rows> {
    return this.run({ ...plainStatement(text), isVital: true });
  }

  answered(query: DriverQuery, rows: Rows) {
    this.#names.settled(query, true);
    this.#settled(query);
    query.answer.resolve(rows);
  }

  failed(query: DriverQuery, error: unknown) {
    if (query.isVital || !isStatementError(error)) this.lose(error);
    this.#names.settled(query, false);
    this.#settled(query);
    query.answer.reject(error);
    this.#events.onRefused?.(this, query, error);
  }

  /** Tracks one driver call as an in-flight statement. It settles even if the driver forgets the call. */
  track<T>(send: () => PromiseLike<T>): Promise<T> {
    if (this.#lost) return Promise.reject(this.#unavailable());
    const answer = Promise.withResolvers<T>();
    const sent = { answer, index: notListed, number: 0, text: "" };
    this.#sent(sent);
    send().then(
      (value) => {
        this.#settled(sent);
        answer.resolve(value);
      },
      (error: unknown) => {
        if (!isStatementError(error)) this.lose(error);
        this.#settled(sent);
        answer.reject(error);
      },
    );
    return answer.promise;
  }

  /** Ends the connection at once. In-flight statements reject with DatabaseUnavailable. */
  lose(cause: unknown) {
    if (this.#lost) return;
    this.#lost = { cause };
    this.#responseTimeout.stop();
    this.#socket?.destroy();
    this.sql.end({ timeout: 0 }).catch(() => undefined);
    const blocking = this.#oldest()?.text;
    for (const { answer } of this.#inFlight.clear()) answer.reject(this.#unavailable());
    this.#events.onLost?.(this, cause, blocking);
  }

  #responseTimedOut() {
    // A server that sent its version has accepted the connection, even if it answered no statement.
    this.#answered ||= this.sql.parameters.server_version !== undefined;
    this.lose(new ServerSilent("the server has been silent for too long"));
  }

  /** Resumes reading, after the driver has paused the socket. */
  resume() {
    this.#socket?.resume();
  }

  /** Closes the connection gracefully. Requires that nothing is in flight. */
  async end() {
    if (this.#lost) return;
    const goodbye = this.sql.end({ timeout: 1 }).catch(() => undefined);
    await goodbye;
    this.lose(new ConnectionLost("closed"));
  }

  [Symbol.asyncDispose]() {
    return this.end();
  }

  #unavailable() {
    const what = this.#answered
      ? "The connection to the database was lost."
      : "Could not connect to the database.";
    return new DatabaseUnavailable(what, { cause: this.#lost?.cause });
  }

  #queryFor({ text, parameters, prepare, asArrays, isVital = false }: Statement) {
    const values = textParameters(parameters);
    const unnamed = values.length > 0 ? "unnamed" : "simple";
    const protocol = prepare && this.#settings.prepare ? this.#names.protocolOf(text) : unnamed;
    return new DriverQuery({ text, values, protocol, asArrays, isVital }, this);
  }

  #oldest(): InFlight | undefined {
    let oldest: InFlight | undefined;
    for (const one of this.#inFlight) if (oldest === undefined || one.number < oldest.number) oldest = one;
    return oldest;
  }

  #sent(query: InFlight) {
    query.number = this.#count++;
    this.#inFlight.add(query);
    if (this.#inFlight.size === 1) this.#responseTimeout.start();
  }

  #settled(query: InFlight) {
    this.#answered = true;
    this.#inFlight.remove(query);
    if (this.#inFlight.size > 0) this.#responseTimeout.start();
    else this.#responseTimeout.end();
  }

  async #openSocket() {
    if (this.#socketOpened || this.#lost) throw new ConnectionLost("a connection has one socket only");
    this.#socketOpened = true;
    const socket = await connectSocket(this.#settings.address, this.#settings.connectTimeoutMilliseconds);
    this.#socket = socket;
    if (this.isLost) socket.destroy();
    socket.once("close", () => this.lose(new ConnectionLost("the socket was closed")));
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
      // The driver's query for array types has no error handler: a connection that is lost during it ends the
      // process.
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: Math.ceil(connectTimeoutMilliseconds / 1_000),
      connection: this.#sessionParameters(),
      onnotice: () => undefined,
      onclose: () => this.lose(new ConnectionLost("the connection was closed")),
      onnotify: (channel: string, payload: string) => this.#events.onNotification?.(channel, payload),
      socket: () => this.#openSocket(),
    };
  }

  /** PgBouncer rejects session parameters that it does not track. Behind it, each transaction sets the timeouts. */
  #sessionParameters() {
    const { address, prepare, role, statementTimeoutMilliseconds: timeout } = this.#settings;
    const session = {
      application_name: "caretype",
      ...address.parameters,
      ...ownSession,
    };
    if (!prepare) return session;
    return {
      ...session,
      ...(timeout === 0 ? {} : sessionBounds(this.#settings)),
      ...(role === undefined ? {} : { role }),
      ...this.#settings.session,
    };
  }
}
