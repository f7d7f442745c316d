import { setTimeout as pause } from "node:timers/promises";
import { CircuitBreaker } from "../connection/circuit-breaker.ts";
import { Connection, type Runner, type Statement } from "../connection/connection.ts";
import type { Rows } from "../connection/driver-query.ts";
import { Pool } from "../connection/pool.ts";
import { searchBounds, searchSession } from "../connection/searchers.ts";
import { beginCommand, type ConnectionSettings } from "../connection/settings.ts";
import { inLazyTransaction } from "../connection/transaction.ts";
import { DatabaseUnavailable } from "../errors.ts";
import type { Turn } from "../fair-queue.ts";
import type { LagClock } from "./lag-clock.ts";
import { identity, type Position, positionOf, replicaState } from "./position.ts";

/**
 * `fresh`: it answers reads. `behind`: it lags too far. `promoted`: it is no standby any more. `foreign`: it has
 * another database's data. `unreachable`: it does not answer, or has not yet.
 */
export type ReplicaState = "fresh" | "behind" | "promoted" | "foreign" | "unreachable";

/** `list`: a quick page. `search`: a read whose duration depends on the data. */
export type ReadKind = "list" | "search";

type ReplicaRead = Turn & { position: Position };

type ReplicaSettings = {
  connections: ConnectionSettings;
  counts: Record<ReadKind, number>;
  maxQueue: number;
  maxLagMilliseconds: number;
  clock: LagClock;
  /** The primary's identity. Undefined until it has answered. */
  primaryIdentity(): string | undefined;
  onState(state: ReplicaState): void;
};

/** The replica cannot answer this read. The primary can. */
class NotFresh extends DatabaseUnavailable {}

const watchMilliseconds = 250;
/**
 * A working server answers a trivial query within this time. If this process was busy instead, reads use the primary.
 */
const answerMilliseconds = 1_000;
/** Beyond this, the primary is better than waiting. */
const queueMilliseconds = 500;
const listSession = { default_transaction_read_only: "on" };

/** A standby that answers reads while it is fresh. Checked four times a second. */
export class Replica {
  readonly #settings: ReplicaSettings;
  readonly #pools: Record<ReadKind, Pool>;
  readonly #begin: string;
  readonly #closing = new AbortController();
  readonly #watching: Promise<void>;
  #watcher: Connection | undefined;
  #identity: unknown;
  #replayed: Position = "";
  #state: ReplicaState | undefined;

  constructor(settings: ReplicaSettings) {
    this.#settings = settings;
    const { connections, counts, maxQueue: maxLength } = settings;
    const breaker = new CircuitBreaker();
    const watched = { ...connections, isServerSilent: async () => this.#state === "unreachable" };
    const queue = { maxLength, waitMilliseconds: queueMilliseconds };
    const list = { ...queue, count: counts.list };
    const search = searchBounds({ ...queue, count: counts.search });
    this.#pools = {
      list: new Pool({ ...watched, session: listSession }, breaker, list),
      search: new Pool({ ...watched, session: searchSession }, breaker, search),
    };
    this.#begin = beginCommand(connections, "read only");
    this.#watching = this.#watch();
  }

  get state(): ReplicaState {
    return this.#state ?? "unreachable";
  }

  /** Maximum age of its data, in milliseconds. Undefined if unknown. */
  get lag(): number | undefined {
    return this.#settings.clock.millisecondsBehind(this.#replayed, performance.now());
  }

  /** Whether it is fresh and has reached the position, by the last check. */
  hasReached(position: Position): boolean {
    return this.#state === "fresh" && this.#replayed >= position;
  }

  /** Rejects if the replica has not reached `position`, or cannot answer for any other reason. */
  runnerFor(kind: ReadKind, read: ReplicaRead): Runner {
    const pool = this.#pools[kind];
    return { run: (statement) => pool.use((on) => this.#read(on, statement, read.position), read) };
  }

  async close(milliseconds: number): Promise<void> {
    this.#closing.abort();
    const pools = Object.values(this.#pools).map((pool) => pool.close(milliseconds));
    this.#watcher?.lose(new DatabaseUnavailable("The database handle is closed."));
    await Promise.all([this.#watching, ...pools]);
  }

  /** Behind PgBouncer, one transaction keeps both statements on one connection to the server. */
  #read(connection: Connection, statement: Statement, position: Position): Promise<Rows> {
    if (this.#settings.connections.prepare) return this.#checked(connection, statement, position);
    return inLazyTransaction(connection, this.#begin, (on) => this.#checked(on, statement, position));
  }

  /** The answer to the first statement holds for the second, because a standby only moves forward. */
  async #checked(runner: Runner, statement: Statement, position: Position): Promise<Rows> {
    const [[state], rows] = await Promise.all([runner.run(replicaState), runner.run(statement)]);
    const replayed = positionOf(state?.replayed);
    if (state?.isStandby === true && replayed !== undefined && replayed >= position) return rows;
    throw new NotFresh("The replica has not reached the position.");
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const state = await this.#look().catch((): ReplicaState => "unreachable");
      if (signal.aborted) return;
      if (state !== undefined && state !== this.#state) this.#settings.onState(state);
      this.#state = state;
      await pause(watchMilliseconds, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  /** Undefined until the primary has answered, as there is nothing to compare with. */
  async #look(): Promise<ReplicaState | undefined> {
    const [row] = await (await this.#connected()).run(replicaState);
    this.#replayed = positionOf(row?.replayed) ?? "";
    const { lag } = this;
    const expected = this.#settings.primaryIdentity();
    if (expected === undefined || lag === undefined) return undefined;
    if (this.#identity !== expected) return "foreign";
    if (row?.isStandby !== true) return "promoted";
    return lag <= this.#settings.maxLagMilliseconds ? "fresh" : "behind";
  }

  async #connected(): Promise<Connection> {
    if (this.#watcher && !this.#watcher.isLost) return this.#watcher;
    const watcher = new Connection({
      ...this.#settings.connections,
      connectTimeoutMilliseconds: answerMilliseconds,
      statementTimeoutMilliseconds: answerMilliseconds,
      responseTimeoutMilliseconds: answerMilliseconds,
    });
    this.#watcher = watcher;
    const [row] = await watcher.command(`select ${identity} as identity`);
    this.#identity = row?.identity;
    return watcher;
  }
}
