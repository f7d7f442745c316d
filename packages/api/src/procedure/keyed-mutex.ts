import { DomainError } from "../error/domain-error.ts";

/** Runs what is given for one key after what was given for it before. */
export type KeyedMutex = <Result>(key: string, run: () => Promise<Result>) => Promise<Result>;

type Waiter = () => void;

/**
 * Calls that wait for another with their key wait here, and so hold no connection: however many there are, one key
 * has one connection of a process. After `longestWait` (milliseconds) a call rejects with `SERVICE_UNAVAILABLE`.
 */
export function createKeyedMutex({ longestWait = 5_000 } = {}): KeyedMutex {
  /** By each key that has its turn now: who comes next. */
  const lines = new Map<string, Set<Waiter>>();

  function pass(key: string): void {
    const line = lines.get(key);
    const [next] = line ?? [];
    if (next) {
      line?.delete(next);
      next();
    } else lines.delete(key);
  }

  return async (key, run) => {
    const line = lines.get(key);
    if (line) await join(line, longestWait);
    else lines.set(key, new Set());
    try {
      return await run();
    } finally {
      pass(key);
    }
  };
}

async function join(line: Set<Waiter>, longestWait: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    line.delete(resolve);
    reject(new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }));
  }, longestWait);
  line.add(resolve);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
}
