import { createRouter } from "@tanstack/react-router";
import { lazyPage } from "./kit/navigation/lazy-page.ts";
import { ErrorPage } from "./kit/page/error-page.tsx";
import { NotFoundPage } from "./kit/page/not-found-page.tsx";
import { PageSkeleton } from "./kit/page/page-skeleton.tsx";
import { shellRoutes, signedOutRoutes } from "./pages/shell/routes.tsx";
import { moduleRoutes } from "./session/module/modules.ts";
import { rootRoute, signedInRoute, signedOutRoute } from "./session/route/layout-routes.tsx";

signedInRoute.update({ component: lazyPage(() => import("./pages/shell/shell.tsx"), "Shell") });

const routeTree = rootRoute.addChildren([
  signedOutRoute.addChildren([...signedOutRoutes]),
  signedInRoute.addChildren([...shellRoutes, ...moduleRoutes]),
]);

/** Reads the address of the document. */
export const createConsoleRouter = () =>
  createRouter({
    routeTree,
    // Preload only code: preloading data would be audited as access.
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    // Another record's page mounts anew.
    defaultRemountDeps: ({ params }) => params,
    scrollRestoration: true,
    // The default key is the address, which names a record, and stays after sign-out.
    getScrollRestorationKey: ({ state }) => state.__TSR_key ?? "",
  });

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }

  /** The browser keeps it after sign-out, like addresses: neither has a patient's name. */
  interface HistoryState {
    /** The id of a list's search. */
    search?: string | undefined;
    /** Whether a click, not a link, opened the sign-out page. */
    isAsked?: boolean;
  }
}
