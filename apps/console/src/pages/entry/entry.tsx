import { Component, Fragment, type ReactNode, Suspense } from "react";
import { useStore } from "../../kit/behavior/store.ts";
import { lazyExtra } from "../../kit/connection/load-code.ts";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { Waiting } from "../../kit/notice/slow-notice.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { Failed } from "../../session/place/failed.tsx";
import { SignInPage } from "../account/sign-in/sign-in-page.tsx";
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

type Props = { fallback: (error: unknown, retry: () => void) => ReactNode; children: ReactNode };

/** Shows why a page of the entry failed. The console has its router for this. */
class ErrorCatcher extends Component<Props, { caught: { error: unknown } | null }> {
  override state: { caught: { error: unknown } | null } = { caught: null };
  static getDerivedStateFromError = (error: unknown) => ({ caught: { error } });
  override render() {
    const { caught } = this.state;
    return caught
      ? this.props.fallback(caught.error, () => this.setState({ caught: null }))
      : this.props.children;
  }
}
