import { type DoctorId, doctorId } from "@caretype/client";
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../../../kit/navigation/lazy-page.ts";
import { pageAt, signedInRoute } from "../../../../session/route/layout-routes.tsx";
import { isView, type View } from "./views.ts";

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/calendar",
  validateSearch: readCalendarSearch,
  component: lazyPage(() => import("./calendar-page.tsx"), "CalendarPage"),
});

export const calendarRoutes = [
  calendarRoute,
  pageAt("/waitlist", () => import("./waitlist/waitlist-page.tsx"), "WaitlistPage"),
] as const;

/** The day in the address; undefined for today. `view` and the single shown doctor: undefined for the last ones. */
type CalendarSearch = { day?: string; view?: View; doctor?: DoctorId };

/** Without the API's schemas, as routes load first, before any page. */
function readCalendarSearch({ day, view, doctor }: Record<string, unknown>): CalendarSearch {
  return {
    ...(isDay(day) && { day }),
    ...(isView(view) && { view }),
    ...(doctorId.is(doctor) && { doctor }),
  };
}

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && Date.parse(value) > 0;
