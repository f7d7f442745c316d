import type { Turn } from "../fair-queue.ts";
import type { Connection, Runner } from "./connection.ts";
import type { Pool } from "./pool.ts";

export type PoolName = "readers" | "writers" | "searchers" | "audit";

/** An observed event on a pool's connections: a wait for one of them, a transaction, or a statement. */
export type DatabaseEvent = {
  kind: "wait for a connection" | "transaction" | "statement";
  pool: PoolName;
  /** A statement's text, without its parameters. */
  text?: string;
};

/** Called when the event ends. */
export type Finish = (isFailed: boolean) => void;

/** Called when an event begins. Returns undefined to ignore its end. */
export type Observe = (event: DatabaseEvent) => Finish | undefined;

/** Returns the runner itself without an observer. */
export function observedRunner(runner: Runner, pool: PoolName, observe: Observe | undefined): Runner {
  if (observe === undefined) return runner;
  return {
    run(statement) {
      const finish = observe({ kind: "statement", pool, text: statement.text });
      const rows = runner.run(statement);
      if (finish) settle(rows, finish);
      return rows;
    },
  };
}

type Use<T> = { work: (connection: Connection) => Promise<T>; turn: Turn };

/** Like `pool.use`, and observes the wait and the transaction. */
export function useObserved<T>(pool: Pool, observe: Observe | undefined, { work, turn }: Use<T>): Promise<T> {
  if (observe === undefined) return pool.use(work, turn);
  let finish = observe({ kind: "wait for a connection", pool: "writers" });
  const used = pool.use((connection) => {
    finish?.(false);
    finish = observe({ kind: "transaction", pool: "writers" });
    return work(connection);
  }, turn);
  settle(used, (isFailed) => finish?.(isFailed));
  return used;
}

function settle(result: Promise<unknown>, finish: Finish) {
  result.then(
    () => finish(false),
    () => finish(true),
  );
}
