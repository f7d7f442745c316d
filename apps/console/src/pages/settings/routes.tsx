import { createRoute, redirect } from "@tanstack/react-router";
import { pageAt, signedInRoute } from "../../session/route/layout-routes.tsx";

/** An address of an earlier version. */
const moved = <const Path extends string>(
  path: Path,
  to: "/settings/practice" | "/settings/visit-types" | "/members/roles" | "/settings/display",
) =>
  createRoute({
    getParentRoute: () => signedInRoute,
    path,
    beforeLoad: () => {
      throw redirect({ to, search: true, hash: true, replace: true });
    },
  });

const offeredPages = () => import("../../records/schedule/setup/offered-pages.tsx");

export const settingsRoutes = [
  pageAt("/settings", () => import("./settings-page.tsx"), "SettingsPage"),
  pageAt("/settings/practice", () => import("../practice/practice-settings.tsx"), "PracticePage"),
  pageAt("/settings/hours", () => import("../../records/schedule/hours/hours-page.tsx"), "HoursPage"),
  pageAt(
    "/settings/holidays",
    () => import("../../records/schedule/setup/holidays-page.tsx"),
    "HolidaysPage",
  ),
  pageAt("/settings/visit-types", offeredPages, "VisitTypesPage"),
  pageAt("/settings/rooms", offeredPages, "RoomsPage"),
  pageAt("/settings/display", () => import("../account/display/display.tsx"), "DisplayPage"),
  moved("/account/display", "/settings/display"),
  moved("/members/practice", "/settings/practice"),
  moved("/members/appointments", "/settings/visit-types"),
  moved("/settings/roles", "/members/roles"),
  moved("/settings/security", "/settings/practice"),
] as const;
