import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import { ConcurrencyLimit } from "../../../kernel/procedure/concurrency-limit.ts";
import { networkOf } from "../../../kernel/procedure/rate-limit/in-memory.ts";

const retryAfterSeconds = 2;

type WorkerSettings = {
  /** The module whose functions are the tasks. */
  module: URL;
  threads: number;
  /** Maximum number of waiting tasks. */
  queue: number;
  /** Idle time after which a thread ends. */
  idleMilliseconds: number;
};

const busy = () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds });

/** Worker threads with a queue that is fair by the callers' networks. */
export class WorkerQueue {
  readonly #settings: WorkerSettings;
  readonly #line: ConcurrencyLimit;
  #pool: Promise<Piscina> | undefined;
  #isClosed = false;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#line = new ConcurrencyLimit({ places: settings.threads, longest: settings.queue, busy });
  }

  get waiting(): number {
    return this.#line.waiting;
  }

  /** Calls a function of the module. Rejects with `SERVICE_UNAVAILABLE` if too many tasks wait. */
  run(name: string, task: object, address = ""): Promise<unknown> {
    return this.#line.run(networkOf(address), () => this.#runNow(name, task));
  }

  async #runNow(name: string, task: object): Promise<unknown> {
    if (this.#isClosed) throw busy();
    this.#pool ??= startPool(this.#settings);
    return (await this.#pool).run(task, { name }).catch((error: unknown) => {
      throw this.#isClosed ? busy() : error;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#line.refuseAll();
    await (await this.#pool)?.destroy();
  }
}

/** Called for the first password, so that library and threads do not slow start-up. */
async function startPool({ module, threads, idleMilliseconds }: WorkerSettings): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  const { NODE_COMPILE_CACHE: compileCache } = process.env;
  const pool = new Piscina({
    filename: fileURLToPath(module),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMilliseconds,
    // Gives calls priority over hashing. Has no effect on some systems.
    niceIncrement: 10,
    recordTiming: false,
    // Threads get none of the server's secrets. The compile cache saves each 20 MB for the compiler.
    env: compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache },
  });
  // A thread that dies rejects its task. Without a listener, this event would end the process.
  pool.on("error", () => undefined);
  return pool;
}
