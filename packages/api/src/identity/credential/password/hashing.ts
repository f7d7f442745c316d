import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { isDjangoHash } from "./django-hash.ts";
import type { OwnNames } from "./rules.ts";
import type { ChosenPassword } from "./strength.ts";
import type { HashTask, VerifyDjangoTask, VerifyTask } from "./worker.ts";
import { WorkerQueue } from "./worker-queue.ts";

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
   * rehashes the password. Hashes of Django take the same time, unless their iterations alone take longer.
   */
  verify(password: string, hash: string | null, address?: string): Promise<boolean>;
  /**
   * Returns why a password is too easy to guess, with advice, or null. Rejects with `SERVICE_UNAVAILABLE` like `hash`.
   */
  findWeakness(password: string, names: OwnNames, address?: string): Promise<string | null>;
  /** Whether a hash has another cost than configured or is Django's, and needs rehashing. */
  isOutdated(hash: string): boolean;
  /** The number of passwords that wait to be hashed or compared. */
  waiting(): number;
  close(): Promise<void>;
};

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

  return {
    async hash(password, address) {
      const task: HashTask = { digest: digestOf(password), cost };
      return String(await hashing.run("hash", task, address));
    },
    async verify(password, hash, address) {
      if (hash !== null && isDjangoHash(hash) && password.isWellFormed()) {
        const task: VerifyDjangoTask = { password, hash, cost };
        return (await hashing.run("verifyDjango", task, address)) === true;
      }
      // An ill-formed string would be encoded as U+FFFD, so it could match another password.
      const known = hash !== null && hashShape.test(hash) && password.isWellFormed();
      const task: VerifyTask = { digest: digestOf(password), hash: known ? hash : dummyHash, cost };
      return (await hashing.run("verify", task, address)) === true && known;
    },
    async findWeakness(password, names, address) {
      const { username, name, email, practices } = names;
      // Only these names of the account are sent to the thread.
      const task: ChosenPassword = { password, names: { username, name, email, practices } };
      const why = await judging.run("findWeakness", task, address);
      return typeof why === "string" ? why : null;
    },
    isOutdated: (hash) => isDjangoHash(hash) || Number(hashShape.exec(hash)?.[1] ?? cost) !== cost,
    waiting: () => hashing.waiting,
    async close() {
      await Promise.all([hashing.close(), judging.close()]);
    },
  };
}

/** bcrypt reads 72 bytes and stops at NUL. These 64 characters represent the whole password. */
const digestOf = (password: string) => createHash("sha384").update(password, "utf8").digest("base64");
