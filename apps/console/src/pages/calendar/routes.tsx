import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../session/route/layout-routes.tsx";

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/calendar",
  validateSearch: readCalendarDay,
  component: lazyPage(() => import("./calendar-page.tsx"), "CalendarPage"),
});

export const calendarRoutes = [
  calendarRoute,
  pageAt("/waitlist", () => import("./waitlist/waitlist-page.tsx"), "WaitlistPage"),
] as const;

/** The day in the address; undefined for today. */
type CalendarDay = { day?: string };

/** Without the API's schemas, as routes load first, before any page. */
function readCalendarDay({ day }: Record<string, unknown>): CalendarDay {
  return isDay(day) ? { day } : {};
}

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && Date.parse(value) > 0;
