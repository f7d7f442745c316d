import { createClient, isErrorCode, isNetworkError } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { QueryClient } from "@tanstack/react-query";

/** The session is in a cookie that no script can read. */
export const caretype = createClient({ url: "", session: "cookie" });

/** The client retries by itself. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

export const api = createQueryOptions({ client: caretype, queryClient });

/** Whether the browser has a session. A server that is down does not end it. */
export async function initialView(): Promise<"app" | "login" | "offline"> {
  try {
    return (await caretype.auth.resume()) ? "app" : "login";
  } catch (error) {
    if (isNetworkError(error) || isErrorCode(error, "SERVICE_UNAVAILABLE")) return "offline";
    throw error;
  }
}
