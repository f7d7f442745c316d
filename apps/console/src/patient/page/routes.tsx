import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../shell/connection/load-code.ts";
import { signedInRoute } from "../../shell/route/signed-in-route.tsx";
import { readPatientSearch } from "./patient-search.ts";

const patientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id",
  validateSearch: readPatientSearch,
  component: lazyPage(() => import("./patient-page.tsx"), "PatientPage"),
});

const mergeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id/merge/$otherId",
  component: lazyPage(() => import("../merge/merge-page.tsx"), "MergePage"),
});

export const patientPageRoutes = [patientRoute, mergeRoute] as const;
