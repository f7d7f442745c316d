import type { ReactNode } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { Waiting } from "../notice/slow-notice.tsx";

type QueryStatesProps<Data> = {
  query: { data: Data | undefined; isError: boolean; error: unknown; refetch: () => unknown };
  /** Of the size of what it stands for, so that nothing moves when that arrives. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A query's three states. An older answer stays in view while a newer one is asked for, or has failed. */
export function QueryStates<Data>({ query, skeleton, children }: QueryStatesProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting>{skeleton}</Waiting>;
}
