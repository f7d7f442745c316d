import { ClientError } from "./client-error.ts";
import { Aborted } from "./errors.ts";

// Signals of React Native have neither a reason nor `throwIfAborted`.

/** The error of what a signal ended, with its reason. */
export function abortError({ reason }: AbortSignal): ClientError {
  const cause = new Aborted("The call was aborted", { cause: reason });
  return new ClientError(cause.message, { cause });
}

export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}
