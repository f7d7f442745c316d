import { createRoute } from "@tanstack/react-router";
import { lazyPage, pagesIn } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt } from "../../../../session/route/layout-routes.tsx";
import { readAuditFilters } from "./audit-filters.ts";

const auditRoute = pageAt("/audit", () => import("./audit-page.tsx"), "AuditPage");

const tab = pagesIn(auditRoute);

const entriesRoute = createRoute({
  getParentRoute: () => auditRoute,
  path: "/",
  validateSearch: readAuditFilters,
  component: lazyPage(() => import("./audit-entries.tsx"), "AuditEntries"),
});

export const auditRoutes = [
  auditRoute.addChildren([
    entriesRoute,
    tab("/emergency-access", () => import("./break-glass-entries.tsx"), "BreakGlassEntries"),
  ]),
] as const;
