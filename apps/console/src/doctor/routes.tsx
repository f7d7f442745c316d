import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../shell/load-code.ts";
import { signedInRoute } from "../shell/signed-in-route.tsx";
import { readDoctorFilters } from "./doctor-filters.ts";

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors",
  validateSearch: readDoctorFilters,
  component: lazyPage(() => import("./doctors-page.tsx"), "DoctorsPage"),
});

const newRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/new",
  component: lazyPage(() => import("./new-doctor-page.tsx"), "NewDoctorPage"),
});

const removedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/removed",
  component: lazyPage(() => import("./removed-doctors-page.tsx"), "RemovedDoctorsPage"),
});

const doctorRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/$id",
  validateSearch: ({ tab }): { tab?: "timeline" } => ({ tab: tab === "timeline" ? tab : undefined }),
  component: lazyPage(() => import("./doctor-page.tsx"), "DoctorPage"),
});

const editRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/$id/edit",
  component: lazyPage(() => import("./edit-doctor-page.tsx"), "EditDoctorPage"),
});

export const doctorRoutes = [listRoute, newRoute, removedRoute, doctorRoute, editRoute] as const;
