import { createRouter } from "@tanstack/react-router";
import { accountRoutes, signedOutRoutes } from "./account/routes.tsx";
import { apiKeyRoutes } from "./api-key/routes.tsx";
import { auditRoutes } from "./audit/routes.tsx";
import { dashboardRoutes } from "./dashboard/routes.tsx";
import { doctorRoutes } from "./doctor/routes.tsx";
import { importRoutes } from "./import/routes.tsx";
import { memberRoutes } from "./member/routes.tsx";
import { patientRoutes } from "./patient/routes.tsx";
import { PageSkeleton } from "./shell/page/page-skeleton.tsx";
import { ErrorPage } from "./shell/route/error-page.tsx";
import { NotFoundPage } from "./shell/route/not-found-page.tsx";
import { rootRoute } from "./shell/route/root-route.tsx";
import { signedInRoute } from "./shell/route/signed-in-route.tsx";
import { signedOutRoute } from "./shell/route/signed-out-route.tsx";
import { staffRoutes } from "./staff/routes.tsx";

const routeTree = rootRoute.addChildren([
  signedOutRoute.addChildren([...signedOutRoutes]),
  signedInRoute.addChildren([
    ...dashboardRoutes,
    ...patientRoutes,
    ...doctorRoutes,
    ...importRoutes,
    ...memberRoutes,
    ...apiKeyRoutes,
    ...auditRoutes,
    ...staffRoutes,
    ...accountRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  // Only code is loaded ahead: data would be in the audit as read by somebody who never looked.
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }

  /** Kept in the browser's history, and so out of addresses: what a person has typed may be a patient's name. */
  interface HistoryState {
    search?: string;
    /** The account that has typed it: nobody else is shown it. */
    searchBy?: string;
    /** Where to go after the sign-in. */
    returnTo?: string;
  }
}
