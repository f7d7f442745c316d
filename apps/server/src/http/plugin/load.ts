import { DomainError } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { bearableWait, LoadLimit } from "../load-limit.ts";
import { Overloaded } from "../overloaded.ts";

const windowMilliseconds = 100;

/** Measures the calls of a process, in windows that run only while there are calls. */
class Load {
  readonly #limit: LoadLimit | null;
  #timer: NodeJS.Timeout | undefined;
  /** When the window ends. */
  #due = 0;

  constructor(limit: LoadLimit | null) {
    this.#limit = limit;
  }

  /** Whether another call is taken. A busy event loop reads requests long before it runs the timer of the window. */
  admits(): boolean {
    if (this.#limit === null) return true;
    if (this.#timer && performance.now() > this.#due + bearableWait) this.#endWindow(this.#limit);
    return this.#limit.admits();
  }

  /** Measures a call that is usually answered at once. Others would say nothing of the load. */
  async measure<Value>(call: Promise<Value>): Promise<Value> {
    const limit = this.#limit;
    if (limit === null) return call;
    limit.enter();
    this.#timer ??= this.#nextWindow(limit);
    const startedAt = performance.now();
    try {
      return await call;
    } finally {
      limit.leave(performance.now() - startedAt);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #nextWindow(limit: LoadLimit): NodeJS.Timeout {
    this.#due = performance.now() + windowMilliseconds;
    return setTimeout(() => this.#endWindow(limit), windowMilliseconds).unref();
  }

  #endWindow(limit: LoadLimit): void {
    clearTimeout(this.#timer);
    limit.endWindow(performance.now() - this.#due);
    this.#timer = limit.isIdle ? undefined : this.#nextWindow(limit);
  }
}

declare module "fastify" {
  interface FastifyInstance {
    load: Load;
  }
}

/** Procedures up to this cost are usually answered at once: exports, imports and passwords cost more. */
const greatestPlainCost = 5;

/** Whether the calls of a request show how loaded the process is. `costs`: those of its procedures. */
export const isPlain = (costs: readonly (number | undefined)[]): boolean =>
  costs.every((cost) => cost !== undefined && cost <= greatestPlainCost);

/** Refuses calls while the process has more than it can answer in good time, before it reads their bodies. */
async function loadPlugin(
  app: FastifyInstance,
  { limit = new LoadLimit() }: { limit?: LoadLimit | null | undefined },
) {
  const load = new Load(limit);
  app.decorate("load", load);
  app.addHook("onClose", async () => load.close());
  const cause = new Overloaded("More calls arrive than this process can answer in good time.");
  // One for all: an error of its own, with its stack, would cost as much as a read.
  const refusal = new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause });
  app.addHook("onRequest", (request, _reply, done) => {
    const isRefused = request.routeOptions.config.isData === true && !load.admits();
    done(isRefused ? refusal : undefined);
  });
}

export const load = fp(loadPlugin, { name: "load" });
