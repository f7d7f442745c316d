/** How long past its own bound the server may stay silent before the connection counts as lost. */
const longestGraceMilliseconds = 5_000;

/**
 * Notices a server that owes an answer and gives none. Every answer starts the wait anew, and only an answer does:
 * it is silence that ends a connection, neither a long line nor more questions.
 */
export class Silence {
  readonly #bound: number;
  readonly #onSilence: () => void;
  #since = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A statement timeout of 0 is no bound. */
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

  /** From now on the server owes an answer. */
  start() {
    if (this.#bound === 0) return;
    this.#since = performance.now();
    // One timer outlives many statements: to make one for each costs more than the rest of the bookkeeping.
    this.#timer ??= setTimeout(this.#look, this.#bound);
  }

  /** It owes nothing more. */
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

  /** Where it was this process that stood still, the answer may be here and not be read yet. */
  readonly #lookAgain = (since: number) => {
    if (this.#since === since) this.#onSilence();
    else this.#timer ??= setTimeout(this.#look, this.#bound);
  };
}
