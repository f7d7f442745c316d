import { expect, it } from "vitest";
import { shownAs, typedBirth, typedDay, typedPartialDate } from "./typed-date.ts";
import { formatTimeOfDay, typedMoment, typedMonth, typedTime } from "./typed-time.ts";

it.each([
  ["1980-02-29", undefined],
  ["29.2.1980", "mdy"],
  ["29. 02. 1980", undefined],
  ["29 Feb 1980", undefined],
  ["February 29, 1980", undefined],
  ["29. Februar 1980", undefined],
  ["2/29/1980", "dmy"],
  [" 29/2/80 ", "dmy"],
] as const)("reads %s", (text, order) => {
  expect(typedBirth(text, order)).toMatchObject({ value: "1980-02-29", isDate: true, others: [] });
});

it("prefers the order of the reader's region, and names the other meaning", () => {
  const dayFirst = typedBirth("02/03/1980", "dmy");
  const monthFirst = typedBirth("02/03/1980", "mdy");
  expect([dayFirst.value, monthFirst.value]).toEqual(["1980-03-02", "1980-02-03"]);
  expect(dayFirst.others).toEqual([monthFirst.shown]);
  expect(monthFirst.others).toEqual([dayFirst.shown]);
});

it("prefers the later century for two digits, in the reader's order", () => {
  const { value, others } = typedBirth("4.12.03", "mdy");
  expect(value).toBe("2003-12-04");
  expect(others).toHaveLength(1);
  expect(typedBirth("4/12/03", "mdy").value).toBe("2003-04-12");
});

it.each(["", "31.2.1980", "1980", "yesterday", "29.2.1980 or so", "1.1.2999"])(
  "keeps %s, which is no date",
  (text) => {
    expect(typedBirth(text, "dmy")).toEqual({ value: text, shown: text, isDate: false, others: [] });
  },
);

it.each([
  ["24.12.2030", "2030-12-24"],
  ["24/12/30", "2030-12-24"],
  ["2030-12-24", "2030-12-24"],
  ["24 December 2030", "2030-12-24"],
] as const)("reads %s, a day to come", (text, value) => {
  expect(typedDay(text, "dmy")).toMatchObject({ value, isDate: true });
});

it.each([
  ["2019", "2019", "2019"],
  ["2019-05", "2019-05", "May 2019"],
  ["5/2019", "2019-05", "May 2019"],
  ["05.2019", "2019-05", "May 2019"],
  ["May 2019", "2019-05", "May 2019"],
  ["Mai 2019", "2019-05", "May 2019"],
] as const)("reads %s, perhaps without a day", (text, value, shown) => {
  expect(typedPartialDate(text, "dmy")).toMatchObject({ value, shown, isDate: true });
});

it("reads a day also where a month would do", () => {
  expect(typedPartialDate("28.5.2019")).toEqual(typedDay("2019-05-28"));
});

it.each(["13/2019", "2019-13", "soon", "1 2019", "19", "2019-05-"])("keeps %s, which is no date", (text) => {
  expect(typedPartialDate(text, "dmy")).toMatchObject({ value: text, isDate: false });
});

it.each([
  "2026-11-24T14:30",
  "2026-11-24 14:30:59",
  "24.11.2026, 14:30",
  "24 Nov 2026 14:30",
  "24 November 2026 at 2:30 pm",
  "24.11.26 um 14:30 Uhr",
  "24/11/2026 14h30",
  "24 nov 2026, 2:30\u00a0p.\u00a0m.",
  "2:30PM",
  "14:30",
])("reads %s, a day and a time", (text) => {
  expect(typedMoment(text, "dmy", "2026-11-24")).toMatchObject({ value: "2026-11-24T14:30", isDate: true });
});

it.each([
  ["24.11.2026 9 am", "09:00"],
  ["24.11.2026 12 am", "00:00"],
  ["24.11.2026 12:05 pm", "12:05"],
  ["24.11.2026 9 Uhr", "09:00"],
])("reads %s, an hour", (text, time) => {
  expect(typedMoment(text, "dmy").value).toBe(`2026-11-24T${time}`);
});

it.each(["", "24.11.2026", "24.11.2026 14", "31.2.2026 14:30", "13:70", "0:30 pm", "soon 14:30"])(
  "keeps %s, which is no day with a time",
  (text) => {
    expect(typedMoment(text, "dmy", "2026-11-24")).toEqual({
      value: text,
      shown: text,
      isDate: false,
      others: [],
    });
  },
);

it.each(["en-GB", "en-US", "en-AU", "de-DE", "de-AT", "es-ES", "es-MX"])(
  "reads a day and a time as they are displayed in %s",
  (tag) => {
    const shown = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
    const text = shown.format(new Date("2026-11-24T14:30Z"));
    expect(typedMoment(text), text).toMatchObject({ value: "2026-11-24T14:30", isDate: true });
  },
);

it("reads the end of a day as the beginning of the next", () => {
  expect(typedMoment("31.12.2026 24:00", "dmy")).toMatchObject({ value: "2027-01-01T00:00", isDate: true });
  expect(typedMoment("31.12.2026 14.30", "dmy")).toMatchObject({ value: "2026-12-31T14:30", isDate: true });
});

it("shows a stored time so that it reads back", () => {
  expect(typedMoment(shownAs("2026-11-24T14:30", typedMoment)).value).toBe("2026-11-24T14:30");
});

it.each([
  ["14:30", "14:30"],
  ["2:30 pm", "14:30"],
  ["2:30 PM", "14:30"],
  ["12:00 AM", "00:00"],
  ["14h30", "14:30"],
  ["um 14 Uhr", "14:00"],
  ["14 Uhr 30", "14:30"],
  ["14 Uhr30", "14:30"],
  ["14.30", "14:30"],
  ["9.05 Uhr", "09:05"],
  ["930 pm", "21:30"],
  ["1205am", "00:05"],
  ["24:00", "00:00"],
  ["24", "00:00"],
  ["9", "09:00"],
  ["930", "09:30"],
  ["1430", "14:30"],
])("reads %s as a time of day", (text, value) => {
  expect(typedTime(text)).toMatchObject({ value, isDate: true });
});

it.each(["", "25", "24:01", "1430 pm", "2460", "14:60", "noon", "24.11.2026 14:30", "12345"])(
  "keeps %s, which is no time",
  (text) => {
    expect(typedTime(text)).toEqual({ value: text, shown: text, isDate: false, others: [] });
  },
);

it("shows a time of day so that it reads back", () => {
  expect(typedTime(formatTimeOfDay("14:30")).value).toBe("14:30");
  expect(formatTimeOfDay("24:00")).toBe(formatTimeOfDay("00:00"));
});

it.each([
  ["2026-11", "2026-11"],
  ["11/2026", "2026-11"],
  ["November 2026", "2026-11"],
])("reads %s as a month", (text, value) => {
  expect(typedMonth(text)).toMatchObject({ value, isDate: true });
});

it.each(["2026", "24.11.2026", "soon"])("keeps %s, which is no month", (text) => {
  expect(typedMonth(text)).toMatchObject({ value: text, isDate: false });
});
