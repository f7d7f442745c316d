import { createRoute } from "@tanstack/react-router";
import { pagesIn } from "../../kit/navigation/lazy-page.ts";
import { StartFailed } from "../../kit/page/start-failed.tsx";
import { startInLastPractice } from "../client/last-opened-practice.ts";
import { reloadAtSignIn, resumeSession } from "../client/session.ts";
import { rootRoute } from "./root-route.tsx";

/**
 * The layout route of pages that need a session. The router gives it the frame around them.
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
  errorComponent: StartFailed,
});

/** The route of a page that needs a session. */
export const pageAt = pagesIn(signedInRoute);
