import type { AppRouter } from "@caretype/api";
import type { TRPCClient, TRPCRequestOptions, TRPCUntypedClient } from "@trpc/client";
import { CallError, callSite } from "./call-error.ts";
import type { CallOptions } from "./procedures.ts";

/** The caller's options, as typed by tRPC. */
type SentOptions = TRPCRequestOptions & Pick<CallOptions, "headers" | "practice" | "timeoutMs">;

export type Call = {
  type: "query" | "mutation";
  path: string;
  input: unknown;
  options: SentOptions | undefined;
  /** The deadline, on the clock of `performance.now()`. */
  endsAt?: number;
  /** The practice, chosen when the call was made. Null or missing: the account's oldest membership. */
  practice?: string | null;
};

/** Makes a call, with or without retries. Wrappers have the same type. */
export type Send = (call: Call) => Promise<unknown>;

/** The part of tRPC's client that its proxies call. */
type UntypedClient = Pick<TRPCUntypedClient<AppRouter>, "query" | "mutation">;

/** The property that gives tRPC's own functions the untyped client. */
const untypedClient = Symbol.for("trpc_untypedClient");

/** Returns the typed procedures over a `Send`. Converts every error to a `CallError`. */
export const proceduresOver = (send: Send): TRPCClient<AppRouter> =>
  // A Proxy has the type of its target.
  procedureAt(new SendingClient(send), "") as TRPCClient<AppRouter>;

/** Duck typing: a page may load this package twice. */
const isUntypedClient = (value: unknown): value is UntypedClient =>
  typeof value === "object" && value !== null && "query" in value && "mutation" in value;

/**
 * Returns the `Send` of a client, which rejects with a `CallError`.
 *
 * @throws {TypeError} for an object that is not a client.
 */
export function sendOf(client: object): Send {
  const untyped: unknown = Reflect.get(client, untypedClient);
  if (!isUntypedClient(untyped)) throw new TypeError("Not a client of createClient");
  return ({ type, path, input, options }) => untyped[type](path, input, options);
}

/** A log converts its arguments to text. */
export const makesText = (key: string): boolean => key === "toString" || key === "toJSON";

/** Like tRPC's own proxies. Those would add its links of observables, a third of this client's size. */
function procedureAt(client: SendingClient, path: string): object {
  const parts = new Map<string, object>();
  const call = (_target: unknown, _this: unknown, [input, options]: [unknown?, SentOptions?]) => {
    const [procedure, kind] = [path.slice(0, path.lastIndexOf(".")), path.slice(path.lastIndexOf(".") + 1)];
    if (kind !== "query" && kind !== "mutate") throw new TypeError(`${path} is not a function`);
    const type = kind === "query" ? "query" : "mutation";
    return client.send({ type, path: procedure, input, options }, call);
  };
  return new Proxy(() => undefined, {
    get(target, key) {
      if (key === untypedClient) return client;
      // Awaiting the object reads `then`.
      if (typeof key !== "string" || key === "then") return undefined;
      // A wrapper, such as a debounce, calls a function by these.
      if (key === "call" || key === "apply" || key === "bind") return Reflect.get(target, key);
      if (makesText(key)) return () => path;
      const part = parts.get(key) ?? procedureAt(client, path === "" ? key : `${path}.${key}`);
      parts.set(key, part);
      return part;
    },
    apply: call,
  });
}

/** Replaces tRPC's links of observables: promises are enough here. */
class SendingClient implements UntypedClient {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  query(path: string, input?: unknown, options?: SentOptions) {
    return this.send({ type: "query", path, input: withoutDirection(input), options }, this.query);
  }

  mutation(path: string, input?: unknown, options?: SentOptions) {
    return this.send({ type: "mutation", path, input, options }, this.mutation);
  }

  /** `callee`: the called function, above which the error's stack begins. */
  async send(call: Call, callee: (...args: never) => unknown): Promise<unknown> {
    const site = callSite(callee);
    try {
      return await this.#send(call);
    } catch (error) {
      throw new CallError(error, { path: call.path, site });
    }
  }
}

/**
 * Removes `direction`, which tRPC's binding for TanStack Query adds to infinite queries. Lists have one direction
 * here, and the server refuses unknown fields.
 */
function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction: _direction, ...asked } = input;
  return asked;
}
