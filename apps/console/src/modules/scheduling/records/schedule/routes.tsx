import { doctorId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { idParam } from "../../../../kit/navigation/id-param.ts";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";
import { moved } from "../../../../session/route/moved.ts";

const offeredPages = () => import("./setup/offered-pages.tsx");

const doctorHoursRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/doctors/$id/opening-hours",
  params: idParam(doctorId),
  component: lazyPage(() => import("./hours/opening-hours-page.tsx"), "OpeningHoursPage"),
});

export const scheduleRoutes = [
  pageAt("/settings/hours", () => import("./hours/hours-page.tsx"), "HoursPage"),
  pageAt("/settings/holidays", () => import("./setup/holidays-page.tsx"), "HolidaysPage"),
  pageAt("/settings/visit-types", offeredPages, "VisitTypesPage"),
  pageAt("/settings/rooms", offeredPages, "RoomsPage"),
  doctorHoursRoute,
  moved("/members/appointments", "/settings/visit-types"),
] as const;
