import type { AppRouter } from "@caretype/client";
import { createTRPCClient, httpBatchLink, retryLink } from "@trpc/client";

/** tRPC's own client. It neither signs in nor renews tokens, and retries only queries. */
export const stockClient = (server: string, accessToken: () => string) =>
  createTRPCClient<AppRouter>({
    links: [
      // A busy server refuses some of many concurrent calls with SERVICE_UNAVAILABLE.
      retryLink({
        retry: ({ op, error, attempts }) =>
          op.type === "query" && error.data?.code === "SERVICE_UNAVAILABLE" && attempts < 8,
        retryDelayMs: (attempt) => 300 * attempt * (1 + Math.random()),
      }),
      httpBatchLink({
        url: new URL("/trpc", server),
        maxItems: 10, // The server refuses larger batches.
        methodOverride: "POST", // Inputs may be longer than a URL, and logs keep URLs.
        headers: () => ({ authorization: `Bearer ${accessToken()}` }),
      }),
    ],
  });
