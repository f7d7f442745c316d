import type { AppRouter } from "@caretype/api";
import {
  createTRPCClientProxy,
  type TRPCClient,
  type TRPCRequestOptions,
  TRPCUntypedClient,
} from "@trpc/client";
import { CallError, type CallSite, callSite } from "./call-error.ts";
import type { CallOptions } from "./procedures.ts";

/** The caller's options, as far as tRPC types them. */
type SentOptions = TRPCRequestOptions & Pick<CallOptions, "headers" | "practice" | "timeoutMs">;

/** One call of a procedure. */
export type Call = {
  type: "query" | "mutation";
  path: string;
  input: unknown;
  options: SentOptions | undefined;
  /** The deadline, on the clock of `performance.now()`. */
  endsAt?: number;
  /**
   * The practice, chosen when the call was made.
   * Null or missing: the account's oldest membership.
   */
  practice?: string | null;
};

/** Makes a call, once or repeatedly. Wrappers have the same type. */
export type Send = (call: Call) => Promise<unknown>;

/**
 * Returns the typed procedures over a `Send`.
 * Converts every error to a `CallError`.
 */
export function proceduresOver(send: Send): TRPCClient<AppRouter> {
  return createTRPCClientProxy(new SendingClient(send));
}

/** Replaces tRPC's links of observables: promises are enough here. */
class SendingClient extends TRPCUntypedClient<AppRouter> {
  readonly #send: Send;

  constructor(send: Send) {
    super({ links: [] });
    this.#send = send;
  }

  override query(path: string, input?: unknown, options?: SentOptions) {
    return this.#call({ type: "query", path, input: withoutDirection(input), options }, callSite(this.query));
  }

  override mutation(path: string, input?: unknown, options?: SentOptions) {
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
 * Removes `direction`, which tRPC's binding for TanStack Query adds to infinite queries.
 * Lists have only one direction here, and the server refuses unknown fields.
 */
function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction: _direction, ...asked } = input;
  return asked;
}
