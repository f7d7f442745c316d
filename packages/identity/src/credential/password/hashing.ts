import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { ConcurrencyLimit } from "@caretype/core/kernel/procedure/concurrency-limit";
import { networkOf } from "@caretype/core/kernel/procedure/rate-limit/in-memory";
import type { Piscina } from "piscina";
import type { OwnNames } from "./rules.ts";
import type { ChosenPassword } from "./strength.ts";
import type { HashTask, VerifyTask } from "./worker.ts";

/** Rate cost of a call that hashes a password, in plain reads. */
export const passwordCost = 10;

export type Passwords = {
  /**
   * Rejects with `SERVICE_UNAVAILABLE` if too many tasks wait, as does `verify`. `address`: the key of the fair queue.
   */
  hash(password: string, address?: string): Promise<string>;
  /**
   * Compares a password. With `null` as the hash, for an unknown account, it takes the same time and returns false.
   * So do hashes of lower cost. A hash of higher cost takes longer, which reveals the account until its next sign-in
   * rehashes the password. Hashes of former systems take the same time, unless their iterations alone take longer.
   */
  verify(password: string, hash: string | null, address?: string): Promise<boolean>;
  /**
   * Returns why a password is too easy to guess, with advice, or null. Rejects with `SERVICE_UNAVAILABLE` like `hash`.
   */
  findWeakness(password: string, names: OwnNames, address?: string): Promise<string | null>;
  /** True if the hash has another cost than configured or comes from a former system, and needs rehashing. */
  isOutdated(hash: string): boolean;
  /** Number of tasks that wait to hash or compare passwords. */
  waiting(): number;
  close(): Promise<void>;
  /** The same passwords, in the same threads, that also verify hashes of a former system. */
  knowing(hashes: FormerHashes): Passwords;
};

/** Hashes of a former system. They are verified as they are until the first sign-in replaces them. */
export type FormerHashes = {
  /** True for a stored hash of this system that can be verified. */
  includes(hash: string): boolean;
  /** The module whose `verify` compares such a hash with a password, in a thread. */
  verifier: URL;
};

/** Takes about as long as a bcrypt comparison of this cost. Otherwise, timing reveals who has not signed in yet. */
export type VerifyFormerTask = { password: string; hash: string; cost: number };

type PasswordSettings = {
  /** bcrypt's cost, the binary logarithm of the iterations. */
  cost: number;
  /** Threads. Default: the number of cores, less one. */
  workers?: number | undefined;
  /** Maximum number of waiting tasks. Each takes about 0.25 s, so this also limits the waiting time. */
  queue?: number | undefined;
};

/** Captures the cost. Service accounts have no hash of this shape. */
const hashShape = /^\$2[aby]\$(\d\d)\$[./\w]{53}$/;

/** Hashes and checks passwords in worker threads, so that many sign-ins do not slow other calls. */
export function createPasswords({ cost, workers, queue = 64 }: PasswordSettings): Passwords {
  const dummyHash = `$2b$${String(cost).padStart(2, "0")}$${"CaretypeNobody".padEnd(53, "e")}`;
  const threads = workers ?? Math.max(1, availableParallelism() - 1);
  const hashing = new WorkerQueue({
    module: new URL("./worker.ts", import.meta.url),
    threads,
    queue,
    idleMilliseconds: 60_000,
  });
  // A separate thread, as a check takes milliseconds and a hash a quarter of a second. Only one, because it holds the
  // dictionary in memory. It stays idle for longer, as loading the dictionary takes as long as a hash.
  const judging = new WorkerQueue({
    module: new URL("./strength.ts", import.meta.url),
    threads: 1,
    queue,
    idleMilliseconds: 600_000,
  });

  const knowing = (former: readonly FormerHashes[]): Passwords => ({
    async hash(password, address) {
      const task: HashTask = { digest: digestOf(password), cost };
      return String(await hashing.run({ name: "hash" }, task, address));
    },
    async verify(password, hash, address) {
      const verifier = former.find(({ includes }) => hash !== null && includes(hash))?.verifier;
      if (hash !== null && verifier && password.isWellFormed()) {
        const task: VerifyFormerTask = { password, hash, cost };
        return (await hashing.run({ name: "verify", module: verifier }, task, address)) === true;
      }
      // An ill-formed string would be encoded as U+FFFD, so it could match another password.
      const known = hash !== null && hashShape.test(hash) && password.isWellFormed();
      const task: VerifyTask = { digest: digestOf(password), hash: known ? hash : dummyHash, cost };
      return (await hashing.run({ name: "verify" }, task, address)) === true && known;
    },
    async findWeakness(password, names, address) {
      const { username, name, email, practices } = names;
      // Only these names of the account are sent to the thread.
      const task: ChosenPassword = { password, names: { username, name, email, practices } };
      const why = await judging.run({ name: "findWeakness" }, task, address);
      return typeof why === "string" ? why : null;
    },
    isOutdated: (hash) =>
      former.some(({ includes }) => includes(hash)) || Number(hashShape.exec(hash)?.[1] ?? cost) !== cost,
    waiting: () => hashing.waiting,
    async close() {
      await Promise.all([hashing.close(), judging.close()]);
    },
    knowing: (more) => knowing([...former, more]),
  });
  return knowing([]);
}

/** bcrypt reads 72 bytes and stops at NUL. These 64 characters represent the whole password. */
const digestOf = (password: string) => createHash("sha384").update(password, "utf8").digest("base64");

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

/** A function of a module. Default: the queue's own. */
type Work = { name: string; module?: URL };

const busy = () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds });

/** Worker threads with a queue that is fair by the callers' networks. */
class WorkerQueue {
  readonly #settings: WorkerSettings;
  readonly #queue: ConcurrencyLimit;
  #pool: Promise<Piscina> | undefined;
  #isClosed = false;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#queue = new ConcurrencyLimit({
      concurrency: settings.threads,
      maxQueueLength: settings.queue,
      busy,
    });
  }

  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Calls a function. Rejects with `SERVICE_UNAVAILABLE` if too many tasks wait. */
  run({ name, module = this.#settings.module }: Work, task: object, address = ""): Promise<unknown> {
    const filename = fileURLToPath(module);
    return this.#queue.run(networkOf(address), () => this.#runNow(task, { name, filename }));
  }

  async #runNow(task: object, work: { name: string; filename: string }): Promise<unknown> {
    if (this.#isClosed) throw busy();
    this.#pool ??= startPool(this.#settings);
    return (await this.#pool).run(task, work).catch((error: unknown) => {
      throw this.#isClosed ? busy() : error;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#queue.refuseAll();
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
    // Gives calls priority over hashing, without starving it: beside six busy loops on two cores, a hash takes 2.3 s,
    // and at 10 it takes 6.7 s. Has no effect on some systems.
    niceIncrement: 5,
    recordTiming: false,
    // Threads get none of the server's secrets. The compile cache saves each 20 MB for the compiler.
    env: compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache },
  });
  // A thread that dies rejects its task. Without a listener, this event would end the process.
  pool.on("error", () => undefined);
  return pool;
}
