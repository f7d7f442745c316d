import type { TableSettings } from "../table/schema.ts";

/** The columns of a calendar as a table: properties of RFC 5545, and the event's line in the file. */
export const calendarColumns = [
  "SUMMARY",
  "ATTENDEE",
  "ATTENDEE;CN",
  "ORGANIZER",
  "ORGANIZER;CN",
  "X-WR-CALNAME",
  "DTSTART",
  "DTEND",
  "STATUS",
  "CATEGORIES",
  "LOCATION",
  "DESCRIPTION",
  "UID",
  "LINE",
] as const;
export type CalendarColumn = (typeof calendarColumns)[number];

/** Adds the mapping of a calendar's times and identifiers. */
export const calendarSettings = ({ mapping, ...settings }: TableSettings): TableSettings => ({
  dateFormat: "YYYY-MM-DD",
  identifier: { column: "UID", system: "calendar" },
  ...settings,
  mapping: { startsAt: "DTSTART", endsAt: "DTEND", status: "STATUS", ...mapping },
});
