import { createClient } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { QueryClient } from "@tanstack/react-query";

/** The session is in a cookie that no script can read. */
export const caretype = createClient({ url: "", session: "cookie" });

/** The client retries by itself. */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

export const api = createQueryOptions({ client: caretype, queryClient });
