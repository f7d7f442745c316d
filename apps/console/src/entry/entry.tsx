import { Fragment, Suspense } from "react";
import { SignInPage } from "../account/sign-in/sign-in-page.tsx";
import { useStore } from "../shell/behavior/store.ts";
import { ConnectionBanner } from "../shell/connection/connection-banner.tsx";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { EntryLayout } from "../shell/layout/entry-layout.tsx";
import { Waiting } from "../shell/notice/slow-notice.tsx";
import { ErrorCatcher } from "./error-catcher.tsx";
import { Failed } from "./failed.tsx";
import { shownPage } from "./shown-page.ts";

/** The sign-in page loads without the names of their files. */
const OtherPage = lazyExtra(() => import("./other-pages.tsx"), "OtherPage");

/** What somebody without a session sees. */
export const Entry = () => (
  <>
    <ShownPage />
    <ConnectionBanner />
  </>
);

function ShownPage() {
  const path = useStore(shownPage);
  if (path === null) return null;
  // The welcome page has a layout of its own.
  const Layout = path === "/welcome" ? Fragment : EntryLayout;
  return (
    <ErrorCatcher key={path} fallback={(error, retry) => <Failed error={error} onRetry={retry} />}>
      <Layout>
        <Suspense fallback={<Waiting>{null}</Waiting>}>
          {path === "/sign-in" ? <SignInPage /> : <OtherPage path={path} />}
        </Suspense>
      </Layout>
    </ErrorCatcher>
  );
}
