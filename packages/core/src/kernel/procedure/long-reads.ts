import { DomainError } from "../error/domain-error.ts";
import type { Client } from "./client.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

const maxWaiting = 200;
/** Milliseconds. A page is read in about two, but its answer and the client's next call take longer. */
const minPause = 20;
const maxPause = 200;
/** Milliseconds that long reads pause after another call. */
const otherCallMilliseconds = 1_000;
/** Milliseconds. A slower read, such as one that waits for a lock, no longer blocks others. */
const maxSlotMilliseconds = 2_500;

/** The reader. Calls of clients that leave before their turn are dropped. `practiceId`: also names other work. */
type Reader = { practiceId: string; client?: Client | undefined };

/**
 * Long reads, such as an export's pages and statistics: one at a time, round-robin by practice, so that searches have
 * connections. During other calls, each is followed by a pause of its own duration.
 */
export class LongReads {
  #otherCalls = 0;
  #countedBefore = 0;
  #calledAt = Number.NEGATIVE_INFINITY;
  #isLong = false;
  readonly #queue = new ConcurrencyLimit({
    concurrency: 1,
    maxQueueLength: maxWaiting,
    maxSlotMilliseconds,
    busy: () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }),
    pauseAfter: (milliseconds) => {
      if (this.#otherCalls > this.#countedBefore) this.#calledAt = performance.now();
      this.#countedBefore = this.#otherCalls;
      const hasOtherCalls = performance.now() - this.#calledAt < otherCallMilliseconds;
      return hasOtherCalls && this.#isLong ? Math.min(Math.max(milliseconds, minPause), maxPause) : 0;
    },
  });

  /** Records a call of any procedure. */
  countCall(): void {
    this.#otherCalls += 1;
  }

  /** `isLong`: whether the answer was long after all, and a pause follows. */
  run<T>(
    { practiceId, client }: Reader,
    read: () => Promise<T>,
    isLong: (answer: T) => boolean = () => true,
  ): Promise<T> {
    this.#otherCalls -= 1;
    const task = async () => {
      this.#isLong = false;
      const answer = await read();
      this.#isLong = isLong(answer);
      return answer;
    };
    return this.#queue.run(practiceId, task, client);
  }
}
