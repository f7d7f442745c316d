import type { ConnectionSettings } from "./settings.ts";

/** How long statements may be unanswered before a probe checks the server. */
const silenceMilliseconds = 2_000;

/**
 * How long past its statement timeout the server may leave statements unanswered before the connection counts as
 * lost.
 */
const maxGraceMilliseconds = 5_000;

/**
 * Ends a connection whose server has stopped answering.
 * Every answer restarts the timer, so a long queue or new statements do not trigger it.
 */
export class ResponseTimeout {
  readonly #bound: number;
  readonly #onTimeout: () => void;
  readonly #isServerSilent: ConnectionSettings["isServerSilent"];
  #since = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** A statement timeout of 0 disables the limit. */
  constructor(
    { statementTimeoutMilliseconds, responseTimeoutMilliseconds: max, isServerSilent }: ConnectionSettings,
    onTimeout: () => void,
  ) {
    const grace = Math.min(statementTimeoutMilliseconds, maxGraceMilliseconds);
    const bound = statementTimeoutMilliseconds + grace;
    this.#bound = bound === 0 ? 0 : Math.min(bound, max ?? bound);
    this.#onTimeout = onTimeout;
    this.#isServerSilent = this.#bound > silenceMilliseconds ? isServerSilent : undefined;
  }

  /** Call when an answer is expected. */
  start() {
    if (this.#bound === 0) return;
    this.#since = performance.now();
    // One timer serves many statements: creating one per statement costs more than all other bookkeeping.
    this.#timer ??= setTimeout(this.#check, this.#first);
  }

  /** Call when no answer is outstanding. */
  end() {
    this.#since = Number.POSITIVE_INFINITY;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  get #first() {
    return this.#isServerSilent ? silenceMilliseconds : this.#bound;
  }

  readonly #check = () => {
    this.#timer = undefined;
    const since = this.#since;
    if (since === Number.POSITIVE_INFINITY) return;
    const waited = performance.now() - since;
    if (waited >= this.#bound) {
      setImmediate(this.#checkAgain, since);
      return;
    }
    const isEarly = waited < this.#first;
    if (!isEarly) this.#askServer(since);
    const next = isEarly ? this.#first - waited : Math.min(this.#first, this.#bound - waited);
    this.#timer = setTimeout(this.#check, Math.ceil(next));
  };

  #askServer(since: number) {
    const endIfSilent = (isSilent: boolean) => {
      if (isSilent) setImmediate(this.#checkAgain, since);
    };
    this.#isServerSilent?.().then(endIfSilent, () => undefined);
  }

  /** Checks again after pending I/O: if this process was stalled, the answer may have arrived unread. */
  readonly #checkAgain = (since: number) => {
    if (this.#since === since) this.#onTimeout();
    else this.#timer ??= setTimeout(this.#check, this.#bound);
  };
}
