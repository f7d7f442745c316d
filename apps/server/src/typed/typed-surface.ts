import type { IncomingMessage } from "node:http";
import { type ProcedureMeta, toDomainError } from "@caretype/api";
import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import fp from "fastify-plugin";
import type { Apart } from "../http/client.ts";
import { positionIn } from "../http/database-position.ts";
import { keyOfOne, keysOfBatch } from "../http/idempotency-keys.ts";
import { areQuick, serve } from "../http/plugin/admission.ts";
import { logFault } from "../http/refusal.ts";
import { requestContext } from "../http/request-context.ts";
import { isStreamed } from "../http/session-cookie.ts";
import { UnreadBody } from "../http/unread-body.ts";
import { answer, answerHeaders } from "./answer.ts";
import type { Exchange } from "./call-procedure.ts";
import { checkPasswords, checkSearch, readBody } from "./read-body.ts";
import { kindOf, maxBatch, readCalls } from "./typed-calls.ts";

/**
 * Serves queries and mutations in tRPC's protocol. tRPC's own handler answers only `application/jsonl`. Its plugin is
 * not used: it accepts multipart bodies over the size limit, and methods that no procedure has.
 */
async function typedSurfacePlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(router, request, new UnreadBody(request, payload)),
  );
  const table = new Map(Object.entries<AnyTRPCProcedure>(router._def.procedures));
  app.route<{ Params: { path: string }; Querystring: Record<string, unknown> }>({
    method: ["GET", "POST"],
    url: "/:path",
    exposeHeadRoute: false,
    config: {
      isData: true,
      calls: ({ params }) => {
        const procedures = namesIn(params).map((name) => table.get(name));
        return {
          kind: kindOf(procedures),
          count: procedures.length,
          isQuick: areQuick(procedures.map(costOf)),
        };
      },
    },
    handler: (request, reply) => {
      const { path } = request.params;
      const calls = readCalls(request, path, table);
      const { names, kind, isBatch } = calls;
      checkPasswords(router, names);
      checkSearch(request.query);
      request.procedures = names.filter((name) => table.has(name));
      const keys = () => (isBatch ? keysOfBatch(request, names.length) : keyOfOne(request));
      const idempotency = kind === "mutation" ? keys() : null;
      const answered = (apart?: Apart) => {
        const context = requestContext({ request, reply, idempotency, position: positionIn(request), apart });
        const exchange = { router, request, reply, calls, context };
        return isBatch && isStreamed(request) ? answerAsStream(exchange, path) : answer(exchange);
      };
      return app.lifecycle.track<string | undefined>(
        // Other calls of the batch continue while one waits.
        serve(request, (apart) => answered(isBatch ? undefined : apart)),
      );
    },
  });
}

const namesIn = (params: unknown): string[] => String(Reflect.get(Object(params), "path")).split(",");

function costOf(procedure: AnyTRPCProcedure | undefined): number | undefined {
  const { guard }: ProcedureMeta = procedure?._def.meta ?? {};
  return guard?.cost;
}

/** Answers each call of a batch when it is done, for `httpBatchStreamLink`. */
async function answerAsStream(
  { router, request, reply, calls: { procedures }, context }: Exchange,
  path: string,
): Promise<undefined> {
  // Loaded on demand: few clients need it, and it would slow the start.
  const { fastifyRequestHandler } = await import("@trpc/server/adapters/fastify");
  await fastifyRequestHandler({
    router,
    req: request,
    res: reply,
    path,
    maxBatchSize: maxBatch,
    // Clients send queries as POST, so that no patient's name is in a URL.
    allowMethodOverride: true,
    createContext: () => context,
    responseMeta: ({ errors }) => ({
      headers: answerHeaders({ errors, procedures, idempotency: context.idempotency }),
    }),
    onError: ({ error }) => logFault(request, toDomainError(error)),
  });
}

export const typedSurface = fp(typedSurfacePlugin, { name: "typed-surface", encapsulate: true });
