import { DatabaseUnavailable } from "../errors.ts";

/** How long to fail fast after a refused connect, so that many callers do not flood a server that is down. */
const restMilliseconds = 250;

export class ConnectGate {
  #refusedAt = Number.NEGATIVE_INFINITY;
  #cause: unknown;

  refused(cause: unknown) {
    this.#refusedAt = performance.now();
    this.#cause = cause;
  }

  get isOpen() {
    return performance.now() - this.#refusedAt > restMilliseconds;
  }

  refusal() {
    return new DatabaseUnavailable("The database refuses connections.", { cause: this.#cause });
  }
}
