import { type ErrorCode, isErrorCode } from "@caretype/client";
import type { ReactNode } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Page } from "./page.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";

type ReadPageProps<Data> = {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  /** The page's title if the record cannot be read. */
  title: string;
  notFound: ErrorCode;
  /** Shown if there is no such record. Default: that there is no such page. */
  missing?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A page of what a query reads, also while it loads, without it, and after an error. */
export function ReadPage<Data>({
  query,
  title,
  notFound,
  missing = <NotFoundPage />,
  children,
}: ReadPageProps<Data>) {
  const { data, error, refetch } = query;
  if (isErrorCode(error, "INVALID_INPUT")) return <NotFoundPage />;
  if (isErrorCode(error, notFound)) return missing;
  if (data !== undefined) return children(data);
  if (!error) return <PageSkeleton />;
  return (
    <Page title={title}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Page>
  );
}
