import { describe, expect, it } from "vitest";
import { readDate, readPartialDate, readTimeOfDay } from "./dates.ts";
import { dateFormats, isOfBirths } from "./schema.ts";

describe("a date", () => {
  it.each([
    ["YYYY-MM-DD", "2001-02-03"],
    ["DD.MM.YYYY", "03.02.2001"],
    ["DD/MM/YYYY", "03/02/2001"],
    ["MM/DD/YYYY", "02/03/2001"],
    ["DD-MM-YYYY", "03-02-2001"],
    ["MM-DD-YYYY", "2-3-2001"],
    ["DD.MM.YYYY", " 3.2.2001 "],
    ["YYYY-MM-DD", "2001-2-3"],
    ["YYYY-MM-DD", "2001/02/03 0:00"],
    ["YYYY-MM-DD", "2001.2.3"],
    ["YYYY-MM-DD", "20010203"],
    ["YYYY-MM-DD", "2001年2月3日"],
    ["DD.MM.YYYY", "03.02.2001 00:00:00"],
    ["DD.MM.YYYY", "03. 02. 2001"],
    ["DD.MM.YYYY", "3.2.2001."],
    ["YYYY-MM-DD", "2001-02-03T00:00:00.000Z"],
    ["YYYY-MM-DD", "2001-02-03T23:59:59"],
    ["MM/DD/YYYY", "2/3/2001 12:00:00 AM"],
    ["DD-MM-YYYY", "03-02-2001, 0:00"],
    ["YYYY-MM-DD", "２００１／２／３"],
    ["DD/MM/YYYY", "٠٣/٠٢/٢٠٠١"],
    ["DD.MM.YYYY", "०३.०२.२००१"],
  ] as const)("is parsed as %s: %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ value: "2001-02-03" });
  });

  it.each([
    ["YYYY-MM-DD", "03.02.2001"],
    ["DD.MM.YYYY", "2001-02-03"],
    ["DD.MM.YYYY", "03/02/2001"],
    ["DD.MM.YYYY", "3.2.01"],
    ["MM/DD/YYYY", "02/03/2001 00:30"],
    ["YYYY-MM-DD", "36925"],
    ["YYYY-MM-DD", "2001/02-"],
    ["DD/MM/YYYY", "2001/02/03"],
    ["YYYY-MM-DD", "tomorrow"],
    ["DD-MM-YYYY", "03--2001"],
  ] as const)("is never guessed: %s rejects %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ message: `Not a date in the format ${format}` });
  });

  it.each([
    ["2001-02-03T00:00:00.000Z", "America/New_York", "2001-02-02"],
    ["2001-02-03T02:00:00Z", "America/New_York", "2001-02-02"],
    ["2001-02-02T12:00:00Z", "Pacific/Auckland", "2001-02-03"],
    ["2001-02-03T00:00:00-05:00", "America/New_York", "2001-02-03"],
    ["2001-02-03 04:30:00.5+00", "Asia/Kathmandu", "2001-02-03"],
    ["2001-02-03T00:30:00Z", null, "2001-02-03"],
  ] as const)("of the instant %s in %s is %s", (cell, timeZone, day) => {
    for (const format of ["YYYY-MM-DD", "DD.MM.YYYY"] as const) {
      expect(readDate(cell, format, timeZone)).toEqual({ value: day });
      expect(readPartialDate(cell, format, timeZone)).toEqual({ value: day });
    }
  });

  it.each(["2001-02-30T00:30:00Z", "2001-02-03T25:00:00Z", "2001-02-03T", "2001-02-03Tonight"])(
    "is not in %s",
    (cell) => {
      expect(readDate(cell, "YYYY-MM-DD")).toHaveProperty("message");
      expect(readPartialDate(cell, "YYYY-MM-DD")).toHaveProperty("message");
    },
  );

  it.each([
    ["5 août 2019", "2019-08-05"],
    ["Aug. 5, 2019", "2019-08-05"],
    ["05-AUG-2019 00:00:00", "2019-08-05"],
    ["1º de enero de 2020", "2020-01-01"],
    ["29 ott. 2019", "2019-10-29"],
    ["29. Okt 2019", "2019-10-29"],
  ])("with the name of its month is read in every format: %s", (cell, value) => {
    for (const format of dateFormats) {
      expect(readDate(cell, format)).toEqual({ value });
      expect(readPartialDate(cell, format)).toEqual({ value });
    }
    expect(readPartialDate("août 2019", "MM/DD/YYYY")).toEqual({ value: "2019-08" });
  });

  it.each([
    ["DD.MM.YYYY", "00.05.2019", "2019-05"],
    ["DD.MM.YYYY", "00.00.2019", "2019"],
    ["MM/DD/YYYY", "05/00/2019", "2019-05"],
    ["YYYY-MM-DD", "2019-05-00", "2019-05"],
    ["YYYY-MM-DD", "2019-00-00", "2019"],
    ["DD/MM/YYYY", "mayo de 2019", "2019-05"],
    ["YYYY-MM-DD", "May, 2019", "2019-05"],
    ["MM/DD/YYYY", "May-2019", "2019-05"],
    ["YYYY-MM-DD", "~2019", "2019"],
    ["DD.MM.YYYY", "ca. 2019", "2019"],
  ] as const)("whose day is not known is read as %s: %s", (format, cell, value) => {
    expect(readPartialDate(cell, format)).toEqual({ value });
    expect(readDate(cell, format)).toHaveProperty("message");
  });

  it.each([
    ["MM/DD/YYYY", "00/05/2019"],
    ["DD.MM.YYYY", "05.00.2019"],
    ["YYYY-MM-DD", "0000-05-00"],
  ] as const)("has no month in %s: %s", (format, cell) => {
    expect(readPartialDate(cell, format)).toHaveProperty("message");
  });

  it.each([
    "29 Feb 2023",
    "05-AUG-19",
    "around 5 Aug 2019",
    "5 Aug 2019 or 2020",
    "Martin 2019",
    "43682",
    "05.08.19",
  ])("is not guessed from %s", (cell) => {
    for (const format of dateFormats.filter(isOfBirths))
      expect(readPartialDate(cell, format)).toHaveProperty("message");
  });

  it.each([
    ["DD.MM.YY", "03.02.01", "2001-02-03"],
    ["DD.MM.YY", "3. 2. 01", "2001-02-03"],
    ["DD.MM.YY", "Feb. 3, 01", "2001-02-03"],
    ["DD/MM/YY", "February 3rd, 01 00:00", "2001-02-03"],
    ["DD/MM/YY", "Sa, 3. Feb 01", "2001-02-03"],
    ["MM/DD/YY", "Sat, Feb 3 01", "2001-02-03"],
    ["MM/DD/YY", "Feb 3, 2001", "2001-02-03"],
    ["DD.MM.YY", "Sa, 3.2.01", "2001-02-03"],
    ["DD.MM.YY", "3.2.2001", "2001-02-03"],
    ["DD.MM.YY", "03.02.01 00:00", "2001-02-03"],
    ["MM/DD/YY", "2/3/01", "2001-02-03"],
    ["DD/MM/YY", "3/2/01", "2001-02-03"],
    ["DD-MM-YY", "03-FEB-01", "2001-02-03"],
    ["MM-DD-YY", "2-3-98", "1998-02-03"],
  ] as const)("of a year with two digits is parsed as %s: %s", (format, cell, value) => {
    expect(readDate(cell, format)).toEqual({ value });
    expect(readPartialDate(cell, format)).toEqual({ value });
    expect(readDate(cell.replace(/\d+$/, "1"), format)).toHaveProperty("message");
  });

  it("of a year with two digits is at most ten years ahead", () => {
    const year = new Date().getUTCFullYear();
    const read = (each: number) => readDate(`03.02.${String(each).slice(2)}`, "DD.MM.YY");
    for (const each of [year, year + 10, year - 89]) expect(read(each)).toEqual({ value: `${each}-02-03` });
  });

  it("must exist in the calendar", () => {
    expect(readDate("31.02.2001", "DD.MM.YYYY")).toEqual({
      message: "Not a valid date, read as DD.MM.YYYY",
    });
    expect(readDate("25/12/2001", "MM/DD/YYYY")).toHaveProperty("message");
  });

  it("is null for an empty cell, in every format", () => {
    for (const format of dateFormats) expect(readDate("  ", format)).toEqual({ value: null });
  });
});

describe("a time of day", () => {
  it.each([
    ["8 Uhr", "08:00"],
    ["8 Uhr 05", "08:05"],
    ["8h", "08:00"],
    ["18 h 45", "18:45"],
    ["8 am", "08:00"],
    ["12 a. m.", "00:00"],
    ["8:45 p. m.", "20:45"],
    ["08.45", "08:45"],
    ["08:45:00.000", "08:45"],
    ["8:45 hrs.", "08:45"],
    ["８：４５", "08:45"],
    ["٨:٤٥", "08:45"],
    ["0845", "08:45"],
  ])("is read as people write it: %s", (cell, value) => {
    expect(readTimeOfDay(cell)).toEqual({ value });
  });

  it("may have seconds, in parts, where these count", () => {
    expect(readTimeOfDay("8:45:09.25", { hasSeconds: true })).toEqual({ value: "08:45:09.25" });
    expect(readTimeOfDay("8:45:00,0", { hasSeconds: true })).toEqual({ value: "08:45:00" });
    expect(readTimeOfDay("8:45:00.5")).toEqual({ message: "Has to be a whole minute" });
  });

  it.each(["8", "845", "2460", "13 pm", "0 am", "24:00", "8:60", "0.3645", "noon", "8 h 5"])(
    "is not guessed from %s",
    (cell) => {
      expect(readTimeOfDay(cell)).toHaveProperty("message");
    },
  );
});

it.each(["0000-00-00", "00.00.0000", "0000-00-00 00:00:00"])(
  "%s is no date, as databases write it",
  (cell) => {
    expect(readDate(cell, "YYYY-MM-DD")).toEqual({ value: null });
    expect(readPartialDate(cell, "DD.MM.YYYY")).toEqual({ value: null });
  },
);
