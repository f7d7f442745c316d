import type { ErrorCode } from "@caretype/client";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ReadPage } from "../../kit/page/read-page.tsx";

export const alwaysRefetch = { refetchOnMount: "always", refetchOnWindowFocus: false } as const;

type LatestRecordProps<Value> = {
  query: UseQueryResult<Value, unknown>;
  /** Title if the record cannot be read. */
  title: string;
  notFound: ErrorCode;
  children: (record: Value) => ReactNode;
};

/**
 * Opens a form on the latest version of a record.
 * Later refetches do not replace the input.
 */
export function LatestRecord<Value>({ query, title, notFound, children }: LatestRecordProps<Value>) {
  const [read, setRead] = useState<Value | null>(null);
  if (read === null && query.data && query.isFetchedAfterMount && !query.isError) setRead(query.data);
  if (read !== null) return children(read);
  return (
    <ReadPage query={{ ...query, data: undefined }} title={title} notFound={notFound}>
      {children}
    </ReadPage>
  );
}
