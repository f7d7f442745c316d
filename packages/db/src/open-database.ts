import { type BulkDatabase, bulkTransaction } from "./connection/bulk.ts";
import { sessionBounds } from "./connection/connection.ts";
import { ConnectGate } from "./connection/gate.ts";
import { Listener } from "./connection/listener.ts";
import { Readers } from "./connection/readers.ts";
import { type ConnectionSettings, parseDatabaseUrl } from "./connection/settings.ts";
import { inTransaction } from "./connection/transaction.ts";
import { Writers } from "./connection/writers.ts";
import { type Database, databaseOver } from "./database.ts";
import { DatabaseUnavailable } from "./errors.ts";

export type DatabaseSettings = {
  /** `postgres://user:password@host:5432/database?sslmode=require` */
  url: string;
  /** Connections that all reads outside transactions share. Default 4. */
  readers?: number;
  /** Connections for transactions, each owned by one at a time. Default 8. */
  writers?: number;
  /** False behind PgBouncer in transaction mode. Default true. */
  prepare?: boolean;
  /** How many transactions may wait for a connection. Default 200. */
  maxWaiting?: number;
  /** How long one may wait. Default 3,000. */
  waitMilliseconds?: number;
  /** Default 15,000. */
  statementTimeoutMilliseconds?: number;
  /** Default 3,000. */
  connectTimeoutMilliseconds?: number;
};

export type DatabaseHandle = {
  /** For reads outside a transaction. Its statements reject with DatabaseUnavailable when the connection is lost. */
  reader: Database;
  /**
   * For the audit's inserts, each its own transaction: a connection that nothing else shares, so that neither waits
   * for the other. Its statements reject as the reader's do.
   */
  appender: Database;
  /**
   * Commits when `run` resolves and rolls back when it rejects; what it rejected with is what this rejects with.
   * @throws {DatabaseUnavailable} when no connection comes free in time, or it is lost. If that happened during
   * the commit, the transaction may or may not be there.
   */
  transaction<T>(run: (transaction: Database) => Promise<T>): Promise<T>;
  /** A transaction on a connection of its own, without the statement timeout, that can stream rows in. */
  bulkTransaction<T>(run: (transaction: BulkDatabase) => Promise<T>): Promise<T>;
  /**
   * Calls `onNotification` for each NOTIFY on the channel, on a connection that is made anew for ever.
   * `onReconnected` says that notifications may have been missed. Resolves once the server listens.
   */
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnected: () => void,
  ): Promise<void>;
  /** @throws {DatabaseUnavailable} within two seconds, when the database does not answer. */
  ping(): Promise<void>;
  /** Lets running transactions finish for up to five seconds and ends all connections. */
  close(): Promise<void>;
};

const pingMilliseconds = 2_000;
const closeMilliseconds = 5_000;
const longestAppendMilliseconds = 5_000;

/** Answers wait for it. */
const appendTimeout = ({ statementTimeoutMilliseconds: timeout }: ConnectionSettings) =>
  timeout === 0 ? longestAppendMilliseconds : Math.min(timeout, longestAppendMilliseconds);

export function openDatabase(settings: DatabaseSettings): DatabaseHandle {
  const connections: ConnectionSettings = {
    address: parseDatabaseUrl(settings.url),
    prepare: settings.prepare ?? true,
    connectTimeoutMilliseconds: settings.connectTimeoutMilliseconds ?? 3_000,
    statementTimeoutMilliseconds: settings.statementTimeoutMilliseconds ?? 15_000,
  };
  const gate = new ConnectGate();
  const readers = new Readers(connections, gate, settings.readers ?? 4);
  const writers = new Writers(connections, gate, {
    count: settings.writers ?? 8,
    longestLine: settings.maxWaiting ?? 200,
    waitMilliseconds: settings.waitMilliseconds ?? 3_000,
  });
  const appenders = new Readers(
    { ...connections, statementTimeoutMilliseconds: appendTimeout(connections) },
    gate,
    1,
  );
  const listener = new Listener(connections);
  const begin = beginCommand(connections);
  return {
    reader: databaseOver(readers),
    appender: databaseOver(appenders),
    transaction: (run) =>
      writers.use((connection) => inTransaction(connection, begin, (runner) => run(databaseOver(runner)))),
    bulkTransaction: (run) => bulkTransaction(connections, run),
    listen: (channel, onNotification, onReconnected) =>
      listener.listen(channel, { onNotification, onReconnected }),
    ping: () => ping(readers),
    close: async () => {
      const lanes = [readers.close(), appenders.close(), writers.close(closeMilliseconds), listener.close()];
      await Promise.all(lanes);
    },
  };
}

/** Behind PgBouncer a session's settings are not ours to make, so each transaction brings its own. */
function beginCommand({ prepare, statementTimeoutMilliseconds }: ConnectionSettings) {
  if (prepare || statementTimeoutMilliseconds === 0) return "begin";
  const bounds = Object.entries(sessionBounds(statementTimeoutMilliseconds));
  return ["begin", ...bounds.map(([name, value]) => `set local ${name} = ${value}`)].join("; ");
}

async function ping(readers: Readers) {
  const { promise, reject } = Promise.withResolvers<never>();
  const silent = () => reject(new DatabaseUnavailable("The database does not answer."));
  const timer = setTimeout(silent, pingMilliseconds);
  const answer = readers.run({ text: "select 1", parameters: [], prepare: false, asArrays: true });
  try {
    await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
