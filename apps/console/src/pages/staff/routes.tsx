import { accountId, patientId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../kit/navigation/id-param.ts";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";

const accountsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/accounts",
  component: lazyPage(() => import("./staff-accounts-page.tsx"), "StaffAccountsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/accounts/$id",
  params: idParam(accountId),
  component: lazyPage(() => import("./staff-account-page.tsx"), "StaffAccountPage"),
});

const emergencyAccessRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/emergency-access",
  component: lazyPage(() => import("./break-glass-page.tsx"), "BreakGlassPage"),
});

const grantedPatientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/staff/patients/$id",
  params: idParam(patientId),
  component: lazyPage(() => import("./granted-patient-page.tsx"), "GrantedPatientPage"),
});

export const staffRoutes = [accountsRoute, accountRoute, emergencyAccessRoute, grantedPatientRoute] as const;
