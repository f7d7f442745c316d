import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "../errors.ts";
import { Connection } from "./connection.ts";
import type { ConnectGate } from "./gate.ts";
import type { ConnectionSettings } from "./settings.ts";

export type WritersBounds = { count: number; longestLine: number; waitMilliseconds: number };

type Waiter = PromiseWithResolvers<Connection> & { timer: NodeJS.Timeout };

/** The connections that transactions own alone, one at a time, and the bounded line in front of them. */
export class Writers {
  readonly #settings: ConnectionSettings;
  readonly #gate: ConnectGate;
  readonly #bounds: WritersBounds;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #line = new Set<Waiter>();
  #closed = false;

  constructor(settings: ConnectionSettings, gate: ConnectGate, bounds: WritersBounds) {
    this.#settings = settings;
    this.#gate = gate;
    this.#bounds = bounds;
  }

  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#acquire();
    try {
      return await work(connection);
    } finally {
      this.#release(connection);
    }
  }

  /** Lets the transactions that run finish for at most `milliseconds`, then ends all connections. */
  async close(milliseconds: number) {
    this.#closed = true;
    this.#refuseLine(new DatabaseUnavailable("The database handle is closed."));
    const deadline = performance.now() + milliseconds;
    while (this.#idle.length < this.#all.size && performance.now() < deadline) await pause(5);
    await Promise.all([...this.#all].map((connection) => connection.end()));
  }

  async #acquire(): Promise<Connection> {
    if (this.#closed) throw new DatabaseUnavailable("The database handle is closed.");
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#all.size < this.#bounds.count) {
      if (this.#gate.isOpen) return this.#open();
      if (this.#all.size === 0) throw this.#gate.refusal();
    }
    return this.#wait();
  }

  #wait(): Promise<Connection> {
    if (this.#line.size >= this.#bounds.longestLine) {
      throw new DatabaseUnavailable("Too many transactions wait for the database.");
    }
    const timedOut = () => {
      this.#line.delete(waiter);
      waiter.reject(new DatabaseUnavailable("No database connection came free in time."));
    };
    const timer = setTimeout(timedOut, this.#bounds.waitMilliseconds);
    const waiter: Waiter = { ...Promise.withResolvers<Connection>(), timer };
    this.#line.add(waiter);
    return waiter.promise;
  }

  #release(connection: Connection) {
    if (connection.isLost) return;
    const first = this.#nextInLine();
    if (first) first.resolve(connection);
    else this.#idle.push(connection);
  }

  #nextInLine(): Waiter | undefined {
    const [first] = this.#line;
    if (!first) return undefined;
    clearTimeout(first.timer);
    this.#line.delete(first);
    return first;
  }

  #open() {
    const connection = new Connection(this.#settings, {
      onLost: (lost, cause) => {
        if (!lost.hasAnswered) this.#gate.refused(cause);
        this.#forget(lost);
      },
    });
    this.#all.add(connection);
    return connection;
  }

  /** A lost connection leaves room for one that the first in line can have. */
  #forget(lost: Connection) {
    this.#all.delete(lost);
    const index = this.#idle.indexOf(lost);
    if (index >= 0) this.#idle.splice(index, 1);
    if (this.#closed) return;
    if (this.#gate.isOpen) {
      if (this.#line.size > 0) this.#nextInLine()?.resolve(this.#open());
    } else if (this.#all.size === 0) this.#refuseLine(this.#gate.refusal());
  }

  #refuseLine(error: DatabaseUnavailable) {
    for (let waiter = this.#nextInLine(); waiter; waiter = this.#nextInLine()) waiter.reject(error);
  }
}
