import { IconCalendar, IconClockHour4 } from "@tabler/icons-react";
import { lazyPanel } from "../../kit/connection/load-code.ts";
import type { Manifest } from "../../session/module/manifest.ts";
import { calendarRoutes } from "./pages/calendar/routes.tsx";
import { todayRoutes } from "./pages/today/routes.tsx";
import { scheduleRoutes } from "./records/schedule/routes.tsx";
import { texts } from "./texts.en.ts";

export const routes = [...todayRoutes, ...calendarRoutes, ...scheduleRoutes] as const;

export const manifest: Manifest = {
  entries: {
    work: [
      {
        ...texts.today,
        to: "/today",
        icon: IconClockHour4,
        needs: "appointment:read",
        order: 10,
        canStart: true,
        key: "t",
      },
      {
        ...texts.calendar,
        to: "/calendar",
        icon: IconCalendar,
        needs: "appointment:read",
        order: 20,
        key: "c",
      },
    ],

    appointments: [
      { ...texts.hours, to: "/settings/hours", needs: "appointment:read", order: 10 },
      { ...texts.holidays, to: "/settings/holidays", needs: "appointment:read", order: 20 },
      { ...texts.visitTypes, to: "/settings/visit-types", needs: "appointment:read", order: 30 },
      { ...texts.rooms, to: "/settings/rooms", needs: "appointment:read", order: 40 },
    ],
  },
  patientTabs: [
    {
      name: "appointments",
      label: texts.visits,
      needs: "appointment:read",
      order: 40,
      Panel: lazyPanel(() => import("./records/appointment/patient/visits.tsx"), "Visits"),
    },
  ],
};

declare module "../../session/module/manifest.ts" {
  interface ModuleRoutes {
    scheduling: typeof routes;
  }
  interface PatientTabs {
    appointments: true;
  }
}
