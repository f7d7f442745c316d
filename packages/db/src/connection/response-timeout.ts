/** How long past its statement timeout the server may leave statements unanswered before the connection counts as lost. */
const maxGraceMilliseconds = 5_000;

/**
 * Ends a connection whose server has stopped answering.
 * Every answer restarts the timer, so a long queue or new statements do not trigger it.
 */
export class ResponseTimeout {
  readonly #bound: number;
  readonly #onTimeout: () => void;
  #since = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A statement timeout of 0 disables the limit. */
  constructor(statementTimeoutMilliseconds: number, onTimeout: () => void, max = Number.POSITIVE_INFINITY) {
    const grace = Math.min(statementTimeoutMilliseconds, maxGraceMilliseconds);
    const bound = statementTimeoutMilliseconds + grace;
    this.#bound = bound === 0 ? 0 : Math.min(bound, max);
    this.#onTimeout = onTimeout;
  }

  /** Call when an answer is expected. */
  start() {
    if (this.#bound === 0) return;
    this.#since = performance.now();
    // One timer serves many statements: creating one per statement costs more than all other bookkeeping.
    this.#timer ??= setTimeout(this.#check, this.#bound);
  }

  /** Call when no answer is outstanding. */
  end() {
    this.#since = Number.POSITIVE_INFINITY;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  readonly #check = () => {
    this.#timer = undefined;
    if (this.#since === Number.POSITIVE_INFINITY) return;
    const left = this.#since + this.#bound - performance.now();
    if (left > 0) this.#timer = setTimeout(this.#check, Math.ceil(left));
    else setImmediate(this.#checkAgain, this.#since);
  };

  /** Checks again after pending I/O: if this process was stalled, the answer may have arrived but not been read. */
  readonly #checkAgain = (since: number) => {
    if (this.#since === since) this.#onTimeout();
    else this.#timer ??= setTimeout(this.#check, this.#bound);
  };
}
