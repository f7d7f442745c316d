import { type ProcedureCall, type RequestContext, toDomainError } from "@caretype/api";
import { type AnyTRPCRouter, getTRPCErrorFromUnknown, TRPCError, type TRPCProcedureType } from "@trpc/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { logFault } from "../http/refusal.ts";
import type { TypedCalls } from "./typed-calls.ts";

/** One request in progress, with its calls. */
export type Exchange = {
  router: AnyTRPCRouter;
  request: FastifyRequest;
  reply: FastifyReply;
  calls: TypedCalls;
  context: RequestContext;
};

export type Outcome = { data?: unknown; error?: TRPCError };

/** Calls one procedure of a request. Logs and returns its error. */
export async function callProcedure(exchange: Exchange, index: number): Promise<Outcome> {
  const { request, calls } = exchange;
  const { names, procedures } = calls;
  const [path = "", procedure] = [names[index], procedures[index]];
  try {
    if (!procedure) {
      throw new TRPCError({ code: "NOT_FOUND", message: `No procedure found on path "${path}"` });
    }
    const { type } = procedure._def;
    if (request.method === "GET" && type !== "query") {
      throw new TRPCError({
        code: "METHOD_NOT_SUPPORTED",
        message: `Unsupported GET-request to ${type} procedure at path "${path}"`,
      });
    }
    const call = new TypedCall(exchange, { path, type, batchIndex: index });
    return { data: await procedure(call) };
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    logFault(request, toDomainError(error));
    return { error };
  }
}

/** A class, like `BodyCall`: a getter in an object literal would cost more than the call's other objects. */
class TypedCall implements ProcedureCall {
  readonly ctx: ProcedureCall["ctx"];
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly batchIndex: number;
  readonly #exchange: Exchange;

  constructor(exchange: Exchange, of: Pick<TypedCall, "path" | "type" | "batchIndex">) {
    this.ctx = exchange.context;
    this.path = of.path;
    this.type = of.type;
    this.batchIndex = of.batchIndex;
    this.#exchange = exchange;
  }

  async getRawInput(): Promise<unknown> {
    return this.#exchange.calls.inputs.read(this.batchIndex);
  }

  get signal(): AbortSignal | undefined {
    return this.ctx.client?.signal;
  }
}
