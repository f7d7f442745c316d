import { TRPCClientError } from "@trpc/client";
import { Aborted, NoAnswer } from "./errors.ts";
import { promiseLink } from "./promise-link.ts";

/** A longer timer would fire at once. */
const longestTimerMs = 2_147_483_647;

/**
 * Ends a call when its signal is aborted or its time is up, at once and for itself: in a batch the others
 * go on, and the request is given up when nobody waits for it any more.
 */
export function deadlineLink(timeoutMs: number) {
  return promiseLink(async (op, send) => {
    const limit = new AbortController();
    const end = (cause: Error) => limit.abort(new TRPCClientError(cause.message, { cause }));
    const onAbort = () => end(new Aborted("The call was aborted", { cause: op.signal?.reason }));
    const onTimeout = () => end(new NoAnswer(`No answer within ${timeoutMs} ms`));
    const timer = timeoutMs <= longestTimerMs ? setTimeout(onTimeout, timeoutMs) : undefined;
    op.signal?.addEventListener("abort", onAbort);
    try {
      if (op.signal?.aborted) onAbort();
      limit.signal.throwIfAborted();
      return await Promise.race([send({ ...op, signal: limit.signal }), rejection(limit.signal)]);
    } finally {
      clearTimeout(timer);
      op.signal?.removeEventListener("abort", onAbort);
    }
  });
}

const rejection = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
