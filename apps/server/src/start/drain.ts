import type { Server } from "node:http";
import type { FastifyInstance } from "fastify";

/** How long calls in progress may take to finish. */
const finishMilliseconds = 10_000;
/** Between the last answer and the end of its connection, because the client may be slow to read it. */
const flushMilliseconds = 250;

/** The longest duration of a stop after its delay: calls finish, then everything is released. */
export const maxStopMilliseconds = 18_000;

type DrainOptions = {
  /** Until it resolves, connections are still accepted, while the server says that it is not ready. */
  announced?: Promise<void>;
  finishMilliseconds?: number;
};

/** Announces the stop, stops accepting connections, lets calls finish, and closes idle connections. */
export async function drain(
  app: FastifyInstance,
  { announced, finishMilliseconds: finish = finishMilliseconds }: DrainOptions = {},
): Promise<void> {
  app.lifecycle.startDraining();
  await announced;
  await quietMoment();
  const closed = stopListening(app.server);
  const isIdle = await app.lifecycle.idle(finish);
  if (!isIdle) app.log.warn("the stop interrupted calls");
  const timer = setTimeout(() => app.server.closeAllConnections(), isIdle ? flushMilliseconds : 0);
  await closed;
  clearTimeout(timer);
  await app.close();
}

/** Resolves when all connections have ended. From now on, none is accepted. */
const stopListening = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

const quietMilliseconds = 0.2;
const maxWaitMilliseconds = 1_000;

/**
 * Resolves right after the event loop had nothing to do, so that no connection waits to be accepted: the system
 * resets those that wait when a server stops listening. On a busy server, it resolves after a second.
 */
async function quietMoment(): Promise<void> {
  const deadline = performance.now() + maxWaitMilliseconds;
  let turnBegan: number;
  do {
    turnBegan = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
  } while (performance.now() - turnBegan > quietMilliseconds && turnBegan < deadline);
}
