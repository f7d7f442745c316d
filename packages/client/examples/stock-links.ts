import type { AppRouter } from "@caretype/client";
import { createTRPCClient, httpBatchLink } from "@trpc/client";

/** tRPC's own client. It neither signs in, nor renews tokens, nor retries. */
export const stockClient = (server: string, accessToken: () => string) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${server}/trpc`,
        maxItems: 10, // The server refuses larger batches.
        methodOverride: "POST", // Inputs may be longer than a URL, and logs keep URLs.
        headers: () => ({ authorization: `Bearer ${accessToken()}` }),
      }),
    ],
  });
