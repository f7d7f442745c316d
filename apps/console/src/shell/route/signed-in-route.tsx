import { createRoute, redirect } from "@tanstack/react-router";
import { resumeSession } from "../../session/session.ts";
import { lazyPage } from "../connection/load-code.ts";
import { rootRoute } from "./root-route.tsx";
import { StartFailed } from "./start-failed.tsx";

/** Of the pages that need a session. Whoever has none signs in first, and comes back to where they wanted to go. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (await resumeSession()) return;
    throw redirect({ to: "/sign-in", state: { returnTo: location.href } });
  },
  component: lazyPage(() => import("../layout/shell.tsx"), "Shell"),
  errorComponent: StartFailed,
});
