import { doctorId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";
import { readDoctorFilters } from "./list/doctor-filters.ts";

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors",
  validateSearch: readDoctorFilters,
  component: lazyPage(() => import("./list/doctors-page.tsx"), "DoctorsPage"),
});

const doctorRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/$id",
  params: idParam(doctorId),
  validateSearch: ({ tab }): { tab?: "timeline" } => ({ tab: tab === "timeline" ? tab : undefined }),
  component: lazyPage(() => import("./page/doctor-page.tsx"), "DoctorPage"),
});

const editRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/$id/edit",
  params: idParam(doctorId),
  component: lazyPage(() => import("./form/edit-doctor-page.tsx"), "EditDoctorPage"),
});

export const doctorRoutes = [
  listRoute,
  pageAt("/doctors/new", () => import("./form/new-doctor-page.tsx"), "NewDoctorPage"),
  pageAt("/doctors/removed", () => import("./removed/removed-doctors-page.tsx"), "RemovedDoctorsPage"),
  doctorRoute,
  editRoute,
] as const;
