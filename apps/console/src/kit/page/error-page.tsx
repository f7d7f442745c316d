import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { EntryLayout } from "./entry-layout.tsx";
import { FailedPage } from "./failed-pages.tsx";

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return <FailedPage error={error} onRetry={retry} />;
}

export const StartFailed = (props: ErrorComponentProps) => (
  <EntryLayout>
    <ErrorPage {...props} />
  </EntryLayout>
);
