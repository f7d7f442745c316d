import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { DomainError } from "../error/domain-error.ts";
import { networkOf } from "../procedure/rate-limit/in-memory.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

const retryAfterSeconds = 2;

type WorkerSettings = {
  /** Its functions are the tasks. */
  module: URL;
  threads: number;
  /** How many may wait for a thread. */
  queue: number;
  /** After which a thread ends that has nothing to do. */
  idleMilliseconds: number;
};

const busy = () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds });

/** Worker threads, and the line of those who wait for one: the callers' networks take turns. */
export class WorkerQueue {
  readonly #settings: WorkerSettings;
  readonly #line: ConcurrencyLimit;
  #pool: Promise<Piscina> | undefined;
  #isClosed = false;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#line = new ConcurrencyLimit({ places: settings.threads, longest: settings.queue, busy });
  }

  /** Calls a function of the module. Rejects with `SERVICE_UNAVAILABLE` when too many wait already. */
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

/** Made at the first password: neither the library nor a thread costs the start anything. */
async function startPool({ module, threads, idleMilliseconds }: WorkerSettings): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  const { NODE_COMPILE_CACHE: compileCache } = process.env;
  const pool = new Piscina({
    filename: fileURLToPath(module),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMilliseconds,
    // Where cores are scarce, calls come before hashing; on systems without it nothing happens.
    niceIncrement: 10,
    recordTiming: false,
    // A thread has no use for the server's secrets; with what was compiled before, nor for 20 MB of compiler.
    env: compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache },
  });
  // A thread that dies fails its task, which says so; as an unheard event it would end the process.
  pool.on("error", () => undefined);
  return pool;
}
