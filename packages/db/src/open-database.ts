import { type BulkDatabase, bulkTransaction } from "./bulk.ts";
import { clock, PracticeNodes } from "./citus/practice-nodes.ts";
import { CircuitBreaker } from "./connection/circuit-breaker.ts";
import { type Connection, plainStatement, type Runner } from "./connection/connection.ts";
import { Listener } from "./connection/listener.ts";
import { type Observe, observedRunner, type PoolName, useObserved } from "./connection/observer.ts";
import { Pool, type PoolUsage } from "./connection/pool.ts";
import { Readers } from "./connection/readers.ts";
import { Searchers } from "./connection/searchers.ts";
import { ServerProbe } from "./connection/server-probe.ts";
import {
  beginCommand,
  type ConnectionSettings,
  parseDatabaseUrl,
  waitBounds,
} from "./connection/settings.ts";
import { inLazyTransaction } from "./connection/transaction.ts";
import { defaultConnections } from "./connection-limits.ts";
import { type Database, databaseOver } from "./database.ts";
import { DatabaseUnavailable } from "./errors.ts";
import type { Turn, WaitingClient } from "./fair-queue.ts";
import { setLocalText } from "./local-setting.ts";

export type DatabaseSettings = {
  /** `postgres://user:password@host:5432/database?sslmode=require` */
  url: string;
  /**
   * Connections for quick reads outside transactions, shared by all of them.
   * Default: 4. With fewer, more statements share a packet, which saves a little. But pages of a list then wait
   * for one another, and a slow read delays more of the others.
   */
  readers?: number;
  /** Connections for transactions, one transaction at a time on each. Default: 8. */
  writers?: number;
  /** Connections for searches, one search at a time on each. Default: 3. */
  searchers?: number;
  /** Must be false behind PgBouncer in transaction mode. Default: true. */
  prepare?: boolean;
  /**
   * Where to LISTEN. Set it to the database itself if `url` leads to a pooler, which shares connections between
   * transactions. Null: no notifications. Default: `url`.
   */
  listenUrl?: string | null;
  /**
   * The role to assume, as returned by `migrate`.
   * If `prepare` is false, only transactions and searches assume it.
   */
  role?: string | null;
  /** Maximum transactions, and maximum searches, that wait for a connection. Default: 200. */
  maxWaiting?: number;
  /** Maximum wait of each, in milliseconds. Default: 2,000. */
  waitMilliseconds?: number;
  /**
   * Maximum wait of a statement for a lock, in milliseconds. Default: 1,000, and at most a third of the statement
   * timeout.
   */
  lockTimeoutMilliseconds?: number;
  /** In milliseconds. Default: 15,000. */
  statementTimeoutMilliseconds?: number;
  /**
   * The statement timeout of a search, in milliseconds. Default: 5,000, and at most `statementTimeoutMilliseconds`.
   */
  searchTimeoutMilliseconds?: number;
  /** In milliseconds. Default: 3,000. */
  connectTimeoutMilliseconds?: number;
  /** Observes each wait for a connection, each transaction and each statement, except on connections of imports. */
  observe?: Observe | undefined;
};

/** Statements outside transactions. */
export type DatabaseReads = {
  /**
   * For quick reads by key outside transactions.
   * They share connections, so a slow one delays others. Statements reject with DatabaseUnavailable if the
   * connection is lost.
   */
  reader: Database;
  /**
   * For the audit's inserts, each in its own transaction.
   * It has its own connection, so that inserts and other statements do not wait for each other. Statements
   * reject like the reader's.
   */
  appender: Database;
  /**
   * For practices whose rows are locked, as while Citus moves them. It hardly waits for locks, and nothing else waits
   * for it.
   */
  isolatedAppender: Database;
  /**
   * For reads whose duration depends on the data, such as searches.
   * Each runs alone on a connection, so that it delays no other read. Callers, such as practices, are served
   * round-robin. None may take all connections or fill the queue. Rejects with DatabaseUnavailable if no
   * connection becomes free in time. A client that has left leaves the queue.
   */
  searcher(caller: string, client?: WaitingClient | undefined): Database;
};

export type TransactionOptions = {
  accountId?: string;
  requestId?: string | undefined;
  caller?: string | undefined;
  client?: WaitingClient | undefined;
};

export type DatabaseHandle = DatabaseReads & {
  /**
   * For statements about one practice. On Citus, its node runs them, and those that need other tables run on the
   * coordinator.
   * @throws {DatabaseUnavailable} if the node does not answer.
   */
  readsFor(practiceId: string): DatabaseReads;
  /**
   * Commits if `run` resolves.
   * Rolls back if it rejects, and rejects with the same error.
   * @throws {DatabaseUnavailable} if no connection becomes free in time, or it is lost. If it is lost during
   * the commit, the transaction may or may not have been committed.
   * @param options `accountId`: the account that each new record version names as its author. `requestId`: that of
   * the request, for the log of changes. `caller`: for
   * example a practice. Callers are served round-robin, and none may take all connections, however long its
   * transactions wait for locks.
   */
  transaction<T>(run: (transaction: Database) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Runs a transaction on a connection of its own, without a statement timeout, that can stream rows in. With
   * `practiceId`, it sees that practice's records only, and runs where these are. Tables of all practices, such as
   * `public.doctor`, are changed by their full name.
   */
  bulkTransaction<T>(run: (transaction: BulkDatabase) => Promise<T>, practiceId?: string): Promise<T>;
  /**
   * Calls `onNotification` for each NOTIFY on the channel, and reconnects until closed. Calls `onReconnected`
   * when notifications may have been missed. Resolves once the server listens. If `canListen` is false, resolves at
   * once and calls nothing.
   */
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnected: () => void,
  ): Promise<void>;
  /** Whether notifications arrive. If not, caches must be refreshed more often. */
  canListen: boolean;
  /** The current use of each pool's connections. */
  usage(): Record<PoolName, PoolUsage>;
  /** @throws {DatabaseUnavailable} within two seconds if the database does not answer. */
  ping(): Promise<void>;
  /** Opens the connections for transactions, and one for reads. @throws {DatabaseUnavailable} as `ping`. */
  warmUp(): Promise<void>;
  /** Lets running transactions finish for up to five seconds, then closes all connections. */
  close(): Promise<void>;
};

/** Rejects a statement that is sent without its `begin`: see TransactionRunner. */
const writersSession = { default_transaction_read_only: "on" };

const pingMilliseconds = 2_000;
const closeMilliseconds = 5_000;
const maxAppendMilliseconds = 5_000;
const isolatedLockMilliseconds = 100;

/** Short, because answers wait for it. */
const appendTimeout = ({ statementTimeoutMilliseconds: timeout }: ConnectionSettings) =>
  timeout === 0 ? maxAppendMilliseconds : Math.min(timeout, maxAppendMilliseconds);

/** Read by triggers: see `acting_account` and `log_change` in the migrations. */
function actingAs({ accountId, requestId }: TransactionOptions): string {
  const account = accountId === undefined ? "" : `; ${setLocalText("caretype.account_id", accountId)}`;
  return requestId === undefined ? account : `${account}; ${setLocalText("caretype.request_id", requestId)}`;
}

export function openDatabase(settings: DatabaseSettings): DatabaseHandle {
  const connections = withProbe({
    address: parseDatabaseUrl(settings.url),
    prepare: settings.prepare ?? true,
    role: settings.role ?? undefined,
    connectTimeoutMilliseconds: settings.connectTimeoutMilliseconds ?? 3_000,
    statementTimeoutMilliseconds: settings.statementTimeoutMilliseconds ?? 15_000,
    lockTimeoutMilliseconds: settings.lockTimeoutMilliseconds,
  });
  const breaker = new CircuitBreaker();
  const pools = openPools(connections, settings, breaker);
  const { readers } = pools;
  const writers = openWriters(
    { ...connections, countLockWaits: () => lockWaitsOf(readers) },
    settings,
    breaker,
  );
  const listener = listenerOf(settings, connections);
  const begin = beginCommand(connections);
  const over = (runner: Runner, pool: PoolName) =>
    databaseOver(observedRunner(runner, pool, settings.observe));
  const readsOf = ({ readers, appenders, isolatedAppenders, searcherFor }: Runners): DatabaseReads => ({
    reader: over(readers, "readers"),
    appender: over(appenders, "audit"),
    isolatedAppender: over(isolatedAppenders, "audit"),
    searcher: (caller, client) => over(searcherFor({ caller, client }), "searchers"),
  });
  const coordinator = { reader: readers, searcher: pools.searcherFor({ caller: "nodes" }) };
  const nodes = new PracticeNodes(coordinator, (address, isCentral) => {
    const to = withProbe({ ...connections, address: { ...connections.address, ...address } });
    const own = openPools(to, settings, new CircuitBreaker());
    const reads = readsOf(choosing({ isCentral, central: pools, own }));
    return { ...own, reads, readClock: async () => Number((await ping(own.readers, clock))[0]?.now) };
  });
  return {
    ...readsOf(pools),
    // Poolers lead only to the coordinator. A copy of this handle with its own readers uses these.
    readsFor(practiceId) {
      return (connections.prepare && nodes.of(practiceId)?.reads) || this;
    },
    transaction: (run, options = {}) => {
      const { caller = "", client } = options;
      const work = (connection: Connection) =>
        inLazyTransaction(connection, begin + actingAs(options), (runner) => run(over(runner, "writers")));
      return useObserved(writers, settings.observe, { work, turn: { caller, client } });
    },
    bulkTransaction: (run, practiceId) => bulkTransaction(connections, run, practiceId),
    listen: async (channel, onNotification, onReconnected) =>
      listener?.listen(channel, { onNotification, onReconnected }),
    canListen: listener !== undefined,
    usage: () => {
      const all = [pools, ...nodes.all()].map(({ usage }) => usage());
      const sumOf = (name: keyof (typeof all)[number]) => sumUsage(all.map((usage) => usage[name]));
      return {
        readers: sumOf("readers"),
        writers: writers.usage(),
        searchers: sumOf("searchers"),
        audit: sumOf("audit"),
      };
    },
    ping: async () => void (await ping(readers)),
    warmUp: async () => void (await Promise.all([ping(readers), writers.warmUp()])),
    close: async () => {
      const all = [pools, ...nodes.all()].map(({ close }) => close());
      await Promise.all([...all, writers.close(closeMilliseconds), listener?.close()]);
    },
  };
}

type Runners = {
  readers: Runner;
  appenders: Runner;
  isolatedAppenders: Runner;
  searcherFor(turn: Turn): Runner;
};

const queueOf = (settings: DatabaseSettings) => ({
  maxLength: settings.maxWaiting ?? 200,
  waitMilliseconds: settings.waitMilliseconds ?? waitBounds.connectionMilliseconds,
});

function openWriters(connections: ConnectionSettings, settings: DatabaseSettings, breaker: CircuitBreaker) {
  const queue = queueOf(settings);
  const count = settings.writers ?? defaultConnections.writers;
  return new Pool({ ...connections, session: writersSession }, breaker, {
    ...queue,
    count,
    // A single caller is only slightly slower with three quarters of the connections.
    maxPerCaller: Math.max(1, count - Math.ceil(count / 4)),
    maxWaitingPerCaller: Math.ceil((queue.maxLength * 3) / 4),
  });
}

/** Connections to one server, except those for transactions. */
function openPools(connections: ConnectionSettings, settings: DatabaseSettings, breaker: CircuitBreaker) {
  const readers = new Readers(
    readSettings(connections),
    breaker,
    settings.readers ?? defaultConnections.readers,
  );
  const countLockWaits = () => lockWaitsOf(readers);
  const searchers = new Searchers({ ...searchSettings(connections, settings), countLockWaits }, breaker, {
    ...queueOf(settings),
    count: settings.searchers ?? defaultConnections.searchers,
  });
  const appending = { ...connections, statementTimeoutMilliseconds: appendTimeout(connections) };
  const isolated = { ...appending, lockTimeoutMilliseconds: isolatedLockMilliseconds };
  const appenders = new Readers(appending, breaker, 1);
  const isolatedAppenders = new Readers(isolated, breaker, 1);
  return {
    readers,
    appenders,
    isolatedAppenders,
    searcherFor: (turn: Turn) => searchers.runnerFor(turn),
    usage: () => ({
      readers: readers.usage(),
      searchers: searchers.usage(),
      audit: sumUsage([appenders.usage(), isolatedAppenders.usage()]),
    }),
    close: () =>
      Promise.all([
        readers.close(),
        appenders.close(),
        isolatedAppenders.close(),
        searchers.close(closeMilliseconds),
      ]),
  };
}

type Choice = { isCentral: (text: string) => boolean; central: Runners; own: Runners };

/** The runners of a node. The coordinator runs what needs its tables. */
function choosing({ isCentral, central, own }: Choice): Runners {
  const either = (centralRunner: Runner, ownRunner: Runner): Runner => ({
    run: (statement) => (isCentral(statement.text) ? centralRunner : ownRunner).run(statement),
  });
  return {
    readers: either(central.readers, own.readers),
    appenders: own.appenders,
    isolatedAppenders: own.isolatedAppenders,
    searcherFor: (turn) => either(central.searcherFor(turn), own.searcherFor(turn)),
  };
}

const sumUsage = (usages: readonly PoolUsage[]): PoolUsage => ({
  open: usages.reduce((sum, { open }) => sum + open, 0),
  busy: usages.reduce((sum, { busy }) => sum + busy, 0),
  waiting: usages.reduce((sum, { waiting }) => sum + waiting, 0),
});

/** LISTEN needs no privileges. So no role is assumed, because another URL's user may not have it. */
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

/** Behind PgBouncer, silence can also mean that other sessions use all of its connections to the server. */
function withProbe(settings: ConnectionSettings): ConnectionSettings {
  if (!settings.prepare) return settings;
  const probe = new ServerProbe(settings);
  return { ...settings, isServerSilent: () => probe.isSilent() };
}

/** Behind PgBouncer, a read's session has no lock timeout. The response timeout limits its wait instead. */
const readSettings = (connections: ConnectionSettings): ConnectionSettings =>
  connections.prepare
    ? connections
    : { ...connections, responseTimeoutMilliseconds: waitBounds.connectionMilliseconds };

function searchSettings(connections: ConnectionSettings, settings: DatabaseSettings): ConnectionSettings {
  const { statementTimeoutMilliseconds: longest } = connections;
  const asked = settings.searchTimeoutMilliseconds ?? 5_000;
  return { ...connections, statementTimeoutMilliseconds: longest === 0 ? asked : Math.min(asked, longest) };
}

async function lockWaitsOf(readers: Readers): Promise<number> {
  const [row] = await readers.run(plainStatement("select count(*) from pg_locks where not granted"));
  return Number(row?.count);
}

async function ping(readers: Readers, text = "select 1") {
  const { promise, reject } = Promise.withResolvers<never>();
  const silent = () => reject(new DatabaseUnavailable("The database does not answer."));
  const timer = setTimeout(silent, pingMilliseconds);
  const answer = readers.run(plainStatement(text));
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
