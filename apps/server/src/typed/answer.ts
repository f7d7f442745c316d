import {
  type Deprecation,
  DomainError,
  type ProcedureMeta,
  type RequestContext,
  toDomainError,
  toTrpcError,
} from "@caretype/api";
import { type AnyTRPCProcedure, getTRPCErrorShape, type TRPCError, type TRPCErrorShape } from "@trpc/server";
import { getHTTPStatusCode } from "@trpc/server/http";
import { positionHeaders } from "../http/database-position.ts";
import { deprecationHeaders } from "../http/deprecation-headers.ts";
import { replayHeaders } from "../http/idempotency-keys.ts";
import { refusalHeaders } from "../http/refusal.ts";
import { callProcedure, type Exchange, type Outcome } from "./call-procedure.ts";
import { typedPrefix } from "./typed-error.ts";

/** Runs the calls, and sets the reply's status and headers. Resolves to the body. */
export async function answer(exchange: Exchange): Promise<string> {
  const { calls, context, reply } = exchange;
  const envelopes: Envelope[] = [];
  const errors: TRPCError[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const outcome of await callAll(exchange)) {
    const isTooMuch = length > maxBatchCharacters && calls.kind === "query";
    const { error } = isTooMuch ? { error: tooMuchAtOnce() } : outcome;
    if (error) errors.push(error);
    const envelope = error
      ? { error: shapeOf(exchange, error, envelopes.length) }
      : { result: { data: outcome.data } };
    envelopes.push(envelope);
    const text = JSON.stringify(envelope);
    length += text.length;
    texts.push(text);
  }
  const status = errors.length === 0 ? 200 : getHTTPStatusCode(envelopes);
  const headers = answerHeaders({ errors, procedures: calls.procedures, idempotency: context.idempotency });
  if (context.services.replicas && status < 400)
    Object.assign(headers, await positionHeaders({ context, procedures: calls.procedures }));
  reply.code(status).headers({ vary: "trpc-accept, accept", "content-type": "application/json", ...headers });
  // Without a serializer, Fastify would add a charset to the content type.
  reply.serializer(asItIs);
  return calls.isBatch ? `[${texts.join(",")}]` : texts.join();
}

type Envelope = { result: { data: unknown } } | { error: TRPCErrorShape };

const asItIs = (body: string) => body;

/** In characters. A batch of queries is cut after the answer that exceeds it. A batch of mutations is never cut. */
const maxBatchCharacters = 8 * 1024 * 1024;

const tooMuchAtOnce = () => toTrpcError(new DomainError("BATCH_TOO_LARGE"));

/**
 * Runs all calls concurrently.
 * Most batches have one call, which needs no `Promise.all`.
 */
async function callAll(exchange: Exchange): Promise<Outcome[]> {
  const { names } = exchange.calls;
  if (names.length === 1) return [await callProcedure(exchange, 0)];
  return Promise.all(names.map((_, index) => callProcedure(exchange, index)));
}

function shapeOf({ router, context, calls }: Exchange, error: TRPCError, index: number): TRPCErrorShape {
  const type = calls.procedures[index]?._def.type ?? "unknown";
  const [path, input] = [calls.names[index], calls.inputs.known(index)];
  return getTRPCErrorShape({ type, path, input, error, config: router._def._config, ctx: context });
}

type Answered = {
  errors: readonly TRPCError[];
  procedures: readonly (AnyTRPCProcedure | undefined)[];
  idempotency: RequestContext["idempotency"];
};

/** Returns an answer's headers. Errors and deprecated procedures may add some. */
export function answerHeaders({ errors, procedures, idempotency }: Answered): Record<string, string> {
  const headers = replayHeaders(idempotency);
  if (procedures.some(deprecationOf))
    Object.assign(headers, deprecationHeaders(procedures.flatMap(withSuccessor)));
  for (const error of errors) Object.assign(headers, refusalHeaders(toDomainError(error)));
  headers["cache-control"] = "no-store";
  return headers;
}

const deprecationOf = (procedure: AnyTRPCProcedure | undefined): Deprecation | undefined => {
  const { deprecation }: ProcedureMeta = procedure?._def.meta ?? {};
  return deprecation;
};

/** Returns a procedure's deprecation, if any, with the successor's sibling address. */
function withSuccessor(procedure: AnyTRPCProcedure | undefined) {
  const deprecation = deprecationOf(procedure);
  if (!deprecation) return [];
  const { use } = deprecation;
  return [{ ...deprecation, successor: use === undefined ? null : `${typedPrefix}/${use}` }];
}
