import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { PartMissing } from "../connection/load-code.ts";
import { EntryLayout } from "./entry-layout.tsx";
import { FaultyPage, MissingPage } from "./failed-pages.tsx";

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (error instanceof PartMissing) return <MissingPage error={error} />;
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return <FaultyPage error={error} onRetry={retry} />;
}

export const StartFailed = (props: ErrorComponentProps) => (
  <EntryLayout>
    <ErrorPage {...props} />
  </EntryLayout>
);
