import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "../errors.ts";
import type { FairQueue, QueueBounds, Turn } from "../fair-queue.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { Connection } from "./connection.ts";
import { type ConnectionSettings, waitBounds } from "./settings.ts";
import { createWaitQueue } from "./wait-queue.ts";

export type PoolBounds = QueueBounds & {
  count: number;
  /** Maximum connections that one caller may hold at a time. Default: all. */
  maxPerCaller?: number;
};

/** The current use of a pool's connections. */
export type PoolUsage = {
  /** Open connections. */
  open: number;
  /** Connections in use. For shared connections: statements in flight. */
  busy: number;
  /** Waiting callers. */
  waiting: number;
};

type Holding = { caller: string; since: number };

/** Connections for exclusive use by one caller at a time, with a bounded fair queue in front. */
export class Pool {
  readonly #settings: ConnectionSettings;
  readonly #breaker: CircuitBreaker;
  readonly #bounds: PoolBounds;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #queue: FairQueue<Connection>;
  /** The current holders. A lost connection is removed at once, even if its holder has not noticed. */
  readonly #owners = new Map<Connection, Holding>();
  #closed = false;
  #lockWaits: Promise<number> | undefined;

  constructor(settings: ConnectionSettings, breaker: CircuitBreaker, bounds: PoolBounds) {
    this.#settings = settings;
    this.#breaker = breaker;
    this.#bounds = bounds;
    this.#queue = createWaitQueue(bounds);
  }

  usage(): PoolUsage {
    return { open: this.#all.size, busy: this.#owners.size, waiting: this.#queue.length };
  }

  /** Runs `work` on a connection. Waiting callers are served round-robin. */
  async use<T>(work: (connection: Connection) => Promise<T>, turn: Turn = { caller: "" }): Promise<T> {
    const connection = await this.#acquire(turn);
    turn.served = (turn.served ?? 0) + 1;
    try {
      return await work(connection);
    } finally {
      this.#release(connection);
    }
  }

  /** Opens all connections, so that the first callers do not wait for that. */
  async warmUp(): Promise<void> {
    const open = (connection: Connection) => connection.command("select 1");
    const callers = Array.from({ length: this.#bounds.count }, (_, at) => `${at}`);
    await Promise.all(callers.map((caller) => this.use(open, { caller })));
  }

  /** Lets running work finish for at most `milliseconds`, then closes all connections. */
  async close(milliseconds: number) {
    this.#closed = true;
    this.#queue.refuseAll(new DatabaseUnavailable("The database handle is closed."));
    const deadline = performance.now() + milliseconds;
    while (this.#idle.length < this.#all.size && performance.now() < deadline) await pause(5);
    await Promise.all([...this.#all].map((connection) => connection.end()));
  }

  async #acquire(turn: Turn): Promise<Connection> {
    const { caller } = turn;
    if (this.#closed) throw new DatabaseUnavailable("The database handle is closed.");
    if (!this.#mayHold(caller)) return this.#wait(turn);
    const idle = this.#idle.pop();
    if (idle) return this.#give(idle, caller);
    if (this.#all.size < this.#bounds.count) {
      if (this.#breaker.allowsConnect) return this.#give(this.#open(), caller);
      if (this.#all.size === 0) throw this.#breaker.error();
    }
    return this.#wait(turn);
  }

  /**
   * If no connection is becoming free, only as many callers wait as there are connections. Further ones fail at once.
   */
  async #wait(turn: Turn): Promise<Connection> {
    const { caller } = turn;
    if (this.#seemsBlocked(caller) && (await this.#isBlocked(caller)))
      throw new DatabaseUnavailable("All database connections are blocked.", { retryAfterSeconds: 2 });
    const coming = this.#queue.enqueue(turn);
    this.#serve();
    return coming;
  }

  #seemsBlocked(caller: string): boolean {
    const holdings = this.#inTheWayOf(caller);
    if (holdings.length === 0 || this.#queue.lengthOf(caller) < holdings.length) return false;
    const longAgo = performance.now() - waitBounds.blockedMilliseconds;
    return holdings.every(({ since }) => since < longAgo);
  }

  /** Asks the database: on a busy machine, connections may be held for long although nothing blocks them. */
  async #isBlocked(caller: string): Promise<boolean> {
    this.#lockWaits ??= (this.#settings.countLockWaits?.() ?? Promise.resolve(0)).finally(() => {
      this.#lockWaits = undefined;
    });
    const lockWaits = await this.#lockWaits.catch(() => 0);
    return this.#seemsBlocked(caller) && lockWaits >= this.#inTheWayOf(caller).length;
  }

  /** Returns what the caller waits for: its own connections if it is at its limit, otherwise all. */
  #inTheWayOf(caller: string): Holding[] {
    const holdings = [...this.#owners.values()];
    return this.#mayHold(caller) ? holdings : holdings.filter((holding) => holding.caller === caller);
  }

  #mayHold(caller: string) {
    const { maxPerCaller } = this.#bounds;
    if (maxPerCaller === undefined) return true;
    let held = 0;
    for (const owner of this.#owners.values()) if (owner.caller === caller) held++;
    return held < maxPerCaller;
  }

  #give(connection: Connection, caller: string) {
    this.#owners.set(connection, { caller, since: performance.now() });
    this.#queue.recordServed(caller);
    return connection;
  }

  #release(connection: Connection) {
    if (connection.isLost) return;
    this.#owners.delete(connection);
    this.#idle.push(connection);
    this.#serve();
  }

  /** Assigns free connections to waiting callers. A lost connection makes room for a new one. */
  #serve() {
    if (this.#closed) return;
    while (!this.#queue.isEmpty) {
      const hasRoom = this.#all.size < this.#bounds.count && this.#breaker.allowsConnect;
      if (this.#idle.length === 0 && !hasRoom) return;
      const next = this.#queue.dequeue((caller) => this.#mayHold(caller));
      if (!next) return;
      next.waiter.resolve(this.#give(this.#idle.pop() ?? this.#open(), next.caller));
    }
  }

  #open() {
    const connection = new Connection(this.#settings, {
      onLost: (lost, cause) => {
        if (!lost.hasAnswered) this.#breaker.recordFailure(cause);
        this.#forget(lost);
      },
    });
    this.#all.add(connection);
    return connection;
  }

  #forget(lost: Connection) {
    this.#all.delete(lost);
    this.#owners.delete(lost);
    const index = this.#idle.indexOf(lost);
    if (index >= 0) this.#idle.splice(index, 1);
    if (this.#all.size === 0 && !this.#breaker.allowsConnect) this.#queue.refuseAll(this.#breaker.error());
    else this.#serve();
  }
}
