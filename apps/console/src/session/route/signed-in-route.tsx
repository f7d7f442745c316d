import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { StartFailed } from "../../kit/page/start-failed.tsx";
import { startInLastPractice } from "../client/last-opened-practice.ts";
import { reloadAtSignIn, resumeSession } from "../client/session.ts";
import { rootRoute } from "./root-route.tsx";

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
  component: lazyPage(() => import("../../pages/shell/shell.tsx"), "Shell"),
  errorComponent: StartFailed,
});
