import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../kit/navigation/lazy-page.ts";
import { signedInRoute } from "../../session/route/signed-in-route.tsx";
import { readCalendarDay } from "./calendar-day.ts";

const calendarRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/calendar",
  validateSearch: readCalendarDay,
  component: lazyPage(() => import("./calendar-page.tsx"), "CalendarPage"),
});

const todayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/today",
  component: lazyPage(() => import("./today/today-page.tsx"), "TodayPage"),
});

const waitlistRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/waitlist",
  component: lazyPage(() => import("./waitlist/waitlist-page.tsx"), "WaitlistPage"),
});

export const calendarRoutes = [calendarRoute, todayRoute, waitlistRoute] as const;
