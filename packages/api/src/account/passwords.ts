import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Piscina } from "piscina";
import { DomainError } from "../errors.ts";
import { networkOf } from "../rate-limit.ts";
import { FairLine } from "./fair-line.ts";
import type { HashTask, VerifyTask } from "./password-worker.ts";

export type Passwords = {
  /**
   * Rejects with `SERVICE_UNAVAILABLE` when too many wait already, as `verify` does. `address`: whose turn it is, so that
   * those of one address do not keep others waiting.
   */
  hash(password: string, address?: string): Promise<string>;
  /**
   * With `null` for the hash of an unknown account it does the same work, and answers false; a hash that was cheaper
   * takes as long as well. A dearer one takes longer, and so tells that there is such an account, from when the cost was
   * lowered until its next log-in: until then nobody knows the password, to hash it anew.
   */
  verify(password: string, hash: string | null, address?: string): Promise<boolean>;
  /** Whether a hash was made when more or less work was asked for, and is to be made anew. */
  isOutdated(hash: string): boolean;
  close(): Promise<void>;
};

type PasswordSettings = {
  /** bcrypt's, a power of two. */
  cost: number;
  /** Threads; by default one fewer than there are cores. */
  workers?: number | undefined;
  /** How many may wait for a thread. At 0.25 s each that is also how long the last one waits. */
  queue?: number | undefined;
};

/** With the cost in it. A service's account has none of this shape. */
const hashShape = /^\$2[aby]\$(\d\d)\$[./\w]{53}$/;

const idleMilliseconds = 60_000;
const retryAfterSeconds = 2;

/** Hashes in worker threads, so that a wave of log-ins slows log-ins and nothing else. */
export function createPasswords({ cost, workers, queue = 64 }: PasswordSettings): Passwords {
  const nobodysHash = `$2b$${String(cost).padStart(2, "0")}$${"CaretypeNobody".padEnd(53, "e")}`;
  let pool: Promise<Piscina> | undefined;
  let closed = false;
  const threads = workers ?? Math.max(1, availableParallelism() - 1);
  const busy = () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds });
  const line = new FairLine({ places: threads, longest: queue, busy });

  async function runNow(name: "hash" | "verify", task: HashTask | VerifyTask): Promise<unknown> {
    if (closed) throw busy();
    pool ??= startPool(threads);
    return (await pool).run(task, { name }).catch((error: unknown) => {
      throw closed ? busy() : error;
    });
  }

  const run = (name: "hash" | "verify", task: HashTask | VerifyTask, address = "") =>
    line.run(networkOf(address), () => runNow(name, task));

  return {
    async hash(password, address) {
      return String(await run("hash", { digest: digestOf(password), cost }, address));
    },
    async verify(password, hash, address) {
      // Another string would have the same bytes in UTF-8, where a lone surrogate is U+FFFD.
      const known = hash !== null && hashShape.test(hash) && password.isWellFormed();
      const task = { digest: digestOf(password), hash: known ? hash : nobodysHash, cost };
      return (await run("verify", task, address)) === true && known;
    },
    isOutdated: (hash) => Number(hashShape.exec(hash)?.[1] ?? cost) !== cost,
    async close() {
      closed = true;
      line.refuseAll();
      await (await pool)?.destroy();
    },
  };
}

/** bcrypt reads 72 bytes and stops at NUL; the 64 characters of this say everything about the password. */
const digestOf = (password: string) => createHash("sha384").update(password, "utf8").digest("base64");

/** Made at the first password: neither the library nor a thread costs the start anything. */
async function startPool(threads: number): Promise<Piscina> {
  const { Piscina } = await import("piscina");
  const { NODE_COMPILE_CACHE: compileCache } = process.env;
  const pool = new Piscina({
    filename: fileURLToPath(new URL("./password-worker.ts", import.meta.url)),
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
