import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

/** What is under way, so that a stop can wait for it, and whether a stop has begun. */
class Lifecycle {
  #draining = false;
  #busy = 0;
  #idle: (() => void)[] = [];

  get draining(): boolean {
    return this.#draining;
  }

  startDraining(): void {
    this.#draining = true;
  }

  enter(): () => void {
    this.#busy += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#busy -= 1;
      if (this.#busy === 0) for (const resolve of this.#idle.splice(0)) resolve();
    };
  }

  /** A mutation runs on when its client has gone, so the connection does not tell when it is done. */
  async track<Value>(work: Promise<Value>): Promise<Value> {
    const end = this.enter();
    try {
      return await work;
    } finally {
      end();
    }
  }

  /** Resolves when nothing is under way, or when the time is up; says which. */
  async idle(milliseconds: number): Promise<boolean> {
    if (this.#busy === 0) return true;
    const timer = new AbortController();
    const quiet = new Promise<boolean>((resolve) => this.#idle.push(() => resolve(true)));
    const late = pause(milliseconds, false, { signal: timer.signal }).catch(() => false);
    const result = await Promise.race([quiet, late]);
    timer.abort();
    return result;
  }
}

declare module "fastify" {
  interface FastifyInstance {
    lifecycle: Lifecycle;
  }
}

async function lifecyclePlugin(app: FastifyInstance) {
  const lifecycle = new Lifecycle();
  app.decorate("lifecycle", lifecycle);
  app.addHook("onRequest", async (request, reply) => {
    if (lifecycle.draining && request.routeOptions.url !== "/health/live") {
      throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 });
    }
    reply.raw.once("close", lifecycle.enter());
  });
  // A connection that is kept open would hold the stop for over a minute.
  app.addHook("onSend", async (_request, reply) => {
    if (lifecycle.draining) reply.header("connection", "close");
  });
}

export const lifecycle = fp(lifecyclePlugin, { name: "lifecycle" });
