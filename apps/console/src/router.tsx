import { createRouter } from "@tanstack/react-router";
import { accountRoutes, signedOutRoutes } from "./account/routes.tsx";
import { apiKeyRoutes } from "./api-key/routes.tsx";
import { calendarRoutes } from "./appointment/calendar/routes.tsx";
import { appointmentRoutes } from "./appointment/routes.tsx";
import { auditRoutes } from "./audit/routes.tsx";
import { codesRoutes } from "./codes/routes.tsx";
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
    ...appointmentRoutes,
    ...patientRoutes,
    ...doctorRoutes,
    ...calendarRoutes,
    ...importRoutes,
    ...codesRoutes,
    ...memberRoutes,
    ...apiKeyRoutes,
    ...auditRoutes,
    ...staffRoutes,
    ...accountRoutes,
  ]),
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
    scrollRestoration: true,
  });

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: ConsoleRouter;
  }

  /** Kept in the browser's history, not in addresses, as search text can be a patient's name. */
  interface HistoryState {
    search?: string;
    /** The account that searched. The text is not shown to others. */
    searchBy?: string;
    /** Whether a click, not a link, opened the sign-out page. */
    isAsked?: boolean;
  }
}
