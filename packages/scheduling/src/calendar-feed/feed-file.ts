import { initialsOf } from "@caretype/core/kernel/field/name-parts";
import { quotedPlace } from "@caretype/core/mechanisms/mail/content";
import ical, {
  escape as escaped,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
} from "ical-generator";
import { textOf, uidOf } from "../appointment-mail/calendar-file.ts";
import { mailTexts } from "../appointment-mail/texts.ts";
import type { FeedVisit, FoundFeed } from "./queries.ts";

/** The suggested refresh interval of calendar programs. */
const refreshSeconds = 15 * 60;

/**
 * Writes a doctor's calendar. It contains patients' initials and nothing else about them. Deterministic for the same
 * appointments.
 */
export function feedFile(
  { practiceName, address, doctorName, showsInitials, language }: FoundFeed,
  visits: readonly FeedVisit[],
): string {
  const calendar = ical({
    prodId: { company: "Caretype", product: "Appointments" },
    // The library escapes all other texts.
    name: escaped([doctorName, practiceName].filter((name) => name !== null).join(", "), false),
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const visit of visits)
    calendar.createEvent({
      id: uidOf(visit.id),
      sequence: visit.version - 1,
      stamp: new Date(visit.updatedAt),
      start: new Date(visit.startsAt),
      end: new Date(visit.endsAt),
      summary: (showsInitials && initialsOf(visit)) || mailTexts[language].busy,
      ...(address !== null && { location: quotedPlace(address) }),
      status: visit.status === "pending" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.BUSY,
      class: ICalEventClass.PRIVATE,
    });
  return textOf(calendar);
}
