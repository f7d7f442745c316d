import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import type { OwnNames } from "./rules.ts";
import type { ChosenPassword } from "./strength.ts";
import type { HashTask, VerifyTask } from "./worker.ts";
import { WorkerQueue } from "./worker-queue.ts";

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
  /**
   * Why a password is too easy to guess, and what would be better; null where it is good enough. Rejects with
   * `SERVICE_UNAVAILABLE` as `hash` does.
   */
  whyTooEasy(password: string, names: OwnNames, address?: string): Promise<string | null>;
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

/** Hashes and judges in worker threads, so that a wave of log-ins slows log-ins and nothing else. */
export function createPasswords({ cost, workers, queue = 64 }: PasswordSettings): Passwords {
  const nobodysHash = `$2b$${String(cost).padStart(2, "0")}$${"CaretypeNobody".padEnd(53, "e")}`;
  const threads = workers ?? Math.max(1, availableParallelism() - 1);
  const hashing = new WorkerQueue({
    module: new URL("./worker.ts", import.meta.url),
    threads,
    queue,
    idleMilliseconds: 60_000,
  });
  // On a thread of its own, as it takes milliseconds and a hash a quarter of a second. One thread keeps the dictionary in
  // memory, for a while longer, as reading it takes as long as a hash.
  const judging = new WorkerQueue({
    module: new URL("./strength.ts", import.meta.url),
    threads: 1,
    queue,
    idleMilliseconds: 600_000,
  });

  return {
    async hash(password, address) {
      const task: HashTask = { digest: digestOf(password), cost };
      return String(await hashing.run("hash", task, address));
    },
    async verify(password, hash, address) {
      // Another string would have the same bytes in UTF-8, where a lone surrogate is U+FFFD.
      const known = hash !== null && hashShape.test(hash) && password.isWellFormed();
      const task: VerifyTask = { digest: digestOf(password), hash: known ? hash : nobodysHash, cost };
      return (await hashing.run("verify", task, address)) === true && known;
    },
    async whyTooEasy(password, names, address) {
      const { username, name, email, practices } = names;
      // Nothing else of what is known of the account goes to the thread.
      const task: ChosenPassword = { password, names: { username, name, email, practices } };
      const why = await judging.run("whyTooEasy", task, address);
      return typeof why === "string" ? why : null;
    },
    isOutdated: (hash) => Number(hashShape.exec(hash)?.[1] ?? cost) !== cost,
    async close() {
      await Promise.all([hashing.close(), judging.close()]);
    },
  };
}

/** bcrypt reads 72 bytes and stops at NUL; the 64 characters of this say everything about the password. */
const digestOf = (password: string) => createHash("sha384").update(password, "utf8").digest("base64");
