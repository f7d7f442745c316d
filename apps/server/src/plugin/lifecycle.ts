import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@caretype/api";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

const mostUnsentBytes = 128 * 1024 * 1024;
const countMilliseconds = 50;

/** What is under way, so that a stop can wait for it, and whether a stop has begun. */
class Lifecycle {
  #draining = false;
  #busy = 0;
  readonly #unanswered = new Set<ServerResponse>();
  #unsent = { bytes: 0, countedAt: Number.NEGATIVE_INFINITY };
  #idle: (() => void)[] = [];

  get draining(): boolean {
    return this.#draining;
  }

  /** From here on each answer ends its connection: one that is kept open would hold the stop for over a minute. */
  startDraining(): void {
    this.#draining = true;
    for (const response of this.#unanswered) response.shouldKeepAlive = false;
  }

  /** Whether clients leave so much of their answers untaken that more would fill the memory. */
  get isFull(): boolean {
    const now = performance.now();
    if (now - this.#unsent.countedAt > countMilliseconds) {
      let bytes = 0;
      for (const { writableLength } of this.#unanswered) bytes += writableLength;
      this.#unsent = { bytes, countedAt: now };
    }
    return this.#unsent.bytes > mostUnsentBytes;
  }

  follow(response: ServerResponse): void {
    this.#busy += 1;
    this.#unanswered.add(response);
    if (this.#draining) response.shouldKeepAlive = false;
    response.once("close", () => {
      this.#unanswered.delete(response);
      this.#leave();
    });
  }

  /** Whether a client waits for us, and not we for it to take its answer. */
  isWaiting(socket: Socket): boolean {
    if (socket.writableLength > 0) return false;
    for (const response of this.#unanswered) if (response.socket === socket) return true;
    return false;
  }

  /** A mutation runs on when its client has gone, so the connection does not tell when it is done. */
  async track<Value>(work: Promise<Value>): Promise<Value> {
    this.#busy += 1;
    try {
      return await work;
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#busy -= 1;
    if (this.#busy === 0) for (const resolve of this.#idle.splice(0)) resolve();
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
  // After `connectionTimeout` without a byte, in either direction.
  app.server.on("timeout", (socket: Socket) => {
    if (!lifecycle.isWaiting(socket)) socket.destroy();
  });
  app.addHook("onRequest", (request, reply, done) => {
    lifecycle.follow(reply.raw);
    const isRefused = lifecycle.isFull || lifecycle.draining;
    // Who asks whether the process runs would else end it, for what its clients do.
    done(
      isRefused && request.routeOptions.url !== "/health/live"
        ? new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 })
        : undefined,
    );
  });
}

export const lifecycle = fp(lifecyclePlugin, { name: "lifecycle" });
