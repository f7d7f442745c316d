import type { Turn } from "../fair-queue.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import type { Runner } from "./connection.ts";
import { Pool, type PoolBounds } from "./pool.ts";
import { beginCommand, type ConnectionSettings } from "./settings.ts";
import { inLazyTransaction } from "./transaction.ts";

/** Plan each pattern separately: a generic plan can be slower by orders of magnitude. */
export const searchSession = { plan_cache_mode: "force_custom_plan", default_transaction_read_only: "on" };

type SearchBounds = PoolBounds & { maxLength: number };

/**
 * One caller gets at most half of the connections and a quarter of the queue.
 * One practice's searches therefore leave database cores for the others.
 */
export const searchBounds = (bounds: SearchBounds): PoolBounds => ({
  ...bounds,
  maxPerCaller: Math.max(1, Math.floor(bounds.count / 2)),
  maxWaitingPerCaller: Math.ceil(bounds.maxLength / 4),
});

/** Runs potentially slow statements, each alone on its connection, so that none blocks another. */
export class Searchers {
  readonly #settings: ConnectionSettings;
  readonly #pool: Pool;

  constructor(settings: ConnectionSettings, breaker: CircuitBreaker, bounds: SearchBounds) {
    this.#settings = settings;
    this.#pool = new Pool({ ...settings, session: searchSession }, breaker, searchBounds(bounds));
  }

  /** For the statements of one call. */
  runnerFor(turn: Turn): Runner {
    if (this.#settings.prepare)
      return { run: (statement) => this.#pool.use((connection) => connection.run(statement), turn) };
    // Behind PgBouncer, timeouts can be set only in a transaction.
    const begin = beginCommand(this.#settings);
    return {
      run: (statement) =>
        this.#pool.use(
          (connection) => inLazyTransaction(connection, begin, (transaction) => transaction.run(statement)),
          turn,
        ),
    };
  }

  usage() {
    return this.#pool.usage();
  }

  close(milliseconds: number) {
    return this.#pool.close(milliseconds);
  }
}
