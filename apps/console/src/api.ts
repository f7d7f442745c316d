import { createClient } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { MutationCache, onlineManager, QueryCache, QueryClient } from "@tanstack/react-query";
import { chosenPractice } from "./session/chosen-practice.ts";
import { idleHeaders } from "./session/last-activity.ts";
import { reauthenticatingClient } from "./session/reauthenticating-client.ts";
import { connection, watchedFetch } from "./shell/connection/connection.ts";

/**
 * The client without dialogs.
 * Its refresh token is in an HttpOnly cookie, its access token in memory.
 */
export const plainClient = createClient({
  url: "",
  session: "cookie",
  practice: chosenPractice,
  fetch: watchedFetch,
  headers: idleHeaders,
});

/**
 * The same client.
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
