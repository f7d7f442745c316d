import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../shell/load-code.ts";
import { signedInRoute } from "../shell/signed-in-route.tsx";
import { patientPageRoutes } from "./page/routes.tsx";
import { readPatientFilters } from "./patient-filters.ts";

const patientsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients",
  validateSearch: readPatientFilters,
  component: lazyPage(() => import("./patients-page.tsx"), "PatientsPage"),
});

const newPatientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/new",
  component: lazyPage(() => import("./new-patient-page.tsx"), "NewPatientPage"),
});

const removedPatientsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/removed",
  component: lazyPage(() => import("./removed-patients-page.tsx"), "RemovedPatientsPage"),
});

const editPatientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id/edit",
  component: lazyPage(() => import("./edit-patient-page.tsx"), "EditPatientPage"),
});

export const patientRoutes = [
  patientsRoute,
  newPatientRoute,
  removedPatientsRoute,
  editPatientRoute,
  ...patientPageRoutes,
] as const;
