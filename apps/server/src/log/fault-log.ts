import { NotReady, toDomainError } from "@caretype/api";
import { describeError, describeOutage, kindOf } from "./describe-error.ts";
import type { Logger } from "./logger.ts";

/** Logged when a process refuses calls. A fixed text, safe to log. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

type Fault = {
  error: unknown;
  text: string;
  level: "warn" | "error";
  /** Further fields of the line. */
  fields?: Readonly<Record<string, string>>;
};

type Repeated = { log: Logger; fault: Fault; count: number };

const minWindow = 1_000;
const maxWindow = 60_000;

/**
 * Logs each cause of faults after a second, then half as often each time, down to once a minute, with a count.
 * Otherwise an outage, or work that always fails, would fill the disk. The first fault of a cause is logged at once.
 * Only unexpected errors have a stack.
 */
export class FaultLog {
  /** By cause, until a window passes without a fault. */
  readonly #repeated = new Map<string, Repeated>();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** `count`: faults since the last report. */
  report(log: Logger, fault: Fault, count = 1): void {
    const cause = causeOf(fault);
    const repeated = this.#repeated.get(cause);
    if (repeated) {
      repeated.count += count;
      Object.assign(repeated, { log, fault });
      return;
    }
    write({ log, fault, count });
    this.#begin(cause, { log, fault, count: 0 });
  }

  /** Logs the remaining counts. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const repeated of this.#repeated.values()) if (repeated.count > 0) write(repeated);
    this.#repeated.clear();
  }

  #begin(cause: string, repeated: Repeated, window = minWindow) {
    this.#repeated.set(cause, repeated);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#repeated.delete(cause);
      if (repeated.count === 0) return;
      write(repeated);
      this.#begin(cause, { ...repeated, count: 0 }, Math.min(window * 2, maxWindow));
    }, window);
    timer.unref();
    this.#timers.add(timer);
  }
}

function write({ log, fault: { error, text, level, fields }, count }: Repeated): void {
  log[level]({ err: described(error), ...fields, count }, text);
}

/** The logger describes anything that is still an error. */
const described = (error: unknown): unknown => (isOutage(error) ? describeOutage(error) : error);

const isOutage = (error: unknown): boolean =>
  error instanceof Overloaded ||
  error instanceof NotReady ||
  toDomainError(error).code === "SERVICE_UNAVAILABLE";

/** Types and codes, without messages: a file name or number in a message may differ each time. */
function causeOf({ error, text, level, fields }: Fault): string {
  const kinds: string[] = [level, text, ...Object.values(fields ?? {})];
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const { type, code = "", constraint = "" } = kindOf(current);
    kinds.push(type, code, constraint);
    current = current.cause;
  }
  // The first frame distinguishes bugs of the same type. Reading a stack is the most expensive part.
  if (!isOutage(error)) kinds.push(describeError(error).frames?.[0] ?? "");
  return kinds.join(" ");
}
