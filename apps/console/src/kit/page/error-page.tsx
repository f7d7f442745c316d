import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { PartMissing } from "../connection/load-code.ts";
import { FaultyPage, MissingPage } from "./failed-pages.tsx";

/** Shown instead of a page that failed. */
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
