import { patientId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idIn, idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";
import { readPatientFilters } from "./list/patient-filters.ts";
import { readPatientSearch } from "./page/patient-search.ts";

const patientsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients",
  validateSearch: readPatientFilters,
  component: lazyPage(() => import("./list/patients-page.tsx"), "PatientsPage"),
});

const editPatientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id/edit",
  params: idParam(patientId),
  component: lazyPage(() => import("./form/edit-patient-page.tsx"), "EditPatientPage"),
});

const patientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id",
  params: idParam(patientId),
  validateSearch: readPatientSearch,
  component: lazyPage(() => import("./page/patient-page.tsx"), "PatientPage"),
});

const mergeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id/merge/$otherId",
  params: {
    parse: ({ id, otherId }) => ({ id: idIn(id, patientId), otherId: idIn(otherId, patientId) }),
    stringify: ({ id, otherId }) => ({ id, otherId }),
  },
  component: lazyPage(() => import("./merge/merge-page.tsx"), "MergePage"),
});

export const patientRoutes = [
  patientsRoute,
  pageAt("/patients/new", () => import("./form/new-patient-page.tsx"), "NewPatientPage"),
  pageAt("/patients/removed", () => import("./removed/removed-patients-page.tsx"), "RemovedPatientsPage"),
  pageAt(
    "/patients/duplicates",
    () => import("./possible-duplicates/possible-duplicates-page.tsx"),
    "PossibleDuplicatesPage",
  ),
  editPatientRoute,
  patientRoute,
  mergeRoute,
] as const;
