import { type BulkDatabase, bulkTransaction } from "./connection/bulk.ts";
import { ConnectGate } from "./connection/gate.ts";
import { Listener } from "./connection/listener.ts";
import { Pool } from "./connection/pool.ts";
import { Readers } from "./connection/readers.ts";
import { Searchers } from "./connection/searchers.ts";
import {
  beginCommand,
  type ConnectionSettings,
  parseDatabaseUrl,
  waitBounds,
} from "./connection/settings.ts";
import { inLazyTransaction } from "./connection/transaction.ts";
import { defaultConnections } from "./connection-budget.ts";
import { type Database, databaseOver } from "./database.ts";
import { DatabaseUnavailable } from "./errors.ts";

export type DatabaseSettings = {
  /** `postgres://user:password@host:5432/database?sslmode=require` */
  url: string;
  /**
   * Connections that all quick reads outside transactions share. Default 4. Fewer send more statements in one packet,
   * which saves a little; but then pages of a list wait for one another, and a slow read holds up more of the others.
   */
  readers?: number;
  /** Connections for transactions, each owned by one at a time. Default 8. */
  writers?: number;
  /** Connections for searches, one search at a time on each. Default 3. */
  searchers?: number;
  /** False behind PgBouncer in transaction mode. Default true. */
  prepare?: boolean;
  /**
   * Where notifications are heard: the database itself, where `url` leads to a pooler, which gives a connection to others
   * after each transaction. Null: nowhere. Default: `url`.
   */
  listenUrl?: string | null;
  /** The role to take on, as `migrate` says; where `prepare` is false, in transactions and searches only. */
  role?: string | null;
  /** How many transactions, and how many searches, may wait for a connection. Default 200. */
  maxWaiting?: number;
  /** How long one may wait. Default 2,000. */
  waitMilliseconds?: number;
  /** How long a statement may wait for a lock. Default 1,000, and never more than a third of the statement's time. */
  lockTimeoutMilliseconds?: number;
  /** Default 15,000. */
  statementTimeoutMilliseconds?: number;
  /** The same for a search. Default 5,000, and never more than the other. */
  searchTimeoutMilliseconds?: number;
  /** Default 3,000. */
  connectTimeoutMilliseconds?: number;
};

export type DatabaseHandle = {
  /** For quick reads outside a transaction, by key. They share their connections, so a slow one delays others. Its statements reject with DatabaseUnavailable when the connection is lost. */
  reader: Database;
  /**
   * For the audit's inserts, each its own transaction: a connection that nothing else shares, so that neither waits
   * for the other. Its statements reject as the reader's do.
   */
  appender: Database;
  /**
   * For reads whose time depends on the data, such as searches: on connections of their own, one at a time on each,
   * so that they delay no other read. Callers (the practice, say) take turns, and none has all the connections or
   * fills the line. Rejects with DatabaseUnavailable when its turn does not come in time.
   */
  searcher(caller: string): Database;
  /**
   * Commits when `run` resolves and rolls back when it rejects; what it rejected with is what this rejects with.
   * @throws {DatabaseUnavailable} when no connection comes free in time, or it is lost. If that happened during
   * the commit, the transaction may or may not be there.
   * `accountId`: whom it is for, which every version of a record that it makes will say. `caller`: whose it is, such as
   * a practice. Callers take turns, and none has all the connections, however long its transactions wait for locks.
   */
  transaction<T>(
    run: (transaction: Database) => Promise<T>,
    options?: { accountId?: string; caller?: string },
  ): Promise<T>;
  /** A transaction on a connection of its own, without the statement timeout, that can stream rows in. */
  bulkTransaction<T>(run: (transaction: BulkDatabase) => Promise<T>): Promise<T>;
  /**
   * Calls `onNotification` for each NOTIFY on the channel, on a connection that is made anew for ever.
   * `onReconnected` says that notifications may have been missed. Resolves once the server listens; at once, and
   * nothing is ever heard, where `hears` is false.
   */
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnected: () => void,
  ): Promise<void>;
  /** Whether notifications are heard. Where they are not, what is cached has to be looked up more often. */
  hears: boolean;
  /** @throws {DatabaseUnavailable} within two seconds, when the database does not answer. */
  ping(): Promise<void>;
  /** Lets running transactions finish for up to five seconds and ends all connections. */
  close(): Promise<void>;
};

/** A statement that comes without its `begin` is refused: see TransactionRunner. */
const writersSession = { default_transaction_read_only: "on" };

const pingMilliseconds = 2_000;
const closeMilliseconds = 5_000;
const longestAppendMilliseconds = 5_000;

/** Answers wait for it. */
const appendTimeout = ({ statementTimeoutMilliseconds: timeout }: ConnectionSettings) =>
  timeout === 0 ? longestAppendMilliseconds : Math.min(timeout, longestAppendMilliseconds);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The trigger that keeps versions reads it: see `acting_account` in the migrations. */
function actingAs(accountId: string | undefined): string {
  if (accountId === undefined) return "";
  if (!uuid.test(accountId)) throw new TypeError("An account's id is a UUID.");
  return `; set local caretype.account_id = '${accountId}'`;
}

export function openDatabase(settings: DatabaseSettings): DatabaseHandle {
  const connections: ConnectionSettings = {
    address: parseDatabaseUrl(settings.url),
    prepare: settings.prepare ?? true,
    role: settings.role ?? undefined,
    connectTimeoutMilliseconds: settings.connectTimeoutMilliseconds ?? 3_000,
    statementTimeoutMilliseconds: settings.statementTimeoutMilliseconds ?? 15_000,
    lockTimeoutMilliseconds: settings.lockTimeoutMilliseconds,
  };
  const gate = new ConnectGate();
  const line = {
    longest: settings.maxWaiting ?? 200,
    waitMilliseconds: settings.waitMilliseconds ?? waitBounds.connectionMilliseconds,
  };
  const readers = new Readers(
    readSettings(connections),
    gate,
    settings.readers ?? defaultConnections.readers,
  );
  const count = settings.writers ?? defaultConnections.writers;
  const writers = new Pool({ ...connections, session: writersSession }, gate, {
    ...line,
    count,
    // One that has no other beside it is little slower with three quarters of them.
    mostOfOne: Math.max(1, count - Math.ceil(count / 4)),
    longestOfOne: Math.ceil((line.longest * 3) / 4),
  });
  const searchers = new Searchers(searchSettings(connections, settings), gate, {
    ...line,
    count: settings.searchers ?? defaultConnections.searchers,
  });
  const appenders = new Readers(
    { ...connections, statementTimeoutMilliseconds: appendTimeout(connections) },
    gate,
    1,
  );
  const listener = listenerOf(settings, connections);
  const begin = beginCommand(connections);
  return {
    reader: databaseOver(readers),
    appender: databaseOver(appenders),
    searcher: (caller) => databaseOver(searchers.runnerFor(caller)),
    transaction: (run, { accountId, caller } = {}) =>
      writers.use(
        (connection) =>
          inLazyTransaction(connection, begin + actingAs(accountId), (runner) => run(databaseOver(runner))),
        caller,
      ),
    bulkTransaction: (run) => bulkTransaction(connections, run),
    listen: async (channel, onNotification, onReconnected) =>
      listener?.listen(channel, { onNotification, onReconnected }),
    hears: listener !== undefined,
    ping: () => ping(readers),
    close: async () => {
      const pools = [writers, searchers].map((pool) => pool.close(closeMilliseconds));
      await Promise.all([readers.close(), appenders.close(), listener?.close(), ...pools]);
    },
  };
}

/** To listen takes no rights, and so no role, which the user of another URL may not have. */
function listenerOf({ url, listenUrl = url }: DatabaseSettings, connections: ConnectionSettings) {
  if (listenUrl === null) return undefined;
  if (listenUrl === url) return new Listener(connections);
  return new Listener({
    ...connections,
    address: parseDatabaseUrl(listenUrl),
    prepare: false,
    role: undefined,
  });
}

/** Where the session cannot bound the wait for a lock, the silence of the server does. */
const readSettings = (connections: ConnectionSettings): ConnectionSettings =>
  connections.prepare
    ? connections
    : { ...connections, silenceMilliseconds: waitBounds.connectionMilliseconds };

function searchSettings(connections: ConnectionSettings, settings: DatabaseSettings): ConnectionSettings {
  const { statementTimeoutMilliseconds: longest } = connections;
  const asked = settings.searchTimeoutMilliseconds ?? 5_000;
  return { ...connections, statementTimeoutMilliseconds: longest === 0 ? asked : Math.min(asked, longest) };
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
