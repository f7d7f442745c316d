import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";
import { readAuditFilters } from "./audit-filters.ts";

const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/audit",
  component: lazyPage(() => import("./audit-page.tsx"), "AuditPage"),
});

const entriesRoute = createRoute({
  getParentRoute: () => auditRoute,
  path: "/",
  validateSearch: readAuditFilters,
  component: lazyPage(() => import("./audit-entries.tsx"), "AuditEntries"),
});

const emergencyAccessRoute = createRoute({
  getParentRoute: () => auditRoute,
  path: "/emergency-access",
  component: lazyPage(() => import("./break-glass-entries.tsx"), "BreakGlassEntries"),
});

export const auditRoutes = [auditRoute.addChildren([entriesRoute, emergencyAccessRoute])] as const;
