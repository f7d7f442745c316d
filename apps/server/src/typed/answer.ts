import { DomainError, type RequestContext, toDomainError, toTrpcError } from "@caretype/api";
import { getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError, type TRPCErrorShape } from "@trpc/server";
import { getHTTPStatusCode } from "@trpc/server/http";
import { positionHeaders } from "../http/database-position.ts";
import { logFault } from "../http/plugin/errors.ts";
import { answerHeaders } from "./answer-headers.ts";
import { callProcedure, type Outcome } from "./call-procedure.ts";
import type { Exchange } from "./exchange.ts";
import { isDataStream } from "./is-data-stream.ts";

/** Runs the calls, and sets the reply's status and headers. Resolves to the body. */
export async function answer(exchange: Exchange): Promise<string> {
  const headers = { vary: "trpc-accept, accept", "content-type": "application/json" };
  const { procedures } = exchange.calls;
  const head: Head = { status: 200, headers, procedures, idempotency: exchange.context.idempotency };
  let body: string;
  try {
    body = await (exchange.calls.isBatch ? answerBatch(exchange, head) : answerOne(exchange, head));
  } catch (error) {
    body = refuseAll(exchange, head, error);
  }
  const { reply, context } = exchange;
  if (context.services.replicas && head.status < 400)
    Object.assign(head.headers, await positionHeaders({ context, procedures }));
  reply.code(head.status).headers(head.headers);
  // Without a serializer, Fastify would add a charset to the content type.
  reply.serializer(asItIs);
  return body;
}

const asItIs = (body: string) => body;

type Head = {
  status: number;
  headers: Record<string, string>;
  procedures: Exchange["calls"]["procedures"];
  idempotency: RequestContext["idempotency"];
};

async function answerOne(exchange: Exchange, head: Head): Promise<string> {
  const outcome = await callProcedure(exchange, 0);
  if (!outcome.error && isDataStream(outcome.data)) throw streamRefused();
  const envelope = toEnvelope(exchange, outcome, 0);
  complete(head, outcome.error ? [outcome.error] : [], envelope);
  return JSON.stringify(envelope);
}

async function answerBatch(exchange: Exchange, head: Head): Promise<string> {
  const envelopes: Envelope[] = [];
  const errors: TRPCError[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const result of await callAll(exchange)) {
    const index = envelopes.length;
    const isTooMuch = length > maxBatchCharacters && exchange.calls.type === "query";
    const outcome = isTooMuch ? { error: tooMuchAtOnce() } : withoutStream(result);
    const envelope = toEnvelope(exchange, outcome, index);
    if (outcome.error) errors.push(outcome.error);
    envelopes.push(envelope);
    const text = JSON.stringify(envelope);
    length += text.length;
    texts.push(text);
  }
  complete(head, errors, envelopes);
  return `[${texts.join(",")}]`;
}

const withoutStream = (result: Outcome): Outcome =>
  !result.error && isDataStream(result.data) ? { error: streamRefused() } : result;

/**
 * In characters.
 * A batch of queries is cut after the answer that exceeds it. A batch of mutations is never cut.
 */
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

/** Replaces all answers by one error, if an output or an error cannot be serialized. */
function refuseAll(exchange: Exchange, head: Head, thrown: unknown): string {
  const error = getTRPCErrorFromUnknown(thrown);
  logFault(exchange.request, toDomainError(error));
  const { type } = exchange.calls;
  const envelope = { error: shapeOf(exchange, error, { type, path: undefined, input: undefined }) };
  complete(head, [error], envelope);
  return JSON.stringify(envelope);
}

type Envelope = { result: { data: unknown } } | { error: TRPCErrorShape };

function toEnvelope(exchange: Exchange, outcome: Outcome, index: number): Envelope {
  if (!outcome.error) return { result: { data: outcome.data } };
  const { names, procedures, inputs } = exchange.calls;
  const type = procedures[index]?._def.type ?? "unknown";
  const [path, input] = [names[index], inputs.known(index)];
  return { error: shapeOf(exchange, outcome.error, { type, path, input }) };
}

type Of = Pick<Parameters<typeof getTRPCErrorShape>[0], "type" | "path" | "input">;

const shapeOf = ({ router, context }: Exchange, error: TRPCError, of: Of): TRPCErrorShape =>
  getTRPCErrorShape({ ...of, error, config: router._def._config, ctx: context });

/** Keeps the headers of an earlier attempt to answer, as tRPC does. */
function complete(head: Head, errors: readonly TRPCError[], envelopes: Envelope | Envelope[]): void {
  head.status = errors.length === 0 ? 200 : getHTTPStatusCode(envelopes);
  Object.assign(head.headers, answerHeaders({ ...head, errors }));
}

const streamRefused = () =>
  new TRPCError({
    code: "UNSUPPORTED_MEDIA_TYPE",
    message: "Cannot use stream-like response in non-streaming request - use httpBatchStreamLink",
  });
