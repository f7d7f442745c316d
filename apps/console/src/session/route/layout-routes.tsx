import { createRootRoute, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { pagesIn } from "../../kit/navigation/lazy-page.ts";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { StartFailed } from "../../kit/page/error-page.tsx";
import { startInLastPractice } from "../client/last-opened-practice.ts";
import { reloadAtSignIn, resumeSession } from "../client/session.ts";
import { entryPathAt, isOnlySignedOut } from "./entry-paths.ts";

export const rootRoute = createRootRoute({
  beforeLoad: async ({ location: { pathname, href } }) => {
    const path = entryPathAt(pathname);
    if (!path) return;
    // Back, to before the sign-in.
    if (isOnlySignedOut(path) && (await resumeSession().catch(() => false)))
      throw redirect({ to: "/", replace: true });
    // The other entry pages need their own document.
    window.location.assign(href);
    await new Promise<never>(() => undefined);
  },
  component: Outlet,
});

/**
 * The layout route of pages that need a session, within the router's frame. Without one, the sign-in page opens in a
 * new document, and returns.
 */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (await resumeSession()) return startInLastPractice();
    reloadAtSignIn({ returnTo: location.href });
    await new Promise<never>(() => undefined);
  },
  errorComponent: StartFailed,
});

export const pageAt = pagesIn(signedInRoute);

export const signedOutRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-out",
  component: SignedOutLayout,
});

function SignedOutLayout() {
  return (
    <>
      <EntryLayout>
        <Outlet />
      </EntryLayout>
      <ConnectionBanner />
    </>
  );
}
