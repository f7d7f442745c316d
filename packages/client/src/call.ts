import type { AppRouter } from "@caretype/api";
import {
  createTRPCClientProxy,
  type TRPCClient,
  type TRPCRequestOptions,
  TRPCUntypedClient,
} from "@trpc/client";
import { CallError, type CallSite, callSite } from "./call-error.ts";

/** One call of a procedure. */
export type Call = {
  type: "query" | "mutation";
  path: string;
  input: unknown;
  options: TRPCRequestOptions | undefined;
  /** When its time is up, by `performance.now()`. */
  endsAt?: number;
  /** Which it is for, as was decided when it was made; null or none: the account's own first one. */
  practice?: string | null;
};

/** Makes a call, once or more; what is wrapped around it is a function of the same type. */
export type Send = (call: Call) => Promise<unknown>;

/** The procedures, typed, over such a function. Whatever it rejects with becomes a `CallError`. */
export function proceduresOver(send: Send): TRPCClient<AppRouter> {
  return createTRPCClientProxy(new SendingClient(send));
}

/** tRPC's own way to put something around a call is a link of observables; a promise does here. */
class SendingClient extends TRPCUntypedClient<AppRouter> {
  readonly #send: Send;

  constructor(send: Send) {
    super({ links: [] });
    this.#send = send;
  }

  override query(path: string, input?: unknown, options?: TRPCRequestOptions) {
    return this.#call({ type: "query", path, input: withoutDirection(input), options }, callSite(this.query));
  }

  override mutation(path: string, input?: unknown, options?: TRPCRequestOptions) {
    return this.#call({ type: "mutation", path, input, options }, callSite(this.mutation));
  }

  async #call(call: Call, site: CallSite): Promise<unknown> {
    try {
      return await this.#send(call);
    } catch (error) {
      throw new CallError(error, { path: call.path, site });
    }
  }
}

/**
 * tRPC's binding for TanStack Query says of an infinite query's page which way it goes. Here all lists go one way, and
 * the server refuses fields that it does not know.
 */
function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction: _direction, ...asked } = input;
  return asked;
}
