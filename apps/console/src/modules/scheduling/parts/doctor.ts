import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { DoctorParts } from "../../people/pages/doctor/page/doctor-parts.ts";

const CalendarLinks = lazyPart(() => import("../records/calendar-link/calendar-links.tsx"), "CalendarLinks");
const DoctorHours = lazyPart(() => import("../records/schedule/hours/doctor-hours.tsx"), "DoctorHours");
const OutsideHours = lazyPart(
  () => import("../records/appointment/doctor/outside-hours.tsx"),
  "OutsideHours",
);

export const parts: DoctorParts = {
  notice: [{ Part: OutsideHours, needs: "appointment:read" }],
  details: [{ Part: DoctorHours, needs: "appointment:read" }],
  end: [{ Part: CalendarLinks, needs: "schedule:manage" }],
};
