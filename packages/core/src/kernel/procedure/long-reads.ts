import { DomainError } from "../error/domain-error.ts";
import type { Client } from "./client.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

const maxWaiting = 200;
/** A page is read in some two milliseconds, but its answer and its next call take longer. In milliseconds. */
const minRest = 20;
const maxRest = 200;
/** So long after another call, in milliseconds, long reads rest. */
const neighbourFor = 1_000;
/** A read that takes longer, as one that waits for a lock, holds up nobody else. In milliseconds. */
const maxTurn = 2_500;

/** Who reads. Clients that leave before their turn are not answered. `practiceId`: also a name of other work. */
type Reader = { practiceId: string; client?: Client | undefined };

/**
 * Long reads, such as an export's pages and statistics: one at a time, in turns by practice, so that connections are left for
 * searches. While others call, each rests for as long as it took.
 */
export class LongReads {
  #otherCalls = 0;
  #countedBefore = 0;
  #calledAt = Number.NEGATIVE_INFINITY;
  #isLong = false;
  readonly #line = new ConcurrencyLimit({
    places: 1,
    longest: maxWaiting,
    maxTurn,
    busy: () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }),
    restAfter: (milliseconds) => {
      if (this.#otherCalls > this.#countedBefore) this.#calledAt = performance.now();
      this.#countedBefore = this.#otherCalls;
      const hasNeighbour = performance.now() - this.#calledAt < neighbourFor;
      return hasNeighbour && this.#isLong ? Math.min(Math.max(milliseconds, minRest), maxRest) : 0;
    },
  });

  /** Counts a call of any procedure. */
  countCall(): void {
    this.#otherCalls += 1;
  }

  /** `isLong`: whether an answer was long after all, so that a rest follows. */
  run<T>(
    { practiceId, client }: Reader,
    read: () => Promise<T>,
    isLong: (answer: T) => boolean = () => true,
  ): Promise<T> {
    this.#otherCalls -= 1;
    const inTurn = async () => {
      this.#isLong = false;
      const answer = await read();
      this.#isLong = isLong(answer);
      return answer;
    };
    return this.#line.run(practiceId, inTurn, client);
  }
}
