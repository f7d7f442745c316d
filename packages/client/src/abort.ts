import { ClientError } from "./client-error.ts";
import { Aborted } from "./errors.ts";

// React Native's signals have neither a reason nor `throwIfAborted`.

/** Returns the error of an aborted call, with the signal's reason. */
export function abortError({ reason }: AbortSignal): ClientError {
  const cause = new Aborted("The call was aborted", { cause: reason });
  return new ClientError(cause.message, { cause });
}

export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}
