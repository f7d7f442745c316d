import { DomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { Overloaded } from "../../log/fault-log.ts";
import type { Apart } from "../client.ts";
import { bearableWait, type Caller, type CallKind, LoadLimits } from "../load-limit.ts";
import { createQuickRefusal } from "../quick-refusal.ts";
import { addressOf, readAccessToken } from "../request-context.ts";

const windowMilliseconds = 100;
/** Beside neighbours, a call over its caller's share is tried again so often, and so much later each time. */
const retries = 10;
const retryMilliseconds = 100;

/** So many requests of a caller wait for a turn of the event loop. More are a matter of the load. */
const mostInTurn = 64;

type Calls = { kind: CallKind; count: number; caller: Caller };

/** Measures the calls of a process, in windows that run only while there are calls. */
class Load {
  readonly #limits: LoadLimits | null;
  readonly #onRefused: (count: number) => void;
  /** The accounts that began a request in this turn of the event loop, each with those that wait for a later one. */
  readonly #turns = new Map<string, (() => void)[]>();
  #timer: NodeJS.Timeout | undefined;
  /** When the window ends. */
  #due = 0;
  #reported = 0;

  constructor(limits: LoadLimits | null, onRefused: (count: number) => void) {
    this.#limits = limits;
    this.#onRefused = onRefused;
  }

  /**
   * Counts a request, and begins it. While others call, each caller begins one in a turn of the event loop, so that many that
   * arrive at once hold up nobody else's.
   */
  inTurn(caller: Caller, begin: () => void): void {
    this.#limits?.arrived(caller);
    const { account } = caller;
    const own = this.#turns.get(account);
    if (own && own.length < mostInTurn) {
      own.push(begin);
      return;
    }
    if (this.#limits?.isShared && !own) {
      if (this.#turns.size === 0) setImmediate(() => this.#nextTurn());
      this.#turns.set(account, []);
    }
    begin();
  }

  #nextTurn(): void {
    for (const [account, waiting] of this.#turns) {
      const begin = waiting.shift();
      if (begin) begin();
      else this.#turns.delete(account);
    }
    if (this.#turns.size > 0) setImmediate(() => this.#nextTurn());
  }

  /** Whether another request is taken. A busy event loop reads requests long before it runs the timer of the window. */
  admits(kind: CallKind, caller: Caller): boolean {
    if (this.#limits === null) return true;
    if (this.#timer && performance.now() > this.#due + bearableWait) this.#endWindow(this.#limits);
    return this.#limits[kind].admits(caller);
  }

  /**
   * Whether a call over its caller's share may wait. Beside neighbours it does, so that no slow calls of one's own refuse
   * the next. And who calls again at once gets few refusals a second on each connection: thousands of them would take the
   * time of the others. Alone, all are told at once.
   */
  get maySoonAdmit(): boolean {
    return this.#limits?.isShared ?? false;
  }

  countRefusal(): void {
    this.#limits?.countRefusal();
  }

  /**
   * Measures calls that are usually answered at once. Others would say nothing of the load. The answer gets a function for
   * what the client takes its time for.
   */
  async measure<Value>(
    { kind, count, caller }: Calls,
    answer: (apart: Apart) => Promise<Value>,
  ): Promise<Value> {
    const limits = this.#limits;
    if (limits === null) return answer((wait) => wait);
    const limit = limits[kind];
    const enter = () => {
      limit.enter(count, caller);
      this.#timer ??= this.#nextWindow(limits);
    };
    enter();
    const startedAt = performance.now();
    let milliseconds = 0;
    const apart: Apart = async (wait) => {
      const since = performance.now();
      limit.pause(count, caller);
      try {
        return await wait;
      } finally {
        enter();
        milliseconds += performance.now() - since;
      }
    };
    try {
      return await answer(apart);
    } finally {
      limit.leave(count, performance.now() - startedAt - milliseconds, caller);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#limits) this.#report(this.#limits);
  }

  #nextWindow(limits: LoadLimits): NodeJS.Timeout {
    this.#due = performance.now() + windowMilliseconds;
    return setTimeout(() => this.#endWindow(limits), windowMilliseconds).unref();
  }

  #endWindow(limits: LoadLimits): void {
    clearTimeout(this.#timer);
    limits.endWindow(performance.now() - this.#due);
    this.#report(limits);
    this.#timer = limits.isIdle ? undefined : this.#nextWindow(limits);
  }

  #report({ refused }: LoadLimits): void {
    if (refused > this.#reported) this.#onRefused(refused - this.#reported);
    this.#reported = refused;
  }
}

declare module "fastify" {
  interface FastifyInstance {
    load: Load;
  }

  interface FastifyRequest {
    /** Whose share of the load its calls take. */
    caller: Caller;
    /** The bearer token, or null if there is not exactly one valid header. */
    accessToken: string | null;
  }

  interface FastifyContextConfig {
    /** What the calls of a request are. Without it, the request is never refused for the load. */
    callKind?: CallKind | ((request: FastifyRequest) => CallKind);
  }
}

/**
 * Known without the database: the account of a token that was checked before. Otherwise, its address, also for a token
 * that is made up.
 */
function callerOf(request: FastifyRequest): Caller {
  const { accessToken, server } = request;
  const known = accessToken === null ? null : server.services.principals.callerOf(accessToken);
  if (known) return { practice: known.practiceId, account: known.accountId };
  const address = addressOf(request);
  return { practice: address, account: address };
}

/** Procedures up to this cost are usually answered at once: exports, imports and passwords cost more. */
const greatestPlainCost = 5;

/** Whether the calls of a request show how loaded the process is. `costs`: those of its procedures. */
export const isPlain = (costs: readonly (number | undefined)[]): boolean =>
  costs.every((cost) => cost !== undefined && cost <= greatestPlainCost);

type LoadOptions = {
  router: AnyTRPCRouter;
  corsOrigins: readonly string[];
  limits?: LoadLimits | null | undefined;
};

/**
 * Refuses calls of those who take more than their share while the process has more than it can answer in good time. Register it before all other hooks: a refusal
 * must cost much less than an answer, so it runs none of them, has no log line of its own, and reads no body.
 */
async function loadPlugin(
  app: FastifyInstance,
  { router, corsOrigins, limits = new LoadLimits() }: LoadOptions,
) {
  const cause = new Overloaded("More calls arrive than this process can answer in good time.");
  const { code } = new DomainError("SERVICE_UNAVAILABLE");
  const fault = { error: cause, text: "failed", level: "warn", fields: { code } } as const;
  const load = new Load(limits, (count) => app.faults.report(app.log, fault, count));
  app.decorate("load", load);
  app.decorateRequest("caller");
  app.decorateRequest("accessToken", null);
  app.addHook("onClose", async () => load.close());
  const refuse = createQuickRefusal(router, { corsOrigins });
  app.addHook("onRequest", (request, reply, done) => {
    const { callKind } = request.routeOptions.config;
    request.accessToken = readAccessToken(request);
    if (callKind === undefined) return done();
    request.caller = callerOf(request);
    const kind = typeof callKind === "function" ? callKind(request) : callKind;
    const take = (retriesLeft: number): void => {
      // The hooks that follow would never hear that the client has left.
      if (reply.raw.destroyed || request.raw.socket.destroyed) return;
      if (load.admits(kind, request.caller)) done();
      else if (retriesLeft > 0 && load.maySoonAdmit) setTimeout(take, retryMilliseconds, retriesLeft - 1);
      else {
        load.countRefusal();
        refuse(request, reply);
      }
    };
    load.inTurn(request.caller, () => take(retries));
  });
}

export const load = fp(loadPlugin, { name: "load" });
