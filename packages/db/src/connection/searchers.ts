import type { Runner } from "./connection.ts";
import type { ConnectGate } from "./gate.ts";
import { Pool, type PoolBounds } from "./pool.ts";
import { beginCommand, type ConnectionSettings } from "./settings.ts";
import { inLazyTransaction } from "./transaction.ts";

/** A plan is made for each pattern: one for all patterns can be worse by orders of magnitude. */
const session = { plan_cache_mode: "force_custom_plan", default_transaction_read_only: "on" };

/** Statements that may take long, each alone on its connection, so that nothing waits behind one on the wire. */
export class Searchers {
  readonly #settings: ConnectionSettings;
  readonly #pool: Pool;

  /**
   * No caller has more than half of the connections, so that one practice's searches leave other practices cores of
   * the database, too; nor more than a quarter of the line.
   */
  constructor(settings: ConnectionSettings, gate: ConnectGate, bounds: PoolBounds & { longest: number }) {
    this.#settings = settings;
    this.#pool = new Pool({ ...settings, session }, gate, {
      ...bounds,
      mostOfOne: Math.max(1, Math.floor(bounds.count / 2)),
      longestOfOne: Math.ceil(bounds.longest / 4),
    });
  }

  runnerFor(caller: string): Runner {
    if (this.#settings.prepare) {
      return { run: (statement) => this.#pool.use((connection) => connection.run(statement), caller) };
    }
    // Behind PgBouncer the bounds come with a transaction.
    const begin = beginCommand(this.#settings);
    return {
      run: (statement) =>
        this.#pool.use(
          (connection) => inLazyTransaction(connection, begin, (transaction) => transaction.run(statement)),
          caller,
        ),
    };
  }

  close(milliseconds: number) {
    return this.#pool.close(milliseconds);
  }
}
