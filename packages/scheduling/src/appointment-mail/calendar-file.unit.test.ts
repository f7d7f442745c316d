import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { calendarFiles } from "./calendar-file.ts";
import type { AppointmentMail, MailedVisit } from "./schema.ts";

const visit: MailedVisit = {
  id: "0198c0de-0000-7000-8000-000000000001",
  version: 3,
  startsAt: "2026-03-29T00:30:00Z",
  endsAt: "2026-03-29T01:00:00Z",
  doctorId: "0198c0de-0000-7000-8000-000000000003",
  doctorName: "Sam Okafor; DTSTART:19700101T000000Z",
};
const mail: AppointmentMail = {
  kind: "moved",
  language: "en",
  practiceName: 'Mill Road, "North"\r\nATTENDEE:mailto:evil@example.org',
  contact: {},
  timeZone: "Europe/Vienna",
  at: "2026-03-20T10:00:00.123Z",
  visits: [visit],
  heldUntil: null,
  linkId: null,
};
const addresses = { from: "no-reply@caretype.example", to: "jane@example.org" };
const filesOf = (changes: Partial<AppointmentMail>) => calendarFiles({ ...mail, ...changes }, addresses);

/** Parses a file with another library. */
function parse(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const events = calendar.getAllSubcomponents("vevent");
  expect(events).toHaveLength(1);
  const event = events[0] ?? expect.fail();
  const values = (name: string) => event.getAllProperties(name).map((each) => String(each.getFirstValue()));
  return { method: calendar.getFirstPropertyValue("method"), values, event: new ICAL.Event(event) };
}

describe("a calendar file", () => {
  it("asks to put the visit into the calendar, and names patient and practice as iTIP wants", () => {
    const [file] = filesOf({});
    expect(file).toMatchObject({ method: "REQUEST", name: "appointment.ics" });
    const { method, values, event } = parse(file?.content ?? "");
    expect(method).toBe("REQUEST");
    expect(event.uid).toBe(`${visit.id}@caretype`);
    expect(event.sequence).toBe(2);
    expect(event.startDate.toJSDate().toISOString()).toBe("2026-03-29T00:30:00.000Z");
    expect(event.endDate.toJSDate().toISOString()).toBe("2026-03-29T01:00:00.000Z");
    expect(values("organizer")).toEqual(["mailto:no-reply@caretype.example"]);
    expect(values("attendee").map((each) => each.toLowerCase())).toEqual(["mailto:jane@example.org"]);
    expect(values("status")).toEqual(["CONFIRMED"]);
    expect(values("dtstamp")).toEqual(["2026-03-20T10:00:00Z"]);
  });

  it("withdraws the visit under the same UID, with a larger number", () => {
    const [file] = filesOf({ kind: "cancelled", visits: [{ ...visit, version: 4 }] });
    expect(file?.method).toBe("CANCEL");
    const { method, values, event } = parse(file?.content ?? "");
    expect([method, event.uid, event.sequence]).toEqual(["CANCEL", `${visit.id}@caretype`, 3]);
    expect(values("status")).toEqual(["CANCELLED"]);
  });

  it("is one for each visit of a series, in the patient's language", () => {
    const other = { ...visit, id: "0198c0de-0000-7000-8000-000000000002", doctorName: null };
    const files = filesOf({ kind: "booked", language: "de", visits: [visit, other] });
    const events = files.map(({ content }) => parse(content).event);
    expect(events.map(({ uid }) => uid)).toEqual([`${visit.id}@caretype`, `${other.id}@caretype`]);
    expect(events.map(({ summary }) => summary.slice(0, 7))).toEqual(["Termin:", "Termin:"]);
  });
});
