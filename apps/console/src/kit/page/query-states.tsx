import type { ReactNode } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { Waiting } from "../notice/slow-notice.tsx";

type Asked = { isError: boolean; error: unknown; refetch: () => unknown };

/** Combines several queries. Fails if one fails, and refetches the failed ones. */
export const together = (queries: readonly Asked[]): Asked => ({
  isError: queries.some(({ isError }) => isError),
  error: queries.find(({ error }) => error)?.error ?? null,
  refetch: () => {
    for (const { isError, refetch } of queries) if (isError) void refetch();
  },
});

type QueryStatesProps<Data> = {
  query: Asked & { data: Data | undefined };
  /** Has the content's size, to avoid layout shifts. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
};

/** Renders a query's states. Keeps older data while refetching or after an error. */
export function QueryStates<Data>({ query, skeleton, children }: QueryStatesProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting>{skeleton}</Waiting>;
}
