import { createRoute, redirect } from "@tanstack/react-router";
import { isKnownBrowser } from "../../session/known-browser.ts";
import { resumeSession } from "../../session/session.ts";
import { lazyPage } from "../connection/load-code.ts";
import { rootRoute } from "./root-route.tsx";
import { StartFailed } from "./start-failed.tsx";

/**
 * The layout route of pages that need a session.
 * Without one, redirects to the sign-in page and back. Newcomers see the welcome page at `/`.
 */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (await resumeSession()) return;
    // The address stays, so that it leads to the dashboard later.
    if (location.href === "/" && !isKnownBrowser())
      throw redirect({ to: "/welcome", mask: { to: "/" }, replace: true });
    throw redirect({ to: "/sign-in", state: { returnTo: location.href } });
  },
  component: lazyPage(() => import("../layout/shell.tsx"), "Shell"),
  errorComponent: StartFailed,
});
