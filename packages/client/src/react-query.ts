import type { AppRouter } from "@caretype/api";
import type { QueryClient } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { Client, TokenProcedure } from "./client.ts";

type Procedures = TRPCOptionsProxy<AppRouter>;

/**
 * The options, keys and filters of each procedure, for hooks of TanStack Query.
 *
 * @example
 * const usePatient = (api: QueryOptions, id: PatientId) => useQuery(api.patient.byId.queryOptions({ id }));
 */
export type QueryOptions = Omit<Procedures, "account" | "passkey"> & {
  readonly account: Omit<Procedures["account"], TokenProcedure>;
  readonly passkey: Omit<Procedures["passkey"], "login">;
};

type QueryOptionsOver = {
  client: Client;
  /** The client of the cache, or a function that returns the one of the current request. */
  queryClient: QueryClient | (() => QueryClient);
};

/**
 * Returns what TanStack Query needs to call each procedure, typed as the client's own calls. Call
 * `useQuery(api.patient.byId.queryOptions({ id }))`, `useMutation(api.patient.create.mutationOptions())` and
 * `queryClient.invalidateQueries(api.patient.list.queryFilter())`.
 *
 * Turn TanStack's retries off, as the client retries under one idempotency key.
 *
 * @example
 * const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
 * const api = createQueryOptions({ client: createClient({ url: "" }), queryClient });
 */
export const createQueryOptions = ({ client, queryClient }: QueryOptionsOver): QueryOptions =>
  createTRPCOptionsProxy<AppRouter>({
    // A client is tRPC's own, with types that an editor can show. It adds `auth`, and handles token calls itself.
    client: client as unknown as TRPCClient<AppRouter>,
    queryClient,
  });
