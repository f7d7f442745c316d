import { Fragment, Suspense } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { ErrorBoundary } from "../../kit/notice/error-boundary.tsx";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { FailedPage } from "../../kit/page/failed-pages.tsx";
import { SignInPage } from "../../modules/identity/pages/account/sign-in/sign-in-page.tsx";
import { shownPage } from "./shown-page.ts";

/** The sign-in page loads without the names of their files. */
const OtherPage = lazyExtra(() => import("./other-page.tsx"), "OtherPage");

export const Entry = () => (
  <>
    <ShownPage />
    <ConnectionBanner />
  </>
);

function ShownPage() {
  const path = useStore(shownPage);
  if (path === null) return null;
  // The welcome page has its own layout.
  const Layout = path === "/welcome" ? Fragment : EntryLayout;
  return (
    <ErrorBoundary
      key={path}
      fallback={(error, retry) => (
        <EntryLayout>
          <FailedPage error={error} onRetry={retry} />
        </EntryLayout>
      )}
    >
      <Suspense fallback={<Waiting>{null}</Waiting>}>
        <Layout>{path === "/sign-in" ? <SignInPage /> : <OtherPage path={path} />}</Layout>
      </Suspense>
    </ErrorBoundary>
  );
}
