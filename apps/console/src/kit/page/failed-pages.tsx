import { isNetworkError } from "@caretype/client";
import { useEffect, useEffectEvent, useState } from "react";
import { orNull } from "../../words/settings/display-settings.ts";
import { texts as shellTexts } from "../../words/shell/texts.en.ts";
import { whenOnline } from "../connection/connection.ts";
import { PartMissing } from "../connection/load-code.ts";
import { ErrorNotice } from "../notice/error-notice.tsx";
import { Waiting } from "../notice/slow-notice.tsx";
import { Page } from "./page.tsx";

type FailedProps = { error: unknown; onRetry: () => void };

/** Explains why a page could not be shown. In the first bundle, as more may not load. */
export const FailedPage = (props: FailedProps) =>
  props.error instanceof PartMissing ? <MissingPage error={props.error} /> : <FaultyPage {...props} />;

/** Retries when the server is reachable again. */
function FaultyPage({ error, onRetry }: FailedProps) {
  useRecovery(error, onRetry);
  return (
    <Page title={shellTexts.pages.failed}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Page>
  );
}

/** Reloads once. No unsaved input is lost: the previous page was left without any. */
function MissingPage({ error }: { error: unknown }) {
  const [isReloading, setReloading] = useState(true);
  useEffect(() => (isFirstReload() ? location.reload() : setReloading(false)), []);
  if (isReloading) return <Waiting>{null}</Waiting>;
  return (
    <Page title={shellTexts.pages.failed}>
      <ErrorNotice error={error} retryLabel={shellTexts.pages.retry} onRetry={() => location.reload()} />
    </Page>
  );
}

const reloadedKey = "caretype.reloaded";
const secondsBetweenReloads = 30;

/** Returns false without storage, where attempts cannot be counted. */
const isFirstReload = (): boolean =>
  orNull(() => {
    const before = Number(sessionStorage.getItem(reloadedKey));
    sessionStorage.setItem(reloadedKey, String(Date.now()));
    return Date.now() - before > secondsBetweenReloads * 1_000;
  }) ?? false;

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
