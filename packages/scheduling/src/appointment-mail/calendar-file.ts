import { type CalendarFile, quoted, quotedPlace } from "@caretype/core/mechanisms/mail/content";
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from "ical-generator";
import type { AppointmentMail, MailedVisit } from "./schema.ts";
import { mailTexts } from "./texts.ts";

/** Each line of a calendar ends with CRLF. The library omits the last one. */
export const textOf = (calendar: ICalCalendar): string => `${calendar.toString().trimEnd()}\r\n`;

/** The same UID in all emails about an appointment and in the doctor's feed. */
export const uidOf = (appointmentId: string): string => `${appointmentId}@caretype`;

type Addresses = { from: string; to: string };

/**
 * Writes an iTIP message (RFC 5546) for each visit. Its sequence number is the appointment's version, so that a
 * calendar ignores emails that arrive out of order. Times are in UTC.
 */
export const calendarFiles = (mail: AppointmentMail, addresses: Addresses): CalendarFile[] =>
  mail.visits.map((visit) => calendarFile(mail, visit, addresses));

function calendarFile(mail: AppointmentMail, visit: MailedVisit, { from, to }: Addresses): CalendarFile {
  const isCancelled = mail.kind === "cancelled";
  const texts = mailTexts[mail.language];
  const practice = quoted(mail.practiceName);
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: { company: "Caretype", product: "Appointments" }, method });
  calendar.createEvent({
    id: uidOf(visit.id),
    sequence: visit.version - 1,
    stamp: new Date(mail.at),
    start: new Date(visit.startsAt),
    end: new Date(visit.endsAt),
    summary: texts.title(practice),
    description: visit.doctorName === null ? null : texts.doctor(quoted(visit.doctorName)),
    ...(mail.contact.address !== undefined && { location: quotedPlace(mail.contact.address) }),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: practice, email: from },
    // The link collects the answer. Replies to this address are not read.
    attendees: [{ email: to, rsvp: false, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED }],
  });
  const name = `${isCancelled ? "cancel" : "appointment"}.ics`;
  return { method: isCancelled ? "CANCEL" : "REQUEST", name, content: textOf(calendar) };
}
