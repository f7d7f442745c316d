import { abortError } from "./abort.ts";
import { proceduresOver, sendOf } from "./call.ts";
import type { Client } from "./client.ts";
import { withPages } from "./pages.ts";
import type { CallOptions, Path } from "./procedures.ts";

/**
 * A client's call, as a `CallWrapper` receives and sends it.
 *
 * @example
 * const label = ({ type, path }: ClientCall) => `${type} ${path}`; // "query patient.list"
 */
export type ClientCall = {
  readonly type: "query" | "mutation";
  /** The procedure, such as `patient.byId`. */
  readonly path: Path;
  /** The procedure's input. It may contain a patient's data: log the path instead. */
  readonly input: unknown;
  readonly options: CallOptions | undefined;
};

/**
 * Makes a call with `send`, and returns the procedure's output. It may retry the call, or change its options. `send`
 * rejects like the client's own calls.
 *
 * @example
 * const impatient: CallWrapper = (call, send) => send({ ...call, options: { ...call.options, timeoutMs: 1_000 } });
 */
export type CallWrapper = (
  call: ClientCall,
  send: (call: ClientCall) => Promise<unknown>,
) => Promise<unknown>;

/**
 * Returns a client whose calls go through a function, which may log, retry or change them. This includes the calls of
 * `pages` and of TanStack Query, but not those of `auth`. The function can wrap the result of another `clientOver`.
 *
 * An error of the function becomes the cause of the call's `CallError`.
 *
 * @throws {TypeError} for an object that is not a client of `createClient`.
 *
 * @example
 * const timed = clientOver(caretype, async (call, send) => {
 *   const start = performance.now();
 *   try {
 *     return await send(call);
 *   } finally {
 *     console.debug(call.path, Math.round(performance.now() - start));
 *   }
 * });
 */
export function clientOver(client: Client, wrap: CallWrapper): Client {
  const send = sendOf(client);
  const procedures = withPages(
    // The server's types are the client's: each path is one of its procedures.
    proceduresOver(async ({ type, path, input, options }) => {
      try {
        return await wrap({ type, path: path as Path, input, options }, send);
      } catch (error) {
        const { signal } = options ?? {};
        // As thrown by the signal's `throwIfAborted`.
        throw signal?.aborted && error === signal.reason ? abortError(signal) : error;
      }
    }),
  );
  return new Proxy(client, {
    get: (target, key) => (key === "auth" ? target.auth : Reflect.get(procedures, key)),
  });
}
