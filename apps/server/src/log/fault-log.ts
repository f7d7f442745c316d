import { NotReady, toDomainError } from "@caretype/api";
import { describeError, describeOutage, kindOf } from "./describe-error.ts";
import type { Logger } from "./logger.ts";

type Fault = {
  error: unknown;
  text: string;
  level: "warn" | "error";
  /** What else the line says. */
  fields?: Readonly<Record<string, string>>;
};

type Repeated = { log: Logger; fault: Fault; count: number };

const windowMilliseconds = 1_000;

/**
 * Says of each cause of faults once a second how often it came: an outage would fill the disk of the log otherwise. The
 * first one is said at once. Stacks are for what nobody expected.
 */
export class FaultLog {
  /** By cause, while its second lasts. */
  readonly #repeated = new Map<string, Repeated>();
  readonly #timers = new Set<NodeJS.Timeout>();

  report(log: Logger, fault: Fault): void {
    const cause = causeOf(fault);
    const repeated = this.#repeated.get(cause);
    if (repeated) {
      repeated.count++;
      Object.assign(repeated, { log, fault });
      return;
    }
    write({ log, fault, count: 1 });
    this.#begin(cause, { log, fault, count: 0 });
  }

  /** Says what is not said yet. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const repeated of this.#repeated.values()) if (repeated.count > 0) write(repeated);
    this.#repeated.clear();
  }

  #begin(cause: string, repeated: Repeated) {
    this.#repeated.set(cause, repeated);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#repeated.delete(cause);
      if (repeated.count === 0) return;
      write(repeated);
      this.#begin(cause, { ...repeated, count: 0 });
    }, windowMilliseconds);
    timer.unref();
    this.#timers.add(timer);
  }
}

function write({ log, fault: { error, text, level, fields }, count }: Repeated): void {
  log[level]({ err: described(error), ...fields, count }, text);
}

/** The logger describes what is still an error. */
const described = (error: unknown): unknown => (isOutage(error) ? describeOutage(error) : error);

const isOutage = (error: unknown): boolean =>
  toDomainError(error).code === "SERVICE_UNAVAILABLE" || error instanceof NotReady;

/** Kinds and codes without messages, in which a file's name or a number may be another one each time. */
function causeOf({ error, text, level, fields }: Fault): string {
  const kinds: string[] = [level, text, ...Object.values(fields ?? {})];
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const { type, code = "", constraint = "" } = kindOf(current);
    kinds.push(type, code, constraint);
    current = current.cause;
  }
  // Two mistakes of one kind are told apart by where they are. To read a stack costs more than all the rest.
  if (!isOutage(error)) kinds.push(describeError(error).frames?.[0] ?? "");
  return kinds.join(" ");
}
