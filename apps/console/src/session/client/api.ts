import { createQueryOptions } from "@caretype/client/react-query";
import { MutationCache, onlineManager, QueryCache, QueryClient } from "@tanstack/react-query";
import { connection } from "../../kit/connection/connection.ts";
import { connectCache } from "./cache.ts";
import { plainClient } from "./client.ts";
import { reauthenticatingClient } from "./reauthenticating-client.ts";

/**
 * The client of `client.ts`, with dialogs.
 * Its calls ask for re-authentication or a sign-in when needed, then retry.
 */
export const caretype = reauthenticatingClient(plainClient);

// Pause queries also while the server is unreachable, and refetch failed ones when it is back.
onlineManager.setEventListener((setOnline) =>
  connection.subscribe(() => setOnline(connection.get() === "online")),
);

/**
 * No retries here, as the client retries under one idempotency key.
 * Queries wait while the server is unreachable. Mutations fail, since the user may no longer want them in an
 * hour.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, gcTime: 5 * 60_000, networkMode: "online" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** Options of queries and mutations: `useQuery(api.patient.byId.queryOptions({ id }))`. */
export const api = createQueryOptions({ client: caretype, queryClient });

connectCache({
  clear: () => queryClient.clear(),
  ownEmail: () => queryClient.getQueryData(api.account.me.queryKey())?.email,
});
