import { fastifyCors } from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

/**
 * Allows calls from pages of the listed origins. Only pages of our own origin may use the session cookie, so
 * credentials stay off. A preflight does not allow the header `caretype-session`.
 */
async function crossOriginPlugin(app: FastifyInstance, { origins }: { origins: readonly string[] }) {
  if (origins.length === 0) return;
  // Without this header, the request is no preflight, and the plugin would answer in its own format.
  app.addHook("onRequest", async (request, reply) => {
    if (request.method === "OPTIONS" && !request.headers["access-control-request-method"])
      return reply.callNotFound();
  });
  await app.register(fastifyCors, {
    origin: [...origins],
    credentials: false,
    strictPreflight: false,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "authorization",
      "caretype-position",
      "caretype-practice",
      "content-type",
      "idempotency-key",
      "if-match",
      "x-request-id",
    ],
    exposedHeaders: [
      "link",
      "deprecation",
      "sunset",
      "similar",
      "archived-before",
      "skipped",
      "resume-cursor",
      "etag",
      "location",
      "retry-after",
      "idempotency-replayed",
      "x-request-id",
      "caretype-position",
    ],
    maxAge: 600,
  });
}

export const crossOrigin = fp(crossOriginPlugin, { name: "cross-origin" });
