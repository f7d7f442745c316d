import { patientId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idIn, idParam } from "../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../../session/route/layout-routes.tsx";
import { readPatientSearch } from "./patient-search.ts";

const patientRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id",
  params: idParam(patientId),
  validateSearch: readPatientSearch,
  component: lazyPage(() => import("./patient-page.tsx"), "PatientPage"),
});

const mergeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/patients/$id/merge/$otherId",
  params: {
    parse: ({ id, otherId }) => ({ id: idIn(id, patientId), otherId: idIn(otherId, patientId) }),
    stringify: ({ id, otherId }) => ({ id, otherId }),
  },
  component: lazyPage(() => import("../merge/merge-page.tsx"), "MergePage"),
});

export const patientPageRoutes = [patientRoute, mergeRoute] as const;
