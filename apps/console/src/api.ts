import type { AppRouter } from "@caretype/api";
import { createClient } from "@caretype/client";
import { MutationCache, onlineManager, QueryCache, QueryClient } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { chosenPractice } from "./session/chosen-practice.ts";
import { idleHeaders } from "./session/last-activity.ts";
import { reauthenticatingClient } from "./session/reauthenticating-client.ts";
import { connection, watchedFetch } from "./shell/connection/connection.ts";

/** The refresh token is in a cookie that no script reads, the access token in memory only. Its calls ask nobody anything. */
export const plainClient = createClient({
  url: "",
  session: "cookie",
  practice: chosenPractice,
  fetch: watchedFetch,
  headers: idleHeaders,
});

/** The same one, whose calls ask for a proof, or for a sign-in, and then go on. */
export const caretype = reauthenticatingClient(plainClient);

// Queries wait while the server is out of reach, too, and those that have failed are sent again when it is back.
onlineManager.setEventListener((setOnline) =>
  connection.subscribe(() => setOnline(connection.get() === "online")),
);

/**
 * The client sends again what was not answered, under one key, so nothing here does. A query waits while the server is
 * out of reach; a mutation is tried, and fails with words, for what is meant now need not be meant in an hour.
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
export const api = createTRPCOptionsProxy<AppRouter>({
  // The client has `auth` besides, and takes over what makes tokens; the rest is tRPC's own.
  client: caretype as unknown as TRPCClient<AppRouter>,
  queryClient,
});
