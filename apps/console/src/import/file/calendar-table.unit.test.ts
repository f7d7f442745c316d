import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { calendarToCsv } from "./calendar-table.ts";

const today = new Date("2026-11-23T12:00:00Z");

/** Windows has its own names for zones, and describes them in the file. */
const westernEurope = `BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
`;

function rowsOf(events: string, name = "Dr. Okafor.ics") {
  const text = `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n${westernEurope}${events}END:VCALENDAR\n`;
  const csv = calendarToCsv(text.replaceAll("\n", "\r\n"), { name, today });
  return Papa.parse<Record<string, string>>(csv ?? "", { header: true }).data;
}

const event = (lines: string) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT\n`;
const starts = (lines: string) => rowsOf(event(lines)).map(({ DTSTART }) => DTSTART);

describe("a calendar becomes a table", () => {
  it("with a row for each event, and the columns that have a value", () => {
    const lines = [
      "UID:1@other",
      "SUMMARY:Jane\\nRoe",
      "DTSTART:20261201T080000Z",
      "DTEND:20261201T083000Z",
      'ATTENDEE;CN="Roe, Jane":mailto:jane@example.org',
      "ORGANIZER:MAILTO:sam@example.org",
      "STATUS:CANCELLED",
    ];
    expect(rowsOf(event(lines.join("\n")))).toEqual([
      {
        SUMMARY: "Jane Roe",
        ATTENDEE: "jane@example.org",
        "ATTENDEE;CN": "Roe, Jane",
        ORGANIZER: "sam@example.org",
        "X-WR-CALNAME": "Dr. Okafor",
        DTSTART: "2026-12-01T08:00:00Z",
        DTEND: "2026-12-01T08:30:00Z",
        STATUS: "cancelled",
        UID: "1@other",
      },
    ]);
  });

  it("in UTC, in a named zone, in one that only the file knows, and in the practice's", () => {
    expect(starts("UID:1\nDTSTART;TZID=Europe/Vienna:20260701T090000")).toEqual([
      "2026-07-01T09:00:00[Europe/Vienna]",
    ]);
    expect(starts("UID:1\nDTSTART;TZID=W. Europe Standard Time:20260701T090000")).toEqual([
      "2026-07-01T07:00:00Z",
    ]);
    expect(starts("UID:1\nDTSTART;TZID=W. Europe Standard Time:20261201T090000")).toEqual([
      "2026-12-01T08:00:00Z",
    ]);
    expect(starts("UID:1\nDTSTART;TZID=Nowhere:20260701T090000")).toEqual(["2026-07-01T09:00:00[Nowhere]"]);
    expect(starts("UID:1\nDTSTART:20260701T090000")).toEqual(["2026-07-01T09:00:00"]);
    expect(starts("UID:1\nDTSTART;VALUE=DATE:20260701")).toEqual(["2026-07-01"]);
  });

  it("with the occurrences of a series, without those left out, and those that were moved", () => {
    const zone = ";TZID=Europe/Vienna";
    const series = event(
      `UID:s\nSUMMARY:Jane Roe\nDTSTART${zone}:20261001T090000\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE${zone}:20261008T090000`,
    );
    const moved = event(
      `UID:s\nRECURRENCE-ID${zone}:20261015T090000\nSUMMARY:Jane Roe\nDTSTART${zone}:20261016T100000\nSTATUS:CANCELLED`,
    );
    expect(
      rowsOf(series + moved).map(({ UID, DTSTART, DTEND, STATUS }) => [UID, DTSTART, DTEND, STATUS]),
    ).toEqual([
      [
        "s/2026-10-01T09:00:00",
        "2026-10-01T09:00:00[Europe/Vienna]",
        "2026-10-01T09:20:00[Europe/Vienna]",
        "",
      ],
      ["s/2026-10-15T09:00:00", "2026-10-16T10:00:00[Europe/Vienna]", "", "cancelled"],
      [
        "s/2026-10-22T09:00:00",
        "2026-10-22T09:00:00[Europe/Vienna]",
        "2026-10-22T09:20:00[Europe/Vienna]",
        "",
      ],
    ]);
  });

  it("with an end, also if a series has none or began long ago", () => {
    const daily = starts("UID:1\nDTSTART:19900101T090000Z\nRRULE:FREQ=DAILY");
    expect([daily[0], daily.length]).toEqual(["2016-01-01T09:00:00Z", 4_749]);
    expect(daily.at(-1)).toBe("2028-12-31T09:00:00Z");
    const often = starts("UID:1\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=8,9,10");
    expect([often.length, often.at(-1)]).toEqual([5_001, "RRULE>5000"]);
    const hourly = "UID:1\nDTSTART:20260101T090000Z\nRRULE:FREQ=HOURLY";
    expect(starts(hourly)).toEqual(["RRULE:FREQ=HOURLY"]);
  });

  it("unless it is none: broken events keep their row, for the check", () => {
    expect(starts("UID:1\nDTSTART:nonsense")).toEqual(["unreadable"]);
    expect(starts("UID:1\nSUMMARY:Jane Roe")).toEqual([""]);
    for (const text of [
      "",
      "garbage",
      "Patient;Doctor\n1;2",
      "BEGIN:VCALENDAR\r\n",
      "BEGIN:VCARD\r\nEND:VCARD\r\n",
    ])
      expect(calendarToCsv(text, { name: "a.ics", today })).toBeNull();
  });
});
