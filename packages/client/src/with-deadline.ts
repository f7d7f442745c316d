import type { Send } from "./call.ts";
import { ClientError } from "./client-error.ts";
import { Aborted, NoResponse } from "./errors.ts";

/** A longer timer would fire immediately. */
const maxTimerMs = 2_147_483_647;

/**
 * Ends a call immediately when its signal is aborted or its time is up.
 * Other calls of the batch continue. The request is aborted when no call waits for it any more.
 */
export function withDeadline(usualMs: number, send: Send): Send {
  return async (call) => {
    const { timeoutMs = usualMs } = call.options ?? {};
    const given = call.options?.signal;
    const limit = new AbortController();
    const end = (cause: Error) => limit.abort(new ClientError(cause.message, { cause }));
    const onAbort = () => end(new Aborted("The call was aborted", { cause: given?.reason }));
    const onTimeout = () => end(new NoResponse(`No answer within ${timeoutMs} ms`));
    const timer = timeoutMs <= maxTimerMs ? setTimeout(onTimeout, timeoutMs) : undefined;
    given?.addEventListener("abort", onAbort);
    try {
      if (given?.aborted) onAbort();
      limit.signal.throwIfAborted();
      const options = { ...call.options, signal: limit.signal };
      const limited = { ...call, options, endsAt: performance.now() + timeoutMs };
      return await Promise.race([send(limited), rejection(limit.signal)]);
    } finally {
      clearTimeout(timer);
      given?.removeEventListener("abort", onAbort);
    }
  };
}

const rejection = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
