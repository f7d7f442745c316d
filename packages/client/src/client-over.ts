import { abortError } from "./abort.ts";
import { proceduresOver, sendOf } from "./call.ts";
import type { Client } from "./client.ts";
import { withPages } from "./pages.ts";
import type { CallOptions, Path } from "./procedures.ts";

/**
 * A call of a client, as a `CallWrapper` gets it and sends it on.
 *
 * @example
 * const label = ({ type, path }: ClientCall) => `${type} ${path}`; // "query patient.list"
 */
export type ClientCall = {
  readonly type: "query" | "mutation";
  /** The procedure, such as `patient.byId`. */
  readonly path: Path;
  /** What the procedure takes. It may be a patient's data: log the path instead. */
  readonly input: unknown;
  readonly options: CallOptions | undefined;
};

/**
 * Makes a call by `send`, and returns what the procedure answers. It may send the call repeatedly, or with other options.
 * `send` rejects as the client's own calls do.
 *
 * @example
 * const impatient: CallWrapper = (call, send) => send({ ...call, options: { ...call.options, timeoutMs: 1_000 } });
 */
export type CallWrapper = (
  call: ClientCall,
  send: (call: ClientCall) => Promise<unknown>,
) => Promise<unknown>;

/**
 * Returns a client whose calls go through a function, which logs, repeats or changes them. Also those of `pages`, and of
 * TanStack Query. `auth` is that of the client itself, without the function. A client over a client works, too.
 *
 * An error that the function throws becomes a `CallError` of the call, with the error as its cause.
 *
 * @throws {TypeError} for an object that is no client of `createClient`.
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
    // The server's types are the client's, so that each path is one of its procedures.
    proceduresOver(async ({ type, path, input, options }) => {
      try {
        return await wrap({ type, path: path as Path, input, options }, send);
      } catch (error) {
        const { signal } = options ?? {};
        // As of the signal's `throwIfAborted`.
        throw signal?.aborted && error === signal.reason ? abortError(signal) : error;
      }
    }),
  );
  return new Proxy(client, {
    get: (target, key) => (key === "auth" ? target.auth : Reflect.get(procedures, key)),
  });
}
