import { describe, expect, it } from "vitest";
import { calendarColumns } from "./columns.ts";
import { readCalendar, withoutFoldsInLetters } from "./read-calendar.ts";

const today = new Date("2026-11-23T12:00:00Z");

/** Windows has its own zone names, and describes the zones in the file. */
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

type Source = { file?: string; timeZone?: string | null };

function read(
  text: string,
  { file = "Dr. Okafor.ics", timeZone = null }: Source = {},
): Record<string, string>[] {
  const rows = [...readCalendar(text.replaceAll("\n", "\r\n"), { file, today, timeZone })].flat();
  return rows.map(({ cells }) =>
    Object.fromEntries(calendarColumns.flatMap((column, at) => (cells[at] ? [[column, cells[at]]] : []))),
  );
}

const calendarOf = (events: string, properties = "") =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n${properties}${westernEurope}${events}END:VCALENDAR\n`;
const rowsOf = (events: string, properties = "", source: Source = {}) =>
  read(calendarOf(events, properties), source);

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
        LINE: "19",
      },
    ]);
  });

  it("in UTC, in a named zone, in one that only the file knows, and in the practice's", () => {
    expect(starts("UID:1\nDTSTART;TZID=Europe/Vienna:20260701T090000")).toEqual([
      "2026-07-01T09:00:00[Europe/Vienna]",
    ]);
    // Windows' names map to IANA's, whether the file describes them or not.
    for (const [zone, name] of [
      ["W. Europe Standard Time", "Europe/Berlin"],
      ["Pacific Standard Time", "America/Los_Angeles"],
      ["/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"],
      ["/example.org/America/Argentina/Salta", "America/Argentina/Salta"],
      ['"(UTC-07:00) Mountain Time (US & Canada)"', "US/Mountain"],
      ["(GMT+01:00) Bruessel, Kopenhagen, Madrid, Paris", "Europe/Madrid"],
      ['"(UTC-06:00) Guadalajara, Mexico City, Monterrey"', "America/Mexico_City"],
      // American Samoa has another time.
      ['"(UTC+13:00) Samoa"', "Pacific/Apia"],
      ['"(UTC-06:00) Central America"', "America/Guatemala"],
      ['"(UTC-11:00) Coordinated Universal Time-11"', "Etc/GMT+11"],
      ["CET", "Europe/Brussels"],
      ["EST5EDT", "EST5EDT"],
      // JavaScript reads Britain's summer time (BST) as Dhaka's time.
      ["BST", "BST"],
      ['"(UTC+05:00) Mountain Time (US & Canada)"', "(UTC+05:00) Mountain Time (US & Canada)"],
    ])
      expect(starts(`UID:1\nDTSTART;TZID=${zone}:20260701T090000`)).toEqual([`2026-07-01T09:00:00[${name}]`]);
    const own = westernEurope.replace("W. Europe Standard Time", "Our Zone");
    expect(
      ["20260701", "20261201", "20260329", "20270601", "20090701", "20440701"].map(
        (day) =>
          rowsOf(own + event(`UID:1\nDTSTART;TZID=Our Zone:${day}T090000`)).map(({ DTSTART }) => DTSTART)[0],
      ),
    ).toEqual([
      "2026-07-01T07:00:00Z",
      "2026-12-01T08:00:00Z",
      "2026-03-29T07:00:00Z",
      "2027-06-01T07:00:00Z",
      "2009-07-01T07:00:00Z",
      "2044-07-01T07:00:00Z",
    ]);
    // IANA's EST has no summer time.
    for (const name of ["EST", "bst"]) {
      const summer = event(`UID:1\nDTSTART;TZID=${name}:20260701T090000`);
      const described = westernEurope.replace("W. Europe Standard Time", name);
      expect(rowsOf(described + summer)).toMatchObject([{ DTSTART: "2026-07-01T07:00:00Z" }]);
    }
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
        undefined,
      ],
      [
        "s/2026-10-22T09:00:00",
        "2026-10-22T09:00:00[Europe/Vienna]",
        "2026-10-22T09:20:00[Europe/Vienna]",
        undefined,
      ],
      ["s/2026-10-15T09:00:00", "2026-10-16T10:00:00[Europe/Vienna]", undefined, "cancelled"],
    ]);
  });

  it("with an end, also if a series has none or began long ago", () => {
    const daily = starts("UID:1\nDTSTART:19900101T090000Z\nRRULE:FREQ=DAILY");
    expect([daily[0], daily.length]).toEqual(["2016-01-01T09:00:00Z", 4_749]);
    expect(daily.at(-1)).toBe("2028-12-31T09:00:00Z");
    for (const rule of [
      "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
      "FREQ=WEEKLY;BYMONTH=2;UNTIL=19000101",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ])
      expect(starts(`UID:1\nDTSTART:20200101T090000Z\nRRULE:${rule}`)).toEqual([]);
    const often = starts("UID:1\nDTSTART:20200101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=8,9,10");
    expect([often.length, often.at(-1)]).toEqual([5_001, "RRULE>5000"]);
    for (const rule of [
      "FREQ=HOURLY",
      "FREQ=SECONDLY;COUNT=3",
      "FREQ=DAILY;BYHOUR=8,9,10;BYMINUTE=0,1,2,3,4,5,6,7,8",
      "FREQ=MONTHLY;BYMONTHDAY=32",
      "FREQ=DAILY;COUNT=0",
      "COUNT=-1;FREQ=DAILY",
      "FREQ=DAILY;COUNT=2.5",
      "FREQ=DAILY;INTERVAL=0;COUNT=3",
    ])
      expect(starts(`UID:1\nDTSTART:20260101T090000Z\nRRULE:${rule}`)).toEqual([
        expect.stringMatching(/^(?:RRULE:|cannot be read)/),
      ]);
  });

  it("with lengths in exact time, also where clocks show an hour twice, or an occurrence has its own", () => {
    const ends = (lines: string, properties = "") =>
      rowsOf(event(lines), properties).map(({ DTEND }) => DTEND);
    const [zone, half] = ["DTSTART;TZID=America/St_Johns:20271107T013000", "DURATION:PT30M"];
    expect(ends(`${zone}\n${half}`)).toEqual(["2027-11-07T04:30:00Z"]);
    expect(ends(`DTSTART;TZID=America/St_Johns:20271106T013000\n${half}\nRRULE:FREQ=DAILY;COUNT=2`)).toEqual([
      "2027-11-06T02:00:00[America/St_Johns]",
      "2027-11-07T04:30:00Z",
    ]);
    expect(ends("DTSTART;TZID=Europe/Berlin:20270327T090000\nDURATION:P1DT1H")).toEqual([
      "2027-03-28T10:00:00[Europe/Berlin]",
    ]);
    const periods = "RDATE;VALUE=PERIOD:20270105T100000/PT1H,20270106T110000/20270106T114500";
    expect(ends(`DTSTART;TZID=Pacific/Apia:20270104T090000\n${half}\n${periods}`)).toEqual([
      "2027-01-04T09:30:00[Pacific/Apia]",
      "2027-01-05T11:00:00[Pacific/Apia]",
      "2027-01-06T11:45:00[Pacific/Apia]",
    ]);
  });

  it("with the zone of the series, of the file, and of Outlook", () => {
    const series = "UID:s\nDTSTART;TZID=Europe/Berlin:20270104T090000\nRRULE:freq=weekly;count=2";
    const moved = "UID:s\nRECURRENCE-ID:20270111T090000\nDTSTART:20270112T100000\nDURATION:PT30M";
    expect(rowsOf(event(series) + event(moved)).map(({ DTSTART, DTEND }) => [DTSTART, DTEND])).toEqual([
      ["2027-01-04T09:00:00[Europe/Berlin]", undefined],
      ["2027-01-12T10:00:00[Europe/Berlin]", "2027-01-12T10:30:00[Europe/Berlin]"],
    ]);
    const google = "X-WR-TIMEZONE:Europe/Berlin\n";
    expect(rowsOf(event("DTSTART:20270104T090000"), google)[0]?.DTSTART).toBe(
      "2027-01-04T09:00:00[Europe/Berlin]",
    );
    expect(rowsOf(event(series), "X-WR-TIMEZONE:Asia/Tokyo\n")).toHaveLength(2);
    for (const name of ["tzone://Microsoft/Utc", '"tzone://Microsoft/Utc"'])
      expect(starts(`DTSTART;TZID=${name}:20270104T090000`)).toEqual(["2027-01-04T09:00:00Z"]);
  });

  it("with the days that a rule, a list of days and its end leave", () => {
    const zone = ";TZID=Europe/Vienna";
    const days = (lines: string) => starts(lines).map((start) => start?.slice(0, 16));
    const daily = `UID:1\nDTSTART${zone}:20261023T090000\nRRULE:FREQ=DAILY;`;
    // At nine local time on both sides of a clock change. UNTIL is an instant: 9:00 on the 26th is 8:00 UTC.
    expect(days(`${daily}UNTIL=20261026T080000Z`)).toEqual([
      "2026-10-23T09:00",
      "2026-10-24T09:00",
      "2026-10-25T09:00",
      "2026-10-26T09:00",
    ]);
    expect(days(`${daily}UNTIL=20261026T075959Z`)).toHaveLength(3);
    expect(days(`${daily}UNTIL=20261024`)).toHaveLength(2);
    const left = `EXDATE:20261024T070000Z\nEXDATE;VALUE=DATE:20261025`;
    expect(days(`${daily}COUNT=4\n${left}`)).toEqual(["2026-10-23T09:00", "2026-10-26T09:00"]);
    const more = `RDATE${zone}:20261101T101500,20261102T101500`;
    expect(days(`${daily}COUNT=1\n${more}`)).toEqual([
      "2026-10-23T09:00",
      "2026-11-01T10:15",
      "2026-11-02T10:15",
    ]);
    expect(days(`UID:1\nDTSTART;VALUE=DATE:20261023\nRRULE:FREQ=DAILY`)).toEqual(["2026-10-23"]);
  });

  /** At nine on three Thursdays in Zurich, which is eight in UTC. */
  const thursdays = (zone: string) => {
    const at =
      zone === "UTC" ? ":20261224T080000Z" : zone ? `;TZID=${zone}:20261224T090000` : ":20261224T090000";
    return `UID:s\nDTSTART${at}\nDURATION:PT20M\nRRULE:FREQ=WEEKLY;COUNT=3`;
  };

  it.each([
    ["Europe/Zurich", "EXDATE:20261231"],
    ["Europe/Zurich", "EXDATE;VALUE=DATE-TIME:20261231"],
    ["Europe/Zurich", "EXDATE:20261231T090000, 20280101T090000"],
    ["Europe/Zurich", "EXDATE: 20261231 ,20280101T090000"],
    ["Europe/Zurich", "EXDATE;TZID=Europe/Zurich:20261231T000000"],
    ["Europe/Zurich", "EXDATE:20261231T080000Z\nEXDATE:"],
    ["Europe/Zurich", "EXDATE:20261230T230000Z"],
    ["Europe/Zurich", "EXDATE;TZID=America/New_York:20261230T180000"],
    ["Europe/Zurich", "EXDATE;TZID=Nowhere:20261231T090000"],
    ["Europe/Zurich", "EXDATE;TZID=GMT+0100:20261231T090000"],
    ["Europe/Zurich", "EXDATE:2026-12-31T09:00:00"],
    ["Europe/Zurich", "EXDATE;VALUE=DATE:2026-12-31"],
    ["UTC", "EXDATE;TZID=Europe/Zurich:20261231T090000"],
    ["UTC", "EXDATE:20261231T090000"],
    ["UTC", "EXDATE;VALUE=DATE:20261231"],
    ["", "EXDATE:20261231T080000Z"],
    ["", "EXDATE;TZID=Europe/Zurich:20261231T090000"],
  ])("without what is left out of a series in the zone '%s' by %s", (zone, left) => {
    const days = (properties: string, source?: Source) =>
      rowsOf(event(`${thursdays(zone)}\n${left}`), properties, source).map(({ DTSTART }) =>
        DTSTART?.slice(0, 10),
      );
    for (const properties of ["", "X-WR-TIMEZONE:Europe/Zurich\n"])
      expect(days(properties)).toEqual(["2026-12-24", "2027-01-07"]);
    expect(days("", { timeZone: "Europe/Zurich" })).toEqual(["2026-12-24", "2027-01-07"]);
  });

  it.each([
    ["Pacific/Auckland", "20261224T090000", "EXDATE:20261230T200000Z"],
    ["Pacific/Auckland", "20261224T090000", "EXDATE;TZID=Europe/Zurich:20261230T210000"],
    ["Pacific/Kiritimati", "20261224T080000", "EXDATE:20261230T180000Z"],
    ["America/St_Johns", "20261224T213000", "EXDATE:20270101T010000Z"],
    ["Pacific/Auckland", "20261223T200000Z", "EXDATE;VALUE=DATE:20261231"],
    ["America/St_Johns", "20261225T010000Z", "EXDATE:20261231T213000"],
  ])("in a practice in %s, without what is left out of a series at %s by %s", (timeZone, at, left) => {
    const series = event(`UID:s\nDTSTART:${at}\nRRULE:FREQ=WEEKLY;COUNT=3\n${left}`);
    const cells = rowsOf(series, "", { timeZone }).map(({ DTSTART }) => DTSTART?.replaceAll(/[:-]/g, ""));
    const [first = "", next = ""] = rowsOf(
      event(`UID:s\nDTSTART:${at}\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2`),
    ).map(({ DTSTART }) => DTSTART?.replaceAll(/[:-]/g, ""));
    expect(cells).toEqual([first, next]);
  });

  it("with a day of the file's zone, as UTC has no days", () => {
    const evenings = "UID:s\nDTSTART:20261225T010000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261231";
    const rows = rowsOf(event(evenings), "X-WR-TIMEZONE:America/New_York\n");
    expect(rows.map(({ DTSTART }) => DTSTART)).toEqual(["2026-12-25T01:00:00Z", "2027-01-08T01:00:00Z"]);
  });

  it.each([
    ["Europe/Zurich", ":20261231"],
    ["Europe/Zurich", ":20261231T080000Z"],
    ["UTC", ":20261231T090000"],
    ["", ";TZID=Europe/Zurich:20261231T090000"],
    ["Europe/Zurich", ";TZID=Nowhere:20261231T090000"],
    ["Europe/Zurich", ":20261230T230000Z"],
  ])("with an occurrence in the zone '%s' that is moved by RECURRENCE-ID%s", (zone, id) => {
    const change = (hour: string, more = "") =>
      event(`UID:s\nRECURRENCE-ID${id}\nDTSTART;TZID=Europe/Zurich:20261230T${hour}0000${more}`);
    const other = event("UID:s\nRECURRENCE-ID;VALUE=DATE:20261231\nDTSTART:20261230T070000Z");
    for (const changes of [change("11"), change("11", "\nSEQUENCE:2") + other])
      expect(
        rowsOf(event(thursdays(zone)) + changes, "X-WR-TIMEZONE:Europe/Zurich\n")
          .map(({ DTSTART }) => DTSTART?.slice(0, 13))
          .toSorted(),
      ).toEqual([
        expect.stringContaining("2026-12-24T"),
        "2026-12-30T11",
        expect.stringContaining("2027-01-07T"),
      ]);
  });

  it("with days of the file's zone, where a series in UTC ends and is added to", () => {
    const evenings =
      "UID:s\nDTSTART:20261225T010000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261231\nRDATE;VALUE=DATE:20270101";
    const rows = rowsOf(event(evenings), "X-WR-TIMEZONE:America/\n New_York\n");
    expect(rows.map(({ DTSTART }) => DTSTART)).toEqual([
      "2026-12-25T01:00:00Z",
      "2027-01-01T01:00:00Z",
      "2027-01-02T01:00:00Z",
    ]);
  });

  it.each(["EXDATE;TZID=Europe/Zurich:20270328T023000", "EXDATE:20270328T013000Z"])(
    "without the one that %s names in an hour that the clocks skip",
    (left) => {
      const nights = "UID:1\nDTSTART;TZID=Europe/Zurich:20270327T023000\nRRULE:FREQ=DAILY;COUNT=3";
      expect(starts(`${nights}\n${left}`).map((start) => start?.slice(0, 10))).toEqual([
        "2027-03-27",
        "2027-03-29",
      ]);
    },
  );

  it("with the time and the text of its series, where a cancelled occurrence names none", () => {
    const cancelled = event("UID:s\nRECURRENCE-ID;VALUE=DATE:20261231\nSTATUS:CANCELLED");
    expect(rowsOf(event(`${thursdays("Europe/Zurich")}\nSUMMARY:Ida Solo`) + cancelled).at(-1)).toMatchObject(
      {
        SUMMARY: "Ida Solo",
        DTSTART: "2026-12-31T09:00:00[Europe/Zurich]",
        DTEND: "2026-12-31T09:20:00[Europe/Zurich]",
        STATUS: "cancelled",
      },
    );
    expect(rowsOf(cancelled)).toMatchObject([{ DTSTART: "2026-12-31", STATUS: "cancelled" }]);
  });

  it.each(["20261324T090000", "20270230T090000", "20270210T250000", "20270210T150000-0500"])(
    "unless a time is none: %s",
    (time) => expect(starts(`UID:1\nDTSTART:${time}`)).toEqual(["cannot be read"]),
  );

  it("until a day that is written with dashes", () => {
    const rule = "RRULE:FREQ=WEEKLY;UNTIL=2026-12-31";
    expect(starts(`UID:1\nDTSTART:20261224T090000\n${rule}`)).toHaveLength(2);
  });

  it("with every event, also if several have one UID, or a series begins late", () => {
    const visit = (day: string) => event(`UID:same\nDTSTAMP:20260101T000000Z\nDTSTART:${day}T090000Z`);
    expect(rowsOf(visit("20261201") + visit("20261202") + visit("20261202"))).toHaveLength(2);
    expect(starts("UID:1\nDTSTART:20400229T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2")).toHaveLength(2);
    expect(starts("UID:1\nDTSTART:20261201T090000Z\nRRULE:FREQ=DAILY; UNTIL=20261202")).toHaveLength(2);
    expect(starts("UID:1\nDTSTART:20261201\nEXDATE:x\nRRULE:FREQ=DAILY")).toHaveLength(1);
    expect(rowsOf(event(thursdays("UTC")) + event("UID:s\nRECURRENCE-ID:x"))[0]?.DTSTART).toBe(
      "cannot be read",
    );
  });

  it("with occurrences as long as the first, also where clocks show an hour twice", () => {
    const night =
      "UID:1\nDTSTART;TZID=Europe/Madrid:20281028T023000\nDTEND;TZID=Europe/Madrid:20281028T030000";
    expect(rowsOf(event(`${night}\nRRULE:FREQ=DAILY;COUNT=2`))[1]).toMatchObject({
      DTSTART: "2028-10-29T02:30:00[Europe/Madrid]",
      DTEND: "2028-10-29T01:00:00Z",
    });
  });

  it("with a letter that a line is folded in", () => {
    const lines = ["SUMMARY:Jos\u{E9} ", " \u{1F9B7}", "LOCATION:Z\u{FC}rich"].join("\r\n");
    const bytes = new TextEncoder().encode(lines);
    for (const fold of ["\r\n ", "\n\t"]) {
      const folded = bytes.indexOf(0xa9);
      const broken = [...bytes.slice(0, folded), ...new TextEncoder().encode(fold), ...bytes.slice(folded)];
      expect(withoutFoldsInLetters(Uint8Array.from(broken))).toEqual(bytes);
    }
  });

  it("with a change of one occurrence and all that follow", () => {
    const series = event("UID:s\nDTSTART:20261001T090000Z\nDURATION:PT20M\nRRULE:FREQ=DAILY;COUNT=4");
    const later = event(
      "UID:s\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261003T090000Z\nDTSTART:20261003T110000Z\nDURATION:PT30M",
    );
    expect(
      rowsOf(series + later)
        .map(({ UID, DTSTART, DTEND }) => `${UID} ${DTSTART} ${DTEND?.slice(11, 16)}`)
        .toSorted(),
    ).toEqual([
      "s/2026-10-01T09:00:00Z 2026-10-01T09:00:00Z 09:20",
      "s/2026-10-02T09:00:00Z 2026-10-02T09:00:00Z 09:20",
      "s/2026-10-03T09:00:00Z 2026-10-03T11:00:00Z 11:30",
      "s/2026-10-04T09:00:00Z 2026-10-04T11:00:00Z 11:30",
    ]);
  });

  it("with the latest version of an event, and withdrawn ones", () => {
    const version = (sequence: number, hour: string, more = "") =>
      event(`UID:1\nSEQUENCE:${sequence}\nDTSTART:20261001T${hour}0000Z${more}`);
    expect(rowsOf(version(1, "10") + version(0, "09"))).toMatchObject([{ DTSTART: "2026-10-01T10:00:00Z" }]);
    const stamped = (day: string, hour: string) => version(1, hour, `\nDTSTAMP:202601${day}T000000Z`);
    expect(rowsOf(stamped("02", "11") + stamped("01", "10"))).toMatchObject([
      { DTSTART: "2026-10-01T11:00:00Z" },
    ]);
    expect(rowsOf(version(0, "09"), "METHOD:CANCEL\n")).toMatchObject([{ STATUS: "cancelled" }]);
  });

  it("with the line of each event, also of one that is broken", () => {
    const whole = event("UID:1\nDTSTART:20261001T090000Z");
    const rows = read(calendarOf(`${whole}BEGIN:VEVENT\nUID:2\n${whole.replace("UID:1", "UID:3")}`));
    expect(rows.map(({ LINE, UID = "", DTSTART }) => `${LINE} ${UID} ${DTSTART}`)).toEqual([
      "19 1 2026-10-01T09:00:00Z",
      "23  cannot be read",
      "25 3 2026-10-01T09:00:00Z",
    ]);
    // A truncated file.
    const cut = calendarOf(whole + whole).slice(0, -40);
    expect(read(cut).map(({ DTSTART }) => DTSTART)).toEqual(["2026-10-01T09:00:00Z", "cannot be read"]);
    const folded = "UID:1\nDTSTART:20261001T0\n 90000Z\nSUMMARY:Ann\n  Lee\nBEGIN:VALARM\nEND:VALARM";
    expect(rowsOf(event(folded))).toMatchObject([{ SUMMARY: "Ann Lee", DTSTART: "2026-10-01T09:00:00Z" }]);
  });

  it("without attachments and alarms, unless it is too long to be a visit", () => {
    const alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nDESCRIPTION:Reminder\nEND:VALARM";
    const attached = `UID:1\nDTSTART:20261001T090000Z\n${alarm}\nATTACH;ENCODING=BASE64:${"x".repeat(300_000)}\n y`;
    expect(rowsOf(event(attached))).toMatchObject([{ DTSTART: "2026-10-01T09:00:00Z" }]);
    expect(rowsOf(event(attached))[0]).not.toHaveProperty("DESCRIPTION");
    expect(starts(`UID:1\nDTSTART:20261001T090000Z\nSUMMARY:${"x".repeat(300_000)}`)).toEqual([
      "cannot be read",
    ]);
    // A zone whose rule never ends.
    const zone = westernEurope
      .replace("W. Europe Standard Time", "Our Zone")
      .replace("FREQ=YEARLY", "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2");
    expect(rowsOf(zone + event("UID:1\nDTSTART;TZID=Our Zone:20261001T090000"))).toMatchObject([
      { DTSTART: "2026-10-01T09:00:00[Our Zone]" },
    ]);
  });

  it("unless it is none: broken events keep their row, for the check", () => {
    expect(starts("UID:1\nDTSTART:nonsense")).toEqual(["cannot be read"]);
    expect(starts("UID:1\nSUMMARY:Jane Roe")).toEqual([undefined]);
    for (const text of ["", "garbage", "Patient;Doctor\n1;2", "BEGIN:VCARD\nEND:VCARD\n"])
      expect(() => read(text)).toThrow("notCalendar");
    expect(read("BEGIN:VCALENDAR\n")).toEqual([]);
  });
});

describe("times without a zone", () => {
  const series = "UID:s\nDTSTART;TZID=Europe/Zurich:20261224T090000\nRRULE:FREQ=WEEKLY;COUNT=3";
  const at = (day: string) => `${day}T09:00:00[Europe/Zurich]`;

  it.each([
    "EXDATE:20261231T090000",
    "EXDATE;VALUE=DATE:20261231",
    "EXDATE;TZID=Europe/Zurich:20261231T090000",
  ])("are those of the series in %s", (left) => {
    expect(starts(`${series}\n${left}`)).toEqual([at("2026-12-24"), at("2027-01-07")]);
  });

  it.each(["RECURRENCE-ID:20261231T090000", "RECURRENCE-ID;VALUE=DATE:20261231"])(
    "are those of the series in %s, and so is an end",
    (id) => {
      const changed = event(
        `UID:s\n${id}\nDTSTART;TZID=Europe/Zurich:20261230T090000\nDTEND:20261230T093000`,
      );
      const rows = rowsOf(`${event(series)}${changed}`);
      expect(rows.map(({ DTSTART }) => DTSTART)).toEqual([
        at("2026-12-24"),
        at("2027-01-07"),
        at("2026-12-30"),
      ]);
      expect(rows[2]?.DTEND).toBe("2026-12-30T09:30:00[Europe/Zurich]");
    },
  );

  it("are on the same wall, where the series has no zone", () => {
    const left = "EXDATE;TZID=Europe/Zurich:20261231T090000";
    expect(starts(`UID:s\nDTSTART:20261224T090000\nRRULE:FREQ=WEEKLY;COUNT=2\n${left}`)).toEqual([
      "2026-12-24T09:00:00",
    ]);
  });
});
