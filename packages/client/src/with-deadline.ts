import { abortError } from "./abort.ts";
import type { Send } from "./call.ts";
import { ClientError } from "./client-error.ts";
import { NoResponse } from "./errors.ts";
import { requireDuration, requireKnown } from "./known-options.ts";
import type { CallOptions } from "./procedures.ts";

/** `abortOnUnmount` and `ssr` are options of tRPC's bindings for TanStack Query. */
const callOptions = {
  practice: 1,
  timeoutMs: 1,
  signal: 1,
  headers: 1,
  context: 1,
  abortOnUnmount: 0,
  ssr: 0,
} satisfies Record<keyof CallOptions | "abortOnUnmount" | "ssr", 0 | 1>;

/** `pages` sets `walk`. */
const contextOptions = { idempotencyKey: 1, walk: 0 } as const;

/** A longer timer would fire immediately. */
const maxTimerMs = 2_147_483_647;

/**
 * Ends a call as soon as its signal is aborted or its time is up. Other calls of the batch continue. The request is
 * aborted once no call waits for it.
 */
export function withDeadline(usualMs: number, send: Send): Send {
  return async (call) => {
    requireKnown(call.options ?? {}, callOptions, "A call");
    requireKnown(call.options?.context ?? {}, contextOptions, "The context of a call");
    const { timeoutMs = usualMs } = call.options ?? {};
    requireDuration(timeoutMs);
    const given = call.options?.signal;
    // Duck typing: a page may have another class, such as jsdom's.
    if (given && !("aborted" in given)) throw new TypeError("signal has to be an AbortSignal");
    const limit = new AbortController();
    let end = (_error: ClientError) => {};
    const ended = new Promise<never>((_, reject) => {
      end = (error) => {
        // Rejects before the aborted work does: that error may lack the reason.
        reject(error);
        limit.abort(error);
      };
    });
    const onAbort = () => given && end(abortError(given));
    const onTimeout = () => {
      const cause = new NoResponse(`No answer within ${timeoutMs} ms`);
      end(new ClientError(cause.message, { cause }));
    };
    const timer = timeoutMs <= maxTimerMs ? setTimeout(onTimeout, timeoutMs) : undefined;
    given?.addEventListener("abort", onAbort);
    try {
      if (given?.aborted) onAbort();
      const options = { ...call.options, signal: limit.signal };
      const limited = { ...call, options, endsAt: performance.now() + timeoutMs };
      return await (limit.signal.aborted ? ended : Promise.race([ended, send(limited)]));
    } finally {
      clearTimeout(timer);
      given?.removeEventListener("abort", onAbort);
    }
  };
}
