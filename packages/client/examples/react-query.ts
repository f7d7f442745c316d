import { createClient, type PatientId } from "@caretype/client";
import { createQueryOptions } from "@caretype/client/react-query";
import { QueryClient, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

/** The client retries by itself, each call under one idempotency key. */
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
const api = createQueryOptions({ client: createClient({ url: "", session: "cookie" }), queryClient });

export const usePatient = (id: PatientId) => useQuery(api.patient.byId.queryOptions({ id }));

/** A list that loads page by page. */
export const usePatients = (q: string) =>
  useInfiniteQuery(
    api.patient.list.infiniteQueryOptions(
      { q, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );

/** Adds a patient, and reads the lists again that may have them. */
export const useAddPatient = () =>
  useMutation(
    api.patient.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(api.patient.list.pathFilter()),
    }),
  );
