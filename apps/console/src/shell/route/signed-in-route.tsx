import { createRoute } from "@tanstack/react-router";
import { startInLastPractice } from "../../session/last-opened-practice.ts";
import { reloadAtSignIn, resumeSession } from "../../session/session.ts";
import { lazyPage } from "./lazy-page.ts";
import { rootRoute } from "./root-route.tsx";
import { StartFailed } from "./start-failed.tsx";

/**
 * The layout route of pages that need a session.
 * Without one, the sign-in page opens in a new document, and leads back.
 */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ location }) => {
    if (await resumeSession()) return startInLastPractice();
    reloadAtSignIn({ returnTo: location.href });
    await new Promise<never>(() => undefined);
  },
  component: lazyPage(() => import("../layout/shell.tsx"), "Shell"),
  errorComponent: StartFailed,
});
