import type { TableSettings } from "../table/schema.ts";

/** Adds where a calendar has its times and identifiers. */
export const calendarSettings = ({ mapping, ...settings }: TableSettings): TableSettings => ({
  dateFormat: "YYYY-MM-DD",
  identifier: { column: "UID", system: "calendar" },
  ...settings,
  mapping: { startsAt: "DTSTART", endsAt: "DTEND", status: "STATUS", ...mapping },
});
