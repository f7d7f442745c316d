import type { ReactNode } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { Waiting } from "../notice/slow-notice.tsx";

type QueryStatesProps<Data> = {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch: () => unknown };
  /** Has the size of the content, so that nothing shifts. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
};

/** Renders a query's states. Keeps older data while refetching or after an error. */
export function QueryStates<Data>({ query, skeleton, children }: QueryStatesProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting>{skeleton}</Waiting>;
}
