import { CallError, createClient, fieldErrors, isNetworkError } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { QueryClient } from "@tanstack/react-query";

/** The session is in an HttpOnly cookie. */
export const caretype = createClient({ url: "", session: "cookie" });

/** The client has its own retries. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

export const api = createQueryOptions({ client: caretype, queryClient });

/** Returns the message for users. The message of an invalid input is for developers: it names the procedure. */
export function messageFor(error: unknown): string {
  if (isNetworkError(error)) return "The server cannot be reached.";
  const ofFields = Object.values(fieldErrors(error)).flat();
  if (ofFields.length > 0) return ofFields.join(", ");
  return error instanceof CallError ? error.message : "Something went wrong.";
}
