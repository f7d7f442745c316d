import { accountId, patientId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/accounts/$id",
  params: idParam(accountId),
  component: lazyPage(() => import("./staff-account-page.tsx"), "StaffAccountPage"),
});

const grantedPatientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/patients/$id",
  params: idParam(patientId),
  component: lazyPage(() => import("./granted-patient-page.tsx"), "GrantedPatientPage"),
});

export const staffRoutes = [
  pageAt("/staff/accounts", () => import("./staff-accounts-page.tsx"), "StaffAccountsPage"),
  accountRoute,
  pageAt("/staff/emergency-access", () => import("./break-glass-page.tsx"), "BreakGlassPage"),
  grantedPatientRoute,
] as const;
