import type { IncomingMessage } from "node:http";
import { DomainError, type ProcedureMeta } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import { createFastPath } from "../../typed/fast-path.ts";
import { checkPasswords, checkSearch, readBody } from "../../typed/read-body.ts";
import { answerWithTrpc } from "../../typed/trpc-handler.ts";
import { largestBatch } from "../../typed/typed-calls.ts";
import { positionIn } from "../database-position.ts";
import { keyOfOne, keysOfBatch } from "../idempotency-keys.ts";
import { requestContext } from "../request-context.ts";
import { UnreadBody } from "../unread-body.ts";
import { isPlain } from "./load.ts";

type TypedSurfaceOptions = {
  router: AnyTRPCRouter;
  /** False uses tRPC's own handler for every call, for comparison. */
  fastPath?: boolean | undefined;
};

/**
 * Serves tRPC: plain calls on the fast path, all others through tRPC's Fastify handler.
 * tRPC's plugin is not used. It accepts multipart bodies over the size limit, and methods that no procedure has.
 */
async function typedSurfacePlugin(app: FastifyInstance, { router, fastPath = true }: TypedSurfaceOptions) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(router, request, new UnreadBody(request, payload)),
  );
  const answerFast = fastPath ? createFastPath(router) : () => null;
  const isProcedure = (name: string) => Object.hasOwn(router._def.procedures, name);
  const costs = new Map(
    Object.entries<{ _def: { meta?: ProcedureMeta } }>(router._def.procedures).map(
      ([name, { _def }]) => [name, _def.meta?.guard?.cost] as const,
    ),
  );
  const isMutation = (name: string) =>
    isProcedure(name) && router._def.procedures[name]._def.type === "mutation";
  const kindOf = (names: readonly string[]) => (names.some(isMutation) ? "mutation" : "query");
  app.route<{ Params: { path: string }; Querystring: Record<string, unknown> }>({
    method: ["GET", "POST"],
    url: "/:path",
    exposeHeadRoute: false,
    config: { isData: true, callKind: ({ params }) => kindOf(namesIn(params)) },
    handler: (request, reply) => {
      const { path } = request.params;
      const names = namesIn(request.params);
      const kind = kindOf(names);
      // Before tRPC looks up any name.
      if (names.length > largestBatch && request.query.batch !== undefined)
        throw new DomainError("BATCH_TOO_LARGE");
      checkPasswords(router, names);
      checkSearch(request.query);
      request.procedures = names.filter(isProcedure).slice(0, largestBatch);
      const idempotency = kind === "mutation" ? sentKeys(request, names.length) : null;
      const context = requestContext({ request, reply, idempotency, position: positionIn(request) });
      const call = { request, reply, path, context };
      const body = answerFast(call) ?? answerWithTrpc(router, call);
      const isQuick = isPlain(names.map((name) => costs.get(name)));
      return app.lifecycle.track<string | undefined>(
        isQuick ? app.load.measure({ kind, count: names.length }, () => body) : body,
      );
    },
  });
}

const namesIn = (params: unknown): string[] => String(Reflect.get(Object(params), "path")).split(",");

/** Detects a batch in the same way as both paths. */
function sentKeys(request: FastifyRequest, calls: number) {
  const search = (request.raw.url ?? "").replace(/^[^?]*/, "");
  const isBatch = new URLSearchParams(search).get("batch") === "1";
  return isBatch ? keysOfBatch(request, calls) : keyOfOne(request);
}

export const typedSurface = fp(typedSurfacePlugin, { name: "typed-surface", encapsulate: true });
