import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../shell/route/lazy-page.ts";
import { signedInRoute } from "../../shell/route/signed-in-route.tsx";
import { readCalendarDay } from "./calendar-day.ts";

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/calendar",
  validateSearch: readCalendarDay,
  component: lazyPage(() => import("./calendar-page.tsx"), "CalendarPage"),
});

export const calendarRoutes = [calendarRoute] as const;
