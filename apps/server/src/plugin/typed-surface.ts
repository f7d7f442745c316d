import { DomainError, toDomainError } from "@caretype/api";
import type { AnyTRPCRouter, TRPCError } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { requestContext } from "../request-context.ts";
import { logFault, refusalHeaders } from "./errors.ts";
import { jsonBody } from "./json-body.ts";

const largestBatch = 10;

/**
 * tRPC over its own Fastify handler. Its plugin is not used: it takes multipart bodies past the size limit, and
 * answers methods that no procedure has.
 */
async function typedSurfacePlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  await app.register(jsonBody, { asText: true });
  const isProcedure = (name: string) => Object.hasOwn(router._def.procedures, name);
  app.route<{ Params: { path: string }; Querystring: { batch?: unknown } }>({
    method: ["GET", "POST"],
    url: "/:path",
    exposeHeadRoute: false,
    handler: (request, reply) => {
      const { path } = request.params;
      const names = path.split(",");
      // Before tRPC looks up a single name.
      if (names.length > largestBatch && request.query.batch !== undefined)
        throw new DomainError("BATCH_TOO_LARGE");
      request.procedures = names.filter(isProcedure).slice(0, largestBatch);
      return app.lifecycle.track(handle(router, { request, reply, path }));
    },
  });
}

export const typedSurface = fp(typedSurfacePlugin, { name: "typed-surface", encapsulate: true });

type Call = { request: FastifyRequest; reply: FastifyReply; path: string };

async function handle(router: AnyTRPCRouter, { request, reply, path }: Call): Promise<void> {
  await fastifyRequestHandler({
    router,
    req: request,
    res: reply,
    path,
    maxBatchSize: largestBatch,
    // Clients send queries as POST, so that no patient's name lands in an address.
    allowMethodOverride: true,
    createContext: () => requestContext(request),
    responseMeta: ({ errors }) => ({ headers: responseHeaders(errors) }),
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}

function responseHeaders(errors: TRPCError[]): Record<string, string> {
  const refusals = errors.map((error) => refusalHeaders(toDomainError(error)));
  return Object.assign({}, ...refusals, { "cache-control": "no-store" });
}
