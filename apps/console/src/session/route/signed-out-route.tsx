import { createRoute, Outlet } from "@tanstack/react-router";
import { ConnectionBanner } from "../../kit/notice/connection-banner.tsx";
import { EntryLayout } from "../../kit/page/entry-layout.tsx";
import { rootRoute } from "./root-route.tsx";

/** The layout route of pages that need no session. */
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
