import {
  type Deprecation,
  DomainError,
  type FieldErrors,
  RefusedInput,
  type RequestContext,
  toDomainError,
} from "@caretype/api";
import type { SpokenProcedure, WireRequest } from "@caretype/core/kernel/procedure/former-system";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import type { Apart } from "../http/client.ts";
import { deprecationHeaders } from "../http/deprecation-headers.ts";
import { keyOfOne, replayHeaders } from "../http/idempotency-keys.ts";
import { areQuick, serve } from "../http/plugin/admission.ts";
import { requestContext } from "../http/request-context.ts";
import { formTypes, UnreadBody } from "../http/unread-body.ts";
import { answer, type Exchange } from "./answer.ts";
import { hasOnlyJson, wantsCsvOnly } from "./csv.ts";
import { maxErrors } from "./decode.ts";
import { encode, isRecord } from "./encode.ts";
import { type ReadInput, readInput } from "./input.ts";
import { inWireNames } from "./names.ts";
import { sendProblem, toProblem, wireErrors } from "./problem.ts";
import { type RestRoute, restRoutes } from "./route-table.ts";

/**
 * Registers a Fastify route for each REST line of the router.
 * Its handler calls the procedure directly.
 */
async function restAdapterPlugin(app: FastifyInstance, { router }: { router: AnyTRPCRouter }) {
  app.addContentTypeParser(formTypes, (request, payload, done) =>
    done(null, new UnreadBody(request, payload)),
  );
  for (const route of restRoutes(router)) {
    const { guard, type: kind } = route.procedure;
    app.route({
      method: route.method,
      url: route.pattern.replace(/\{(\w+)\}/g, ":$1"),
      config: { isData: true, calls: { kind, count: 1, isQuick: areQuick([guard?.cost]) } },
      handler: (request, reply) =>
        app.lifecycle.track(serve(request, (apart) => respond({ request, reply, route }, apart))),
    });
  }
}

/** Returns the procedure in the caller's dialect. Undefined without a dialect. */
const spokenBy = ({ dialect, services }: RequestContext, path: string) =>
  services.dialects[dialect?.name ?? "none"]?.speak(path);

const isEverSpoken = ({ services }: RequestContext, path: string) =>
  Object.values(services.dialects).some(({ speak }) => speak(path) !== undefined);

export const restSurface = fp(restAdapterPlugin, { name: "rest", encapsulate: true });

async function respond(exchange: Exchange, apart: Apart) {
  const { request, reply, route } = exchange;
  const { procedure } = route;
  const ctx = requestContext({
    request,
    reply,
    idempotency: keyOfOne(request),
    dialect: { name: request.server.services.dialect },
    apart,
  });
  const db = ctx.services.database.reader;
  let read: ReadInput | undefined;
  if (procedure.deprecation) reply.headers(deprecationHeadersOf(exchange, procedure.deprecation));
  try {
    // Refuse before the call: afterwards, a mutation is already done. A dialect needs the caller first.
    const isCsvOnly = wantsCsvOnly(request.headers.accept);
    if (isCsvOnly && hasOnlyJson(procedure) && !isEverSpoken(ctx, procedure.path))
      throw new DomainError("NOT_ACCEPTABLE");
    const output: unknown = await procedure.call({
      path: procedure.path,
      type: procedure.type,
      ctx,
      // Called after authorization only, so that a refused call's body is never read.
      getRawInput: async () => {
        const spoken = spokenBy(ctx, procedure.path);
        const sent = await wireRequest(exchange, apart, spoken);
        if (isCsvOnly && (spoken || hasOnlyJson(procedure))) throw new DomainError("NOT_ACCEPTABLE");
        const record = () => readRecord(sent, route, ctx);
        const { method } = request;
        const taken = await spoken?.take({ request: sent, method, shapes: route.shapes(), record }, db);
        const given = readInput(taken?.request ?? sent, {
          pattern: route.pattern,
          formerIdsInBody: spoken !== undefined,
          ...route.shapes(),
        });
        const errors = { ...given.nameErrors, ...taken?.errors };
        if (Object.keys(errors).length > 0)
          throw new RefusedInput(allErrors(given, { errors, onlySent: !!spoken }, route), given.input);
        read = given;
        if (given.formerIds.length > 0) ctx.formerIds = given.formerIds;
        return given.input;
      },
      signal: undefined,
      batchIndex: 0,
    });
    exchange.reply.headers(replayHeaders(ctx.idempotency));
    const spoken = spokenBy(ctx, procedure.path);
    const body = await answer(output, { ...exchange, isOnlyJson: spoken !== undefined });
    return spoken ? await spoken.answer(body, db) : body;
  } catch (error) {
    exchange.reply.headers(replayHeaders(ctx.idempotency));
    const unknown = (ctx.formerIds ?? []).flatMap(({ field }) => read?.sentNames.get(field) ?? []);
    return refuse(error, { read, unknown, spoken: spokenBy(ctx, procedure.path) }, exchange);
  }
}

function deprecationHeadersOf({ request, route }: Exchange, deprecation: Deprecation) {
  return deprecationHeaders([{ ...deprecation, successor: successorPath(route, asRecord(request.params)) }]);
}

/** Returns the successor's address with this request's ids. Null if the successor has other ids. */
function successorPath({ successor }: RestRoute, params: Record<string, unknown>): string | null {
  if (successor === null) return null;
  const path = successor.replaceAll(/\{(\w+)\}/g, (part, name: string) => {
    const value = params[name];
    return typeof value === "string" ? encodeURIComponent(value) : part;
  });
  return path.includes("{") ? null : `/api${path}`;
}

/**
 * Combines errors of names and of values, so that a client sees all at once. `onlySent`: skips missing fields, which
 * are known already.
 */
function allErrors(
  { input, sentNames }: ReadInput,
  { errors: found, onlySent }: { errors: FieldErrors; onlySent: boolean },
  { procedure, shapes }: RestRoute,
): FieldErrors {
  const { error } = procedure.input?.safeParse(input) ?? {};
  const { errors = {} } = error ? toDomainError(error).details : {};
  const reported = Object.entries(errors).filter(
    ([path]) => !onlySent || sentNames.has(path.split(".")[0] ?? ""),
  );
  const both = { ...wireErrors(Object.fromEntries(reported), shapes().input, sentNames), ...found };
  return Object.fromEntries(Object.entries(both).slice(0, maxErrors));
}

/** Returns the REST answer with the record that a request changes. Undefined if there is none. */
async function readRecord({ path }: WireRequest, route: RestRoute, ctx: RequestContext): Promise<unknown> {
  const reader = route.reads();
  if (!reader) return undefined;
  const { pattern, procedure, shapes } = reader;
  const { input, formerIds } = readInput(
    { path, query: {}, body: undefined, ifMatch: undefined },
    { pattern, ...shapes() },
  );
  const read = procedure.call({
    path: procedure.path,
    type: procedure.type,
    ctx: { ...ctx, formerIds, idempotency: null },
    getRawInput: async () => input,
    signal: undefined,
    batchIndex: 0,
  });
  return encode(shapes().output, await read);
}

/** Forms are only accepted in a dialect (`spoken`): former systems take them. */
async function wireRequest(
  { request, route }: Exchange,
  apart: Apart,
  spoken: SpokenProcedure | undefined,
): Promise<WireRequest> {
  const { body, raw } = request;
  const { bounds } = route.procedure;
  const readBody = (unread: UnreadBody) => {
    if (unread.isForm && !spoken) throw new DomainError("UNSUPPORTED_MEDIA_TYPE");
    const reading = unread.isForm ? unread.form(bounds) : unread.json(bounds);
    return raw.complete ? reading : apart(reading);
  };
  return {
    path: asRecord(request.params),
    query: asRecord(request.query),
    body: body instanceof UnreadBody ? await readBody(body) : undefined,
    ifMatch: route.method === "GET" ? undefined : request.headers["if-match"],
  };
}

const asRecord = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** Without `read`, the error comes from reading the input, and already has the client's field names. */
type Reading = { read: ReadInput | undefined; unknown: string[]; spoken: SpokenProcedure | undefined };

function refuse(thrown: unknown, { read, unknown, spoken }: Reading, { request, reply, route }: Exchange) {
  const error = toDomainError(thrown);
  // A merge has a second version in its body, which differs from the header's.
  const isPrecondition = read?.sentNames.get(error.details.staleField ?? "expectedVersion") === "If-Match";
  const problem = toProblem(error, {
    requestId: request.id,
    status: error.code === "STALE_VERSION" && isPrecondition ? 412 : undefined,
    ...(read && { ...route.shapes(), sentNames: read.sentNames }),
  });
  return sendProblem(reply, {
    problem,
    error,
    as: spoken?.refuse({ error, sentence: inWireNames(error.message), problem, request, unknown }),
  });
}
