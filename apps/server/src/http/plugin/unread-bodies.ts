import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { maxInputBytes } from "@caretype/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { ChunkLimiter, minLimitedBytes } from "../chunk-limiter.ts";
import { declaredLength } from "../unread-body.ts";

/**
 * Handles bodies that a refusal leaves unread. The rest is skipped, so that a client that still sends gets the answer
 * and can re-use the connection. For a very long body, or one of unknown length, this costs too much: the connection
 * ends with the answer, unless the body has arrived.
 */
export function limitChunks({ raw, server }: FastifyRequest, { raw: response }: FastifyReply): void {
  const isChunked = raw.headers["transfer-encoding"] !== undefined;
  const length = isChunked ? Number.POSITIVE_INFINITY : (declaredLength(raw.headers) ?? 0);
  if (length < minLimitedBytes) return;
  const keptAlive = response.shouldKeepAlive;
  if (length > maxInputBytes) response.shouldKeepAlive = false;
  const limiter = new ChunkLimiter(raw, () => {
    if (!server.lifecycle.draining) response.shouldKeepAlive = keptAlive;
  });
  limiter.onStop(() => {
    response.shouldKeepAlive = false;
  });
  // Called when the response is complete, though not yet sent. The rest of the body often arrives before that.
  response.on("prefinish", () => {
    if (raw.complete) return;
    limiter.skipRest();
    if (!response.shouldKeepAlive) endWithoutReset(raw);
  });
}

async function unreadBodiesPlugin(app: FastifyInstance) {
  app.addHook("onRequest", (request, reply, done) => {
    limitChunks(request, reply);
    done();
  });
}

export const unreadBodies = fp(unreadBodiesPlugin, { name: "unread-bodies" });

/** Enough for an answer to reach a distant client. */
const lingerMilliseconds = 1_000;

/**
 * Lets a client read its last answer before the connection ends. Call it before the answer is sent. Closing a socket
 * with unread data resets the connection, and a client that still sends then often reports `EPIPE`. So the answer is
 * sent, nothing more is read, and the socket closes a second later.
 */
function endWithoutReset(message: IncomingMessage): void {
  const { socket } = message;
  // An injected request has no socket.
  if (!(socket instanceof Socket)) return;
  const destroySoon = socket.destroySoon.bind(socket);
  // Node calls it after the answer.
  socket.destroySoon = () => {
    if (message.complete) return destroySoon();
    socket.end();
    // Node first starts to read the rest of the body.
    setImmediate(() => stopReading(socket));
    const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
    socket.once("close", () => clearTimeout(timer));
  };
}

/** No public API does this: the parser reads from the handle itself, even if the socket is paused. */
function stopReading(socket: Socket): void {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return;
  const stop: unknown = Reflect.get(handle, "readStop");
  if (typeof stop === "function") stop.call(handle);
}
