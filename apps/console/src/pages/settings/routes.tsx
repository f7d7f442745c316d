import { createRoute, redirect } from "@tanstack/react-router";
import { pageAt, signedInRoute } from "../../session/route/layout-routes.tsx";

/** An address of an earlier version. */
const moved = <const Path extends string>(
  path: Path,
  to: "/settings/practice" | "/settings/visit-types" | "/settings/roles" | "/settings/display",
) =>
  createRoute({
    getParentRoute: () => signedInRoute,
    path,
    beforeLoad: () => {
      throw redirect({ to, search: true, hash: true, replace: true });
    },
  });

const offeredPages = () => import("../../records/schedule/setup/offered-pages.tsx");
const practicePages = () => import("../practice/practice-settings.tsx");

export const settingsRoutes = [
  pageAt("/settings/practice", practicePages, "PracticePage"),
  pageAt("/settings/security", practicePages, "PracticeSecurityPage"),
  pageAt("/settings/hours", () => import("../../records/schedule/hours/hours-page.tsx"), "HoursPage"),
  pageAt(
    "/settings/holidays",
    () => import("../../records/schedule/setup/holidays-page.tsx"),
    "HolidaysPage",
  ),
  pageAt("/settings/visit-types", offeredPages, "VisitTypesPage"),
  pageAt("/settings/rooms", offeredPages, "RoomsPage"),
  pageAt("/settings/roles", () => import("../member/roles-page.tsx"), "RolesPage"),
  pageAt("/settings/display", () => import("../account/display/display.tsx"), "DisplayPage"),
  moved("/account/display", "/settings/display"),
  moved("/settings", "/settings/practice"),
  moved("/members/practice", "/settings/practice"),
  moved("/members/appointments", "/settings/visit-types"),
  moved("/members/roles", "/settings/roles"),
] as const;
