import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { readMoment, type Times } from "./moments.ts";
import { RowReader } from "./rows.ts";

const zones = ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"];
const clocks = ["", "00:00", "01:45", "02:30:15", "23:59:59"];

const read = (timeZone: string, at: string, time: string) => {
  const row = new RowReader({ at, time }, "at");
  const moment = readMoment({ row, timeZone, dateFormat: "YYYY-MM-DD", hasSeconds: true }, "at", {
    timeField: "time",
  });
  return moment ?? row.problems.get("time");
};

/** By the time zone's rules. */
function expected(timeZone: string, day: string, time: string): string {
  if (time === "") return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return zoned.toPlainDateTime().equals(wall) ? zoned.toInstant().toString() : "The clocks skip this time";
}

it("reads each time of a year as the rules of the time zone say it", () => {
  for (const timeZone of zones)
    for (let day = Temporal.PlainDate.from("2024-01-01"); day.year === 2024; day = day.add({ days: 1 }))
      for (const time of clocks)
        expect([timeZone, time, read(timeZone, day.toString(), time)]).toEqual([
          timeZone,
          time,
          expected(timeZone, day.toString(), time),
        ]);
});

it("ends with the practice's year 2999, whatever the zone of a cell", () => {
  const outside = "Has to be in a year from 1900 to 2999";
  const read = (timeZone: string, at: string) => {
    const row = new RowReader({ at }, "at");
    return readMoment({ row, timeZone, dateFormat: "YYYY-MM-DD" }, "at") ?? row.problems.get("at");
  };
  const zone = "America/Los_Angeles";
  expect(read(zone, "3000-01-01T07:59:00Z")).toBe("3000-01-01T07:59:00.000000Z");
  expect(read(zone, "3000-01-01T08:00:00Z")).toBe(outside);
  expect(read("Asia/Tokyo", "2999-12-31T15:00:00Z")).toBe(outside);
  expect(read("Asia/Tokyo", "2999-12-31T15:00[UTC]")).toBe(outside);
});

it.each([
  ["2023-06-05 18:45:00+02", "2023-06-05T16:45:00.000000Z"],
  ["2023-06-05T18:45Z", "2023-06-05T18:45:00.000000Z"],
  ["2023-06-05 18:45:30 UTC", "2023-06-05T18:45:30.000000Z"],
  ["2023-06-05 18:45:30.5 -0330", "2023-06-05T22:15:30.500000Z"],
  ["5 juin 2023 18h45", "2023-06-05T16:45:00Z"],
  ["05-OCT-2023, 6:45 p. m.", "2023-10-05T16:45:00Z"],
  ["5.6.2023 18 Uhr", "2023-06-05T16:00:00Z"],
  ["20230605T184530Z", "2023-06-05T18:45:30.000000Z"],
  ["202306051845+0200", "2023-06-05T16:45:00.000000Z"],
  ["Mon Jun 05 2023 18:45:30 GMT+0200 (Central European Summer Time)", "2023-06-05T16:45:30.000000Z"],
  ["Mon, 05 Jun 2023 18:45:30 GMT", "2023-06-05T18:45:30.000000Z"],
  ["05JUN2023:18:45:30", "2023-06-05T16:45:30Z"],
  ["Mo., 5. 6. 2023 um 18:45 Uhr", "2023-06-05T16:45:00Z"],
  ["lun. 5.6.2023 à 18h45", "2023-06-05T16:45:00Z"],
  ["Mar 5, 2023 @ 1845", "2023-03-05T17:45:00Z"],
  ["5.6.2023 - 18:45", "2023-06-05T16:45:00Z"],
])("reads a moment as programs and people write it: %s", (at, moment) => {
  const row = new RowReader({ at }, "at");
  const times: Times = { row, timeZone: "Europe/Berlin", dateFormat: "DD.MM.YYYY", hasSeconds: true };
  expect([readMoment(times, "at"), ...row.problems]).toEqual([moment]);
});

it("takes a span of hours for no zone", () => {
  const row = new RowReader({ at: "2023-06-05 18:45-19:15" }, "at");
  const times: Times = { row, timeZone: "Europe/Berlin", dateFormat: "YYYY-MM-DD" };
  expect([readMoment(times, "at"), ...row.problems]).toEqual([
    null,
    ["at", "Not a time of day, such as 09:00"],
  ]);
});

it.each([
  ["24.12.23 9:30", "2023-12-24T09:30:00Z"],
  ["24.12.2023, 21:30", "2023-12-24T21:30:00Z"],
  ["So. 24. 12. 23 um 9:30", "2023-12-24T09:30:00Z"],
  ["24-DEC-23 9:30 pm", "2023-12-24T21:30:00Z"],
  ["24.12.23", "2023-12-24T00:00:00Z"],
])("reads a year of two digits where the format has one: %s", (at, instant) => {
  const moment = (dateFormat: "DD.MM.YY" | "DD.MM.YYYY") =>
    readMoment({ row: new RowReader({ at }, "at"), timeZone: "UTC", dateFormat }, "at");
  expect(moment("DD.MM.YY")).toBe(instant);
  if (!at.includes("2023")) expect(moment("DD.MM.YYYY")).toBeNull();
});

it("reads no birth of a year with two digits", () => {
  const born = (patientDateOfBirth: string) => {
    const row = new RowReader({ patient: "Jane Roe", patientDateOfBirth }, "patient");
    return [row.patient("DD.MM.YY", null).born, row.problems.get("patientDateOfBirth")];
  };
  expect(born("3.11.1961")).toEqual(["1961-11-03", undefined]);
  expect(born("3.11.61")).toEqual([null, "Not a date in the format DD.MM.YYYY"]);
});
