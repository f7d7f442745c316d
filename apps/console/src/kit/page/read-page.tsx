import { type ErrorCode, isErrorCode } from "@caretype/client";
import type { ReactNode } from "react";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Page } from "./page.tsx";
import { PageSkeleton } from "./page-skeleton.tsx";

type ReadPageProps<Data> = {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  /** Title if the record cannot be read. */
  title: string;
  notFound: ErrorCode;
  /** Replaces the page if there is no such record. Default: the 404 page. */
  missing?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A page that shows a query's data, with its loading, not-found and error states. */
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
