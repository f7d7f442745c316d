import type { Server, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@caretype/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { fileLimit } from "../../settings/process.ts";
import { type MinimumRate, UnsentResponses } from "./unsent-responses.ts";

/** Tracks work in progress, so that a stop can wait for it, and whether a stop has begun. */
class Lifecycle {
  #draining = false;
  #busy = 0;
  readonly #unsent: UnsentResponses;
  #idle: (() => void)[] = [];

  constructor(unsent: UnsentResponses) {
    this.#unsent = unsent;
  }

  get isBusy(): boolean {
    return this.#busy > 0;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /**
   * Drains: the server is no longer ready, and each connection ends with its answer. Calls that still arrive are
   * answered.
   */
  startDraining(): void {
    this.#draining = true;
    for (const response of this.#unsent.responses()) response.shouldKeepAlive = false;
  }

  follow({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply, client: string): void {
    this.#busy += 1;
    const forget = this.#unsent.follow(response, { client, socket });
    if (this.#draining) response.shouldKeepAlive = false;
    // It closes only once. `once` would create two more functions per answer.
    response.on("close", () => {
      forget();
      this.#leave();
    });
  }

  /** Whether the client waits for our answer, rather than we for the client. */
  isWaiting(socket: Socket): boolean {
    if (socket.writableLength > 0) return false;
    for (const response of this.#unsent.responses()) if (response.socket === socket) return true;
    return false;
  }

  /** Counts work besides the connection, because a mutation continues after its client has left. */
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

  /** Resolves to true when no work is in progress, or to false after the given time. */
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

type LifecycleOptions = { minimumRate?: MinimumRate | undefined };

declare module "fastify" {
  interface FastifyInstance {
    lifecycle: Lifecycle;
  }
}

/** Identifies a client by its token. An account has few, and an invalid token gets no large answer. */
const clientOf = ({ headers, ip }: FastifyRequest): string => headers.authorization ?? ip;

const millisecondsBetweenCuts = 1_000;

async function lifecyclePlugin(app: FastifyInstance, { minimumRate }: LifecycleOptions) {
  const unsent = new UnsentResponses(minimumRate);
  const lifecycle = new Lifecycle(unsent);
  app.decorate("lifecycle", lifecycle);
  // Fires after `connectionTimeout` without a byte, in either direction.
  app.server.on("timeout", (socket: Socket) => {
    if (!lifecycle.isWaiting(socket)) socket.destroy();
  });
  limitConnections(app);
  const timer = setInterval(() => unsent.disconnectSlow(), millisecondsBetweenCuts);
  timer.unref();
  app.addHook("onClose", async () => clearInterval(timer));
  app.addHook("onRequest", (request, reply, done) => {
    const client = clientOf(request);
    lifecycle.follow(request, reply, client);
    // The liveness check must pass: otherwise clients could cause a restart of the process.
    done(
      !unsent.hasRoomFor(client) && request.routeOptions.url !== "/health/live"
        ? new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 })
        : undefined,
    );
  });
}

/** Closes new connections at once, and logs it. Existing ones are answered. */
function limitConnections({ server, faults, log }: FastifyInstance): void {
  const limit = maxConnections();
  if (limit === undefined) return;
  server.maxConnections = limit;
  // Otherwise, full workers would pass a connection around forever. Node's types lack this property.
  Reflect.set(server, "dropMaxConnection", true);
  const error = new TooManyConnections(
    `${limit} connections are open, and the limit of files allows no more.`,
  );
  const report = () => faults.report(log, { error, text: "connections are refused", level: "warn" });
  server.on("drop", report);
  // Half, because a proxy in front has one address for all clients.
  boundEachAddress(server, { most: Math.floor(limit / 2), onRefused: report });
}

type AddressBound = { most: number; onRefused: () => void };

/** Closes new connections of an address with too many open ones, to leave some to others. */
export function boundEachAddress(server: Server, { most, onRefused }: AddressBound): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const { remoteAddress: address = "" } = socket;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      onRefused();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

/** A fixed text, safe to log. */
class TooManyConnections extends Error {
  override readonly name = "TooManyConnections";
}

export const lifecycle = fp(lifecyclePlugin, { name: "lifecycle" });

/** File descriptors for the database, files, logs and other processes. */
const reserved = 256;

/**
 * Returns the maximum number of client connections, which leaves file descriptors for other work. Otherwise, idle
 * clients could cut the process off from its database. Undefined: the file limit is unknown.
 */
export function maxConnections(files = fileLimit()): number | undefined {
  return files === null ? undefined : Math.max(files - reserved, Math.floor(files / 2));
}
