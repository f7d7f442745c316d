import { type ErrorCode, isErrorCode } from "@caretype/client";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { NotFoundPage } from "../../kit/page/not-found-page.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";

export const alwaysRefetch = { refetchOnMount: "always", refetchOnWindowFocus: false } as const;

type LatestRecordProps<Value> = {
  query: UseQueryResult<Value, unknown>;
  /** The page's title if the record cannot be read. */
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
  if (isErrorCode(query.error, notFound, "INVALID_INPUT")) return <NotFoundPage />;
  if (!query.isError) return <PageSkeleton />;
  return (
    <Page title={title}>
      <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  );
}
