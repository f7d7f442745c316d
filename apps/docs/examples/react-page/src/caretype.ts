import { CallError, createClient, fieldErrors, isNetworkError } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { QueryClient } from "@tanstack/react-query";

/** The session is in a cookie that no script can read. */
export const caretype = createClient({ url: "", session: "cookie" });

/** The client retries by itself. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

export const api = createQueryOptions({ client: caretype, queryClient });

/** What a user reads of an error. The message of an invalid input is for developers: it names the procedure. */
export function messageFor(error: unknown): string {
  if (isNetworkError(error)) return "The server cannot be reached.";
  const ofFields = Object.values(fieldErrors(error)).flat();
  if (ofFields.length > 0) return ofFields.join(", ");
  return error instanceof CallError ? error.message : "Something went wrong.";
}
