import { ConnectionBanner } from "../shell/connection/connection-banner.tsx";
import { PartMissing } from "../shell/connection/load-code.ts";
import { EntryLayout } from "../shell/layout/entry-layout.tsx";
import { FaultyPage, MissingPage } from "../shell/route/failed-pages.tsx";

type FailedProps = { error: unknown; onRetry: () => void };

/** Says why a page could not be shown. Part of what loads first, as more may not load. */
export const Failed = ({ error, onRetry }: FailedProps) => (
  <>
    <EntryLayout>
      {error instanceof PartMissing ? (
        <MissingPage error={error} />
      ) : (
        <FaultyPage error={error} onRetry={onRetry} />
      )}
    </EntryLayout>
    <ConnectionBanner />
  </>
);
