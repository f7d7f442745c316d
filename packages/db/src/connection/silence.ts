/** How long past its statement timeout the server may stay silent before the connection counts as lost. */
const longestGraceMilliseconds = 5_000;

/**
 * Detects a server that does not answer.
 * Every answer restarts the timer. A long queue or new statements do not end the connection, only silence does.
 */
export class Silence {
  readonly #bound: number;
  readonly #onSilence: () => void;
  #since = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A statement timeout of 0 disables the limit. */
  constructor(
    statementTimeoutMilliseconds: number,
    onSilence: () => void,
    longest = Number.POSITIVE_INFINITY,
  ) {
    const grace = Math.min(statementTimeoutMilliseconds, longestGraceMilliseconds);
    const bound = statementTimeoutMilliseconds + grace;
    this.#bound = bound === 0 ? 0 : Math.min(bound, longest);
    this.#onSilence = onSilence;
  }

  /** Call when an answer is expected. */
  start() {
    if (this.#bound === 0) return;
    this.#since = performance.now();
    // One timer serves many statements: creating one per statement costs more than all other bookkeeping.
    this.#timer ??= setTimeout(this.#look, this.#bound);
  }

  /** Call when no answer is outstanding. */
  end() {
    this.#since = Number.POSITIVE_INFINITY;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  readonly #look = () => {
    this.#timer = undefined;
    if (this.#since === Number.POSITIVE_INFINITY) return;
    const left = this.#since + this.#bound - performance.now();
    if (left > 0) this.#timer = setTimeout(this.#look, Math.ceil(left));
    else setImmediate(this.#lookAgain, this.#since);
  };

  /** Checks again after pending I/O: if this process was stalled, the answer may have arrived but not been read. */
  readonly #lookAgain = (since: number) => {
    if (this.#since === since) this.#onSilence();
    else this.#timer ??= setTimeout(this.#look, this.#bound);
  };
}
