import { PartMissing } from "../../kit/connection/load-code.ts";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { FaultyPage, MissingPage } from "../../kit/page/failed-pages.tsx";

/** Says why a page could not be shown. Part of what loads first, as more may not load. */
export const Failed = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
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
