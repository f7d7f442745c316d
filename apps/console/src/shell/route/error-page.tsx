import { isNetworkError } from "@caretype/client";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";
import { shellTexts } from "../../texts/shell.ts";
import { whenOnline } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { Page } from "../page/page.tsx";
import { PageSkeleton } from "../page/page-skeleton.tsx";

/** Shown instead of a page that failed. */
export function ErrorPage(props: ErrorComponentProps) {
  return props.error instanceof PartMissing ? <MissingPage {...props} /> : <FaultyPage {...props} />;
}

/** Retries by itself when the server is reachable again. */
function FaultyPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  useRecovery(error, retry);
  return (
    <Page title={shellTexts.pages.failed}>
      <ErrorNotice error={error} onRetry={retry} />
    </Page>
  );
}

/** Reloads once, as the previous page was left without unsaved input. */
function MissingPage({ error }: ErrorComponentProps) {
  const [isReloading, setReloading] = useState(true);
  useEffect(() => (isFirstReload() ? location.reload() : setReloading(false)), []);
  if (isReloading) return <PageSkeleton />;
  return (
    <Page title={shellTexts.pages.failed}>
      <ErrorNotice error={error} retryLabel={shellTexts.pages.retry} onRetry={() => location.reload()} />
    </Page>
  );
}

const reloadedKey = "caretype.reloaded";
const secondsBetweenReloads = 30;

function isFirstReload(): boolean {
  try {
    const before = Number(sessionStorage.getItem(reloadedKey));
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    return Date.now() - before > secondsBetweenReloads * 1_000;
  } catch {
    // Without storage, attempts cannot be counted.
    return false;
  }
}

function useRecovery(error: unknown, retry: () => void): void {
  const again = useEffectEvent(retry);
  useEffect(() => {
    if (!isNetworkError(error)) return;
    let isGone = false;
    void whenOnline().then(() => isGone || again());
    return () => {
      isGone = true;
    };
  }, [error]);
}
