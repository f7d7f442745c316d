import { createCallerFactory, toDomainError } from "@caretype/api";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import { sendProblem } from "../plugin/errors.ts";
import { toProblem } from "../problem.ts";
import { requestContext } from "../request-context.ts";
import { answer, type Exchange } from "./answer.ts";
import { type ReadInput, readInput } from "./input.ts";
import { type RestRoute, restRoutes } from "./route-table.ts";

/** Registers a Fastify route for each REST line of the router; the handler calls the procedure itself. */
export async function restAdapter(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  const createCaller = createCallerFactory(router);
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  for (const route of restRoutes(router)) {
    app.route({
      method: route.method,
      url: route.pattern.replace(/\{(\w+)\}/g, ":$1"),
      handler: (request, reply) => {
        const call = procedureAt(createCaller(requestContext(request)), route.procedure.path);
        return app.lifecycle.track(respond(call, { request, reply, route }));
      },
    });
  }
}

type Call = (input: unknown) => Promise<unknown>;

/** `patient.byId` on the caller, whose own types are for callers who know the path when they write it. */
function procedureAt(caller: unknown, path: string): Call {
  let current = caller;
  for (const name of path.split(".")) {
    if (typeof current !== "function" && (typeof current !== "object" || current === null)) break;
    current = Reflect.get(current, name);
  }
  if (typeof current !== "function") throw new Error(`No procedure at ${path}`);
  const procedure = current;
  return async (input) => Reflect.apply(procedure, undefined, [input]);
}

async function respond(call: Call, exchange: Exchange) {
  const { request, route } = exchange;
  let read: ReadInput = { input: undefined, sentNames: new Map() };
  try {
    read = readInput(
      {
        path: asRecord(request.params),
        query: asRecord(request.query),
        body: request.body,
        ifMatch: request.method === "GET" || request.method === "HEAD" ? undefined : request.headers["if-match"],
      },
      route.shapes(),
    );
    return answer(await call(read.input), exchange);
  } catch (error) {
    return refuse(error, read, exchange);
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function refuse(thrown: unknown, { sentNames }: ReadInput, { request, reply, route }: Exchange) {
  const error = toDomainError(thrown);
  const { input, output } = route.shapes();
  const sentIfMatch = sentNames.get("expectedVersion") === "If-Match";
  const problem = toProblem(error, {
    requestId: request.id,
    status: error.code === "STALE_VERSION" && sentIfMatch ? 412 : undefined,
    input,
    output,
    sentNames,
  });
  return sendProblem(request, reply, { problem, error });
}
