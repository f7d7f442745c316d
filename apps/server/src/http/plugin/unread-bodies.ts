import { maxInputBytes } from "@caretype/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { ChunkLimiter, minLimitedBytes } from "../chunk-limiter.ts";
import { endWithoutReset } from "../end-without-reset.ts";
import { declaredLength } from "../unread-body.ts";

/**
 * Handles bodies that a refusal leaves unread.
 * The rest is skipped, so that a client that is still sending gets the answer and can re-use the connection. This
 * costs too much for a very long body, or one of unknown length. Then the connection ends with the answer, unless
 * the body has arrived by then.
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
  // When the response is complete, though not yet sent. The rest of the body often arrives before that.
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
