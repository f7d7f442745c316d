import { DatabaseUnavailable } from "../errors.ts";

/** How long to fail fast after a refused connect. Many callers would flood a server that is down. */
const openMilliseconds = 250;

/** A circuit breaker for connects, which all pools of a database share. */
export class CircuitBreaker {
  #failedAt = Number.NEGATIVE_INFINITY;
  #cause: unknown;

  recordFailure(cause: unknown) {
    this.#failedAt = performance.now();
    this.#cause = cause;
  }

  get allowsConnect() {
    return performance.now() - this.#failedAt > openMilliseconds;
  }

  error() {
    return new DatabaseUnavailable("The database refuses connections.", { cause: this.#cause });
  }
}
