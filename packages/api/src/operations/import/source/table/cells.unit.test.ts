import { describe, expect, it } from "vitest";
import { readDate, readGender, readWholeNumber } from "./cells.ts";
import { dateFormats } from "./schema.ts";

describe("a date", () => {
  it.each([
    ["YYYY-MM-DD", "2001-02-03"],
    ["DD.MM.YYYY", "03.02.2001"],
    ["DD/MM/YYYY", "03/02/2001"],
    ["MM/DD/YYYY", "02/03/2001"],
    ["DD-MM-YYYY", "03-02-2001"],
    ["DD.MM.YYYY", " 3.2.2001 "],
    ["YYYY-MM-DD", "2001-2-3"],
  ] as const)("is parsed as %s: %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ value: "2001-02-03" });
  });

  it.each([
    ["YYYY-MM-DD", "03.02.2001"],
    ["DD.MM.YYYY", "2001-02-03"],
    ["DD.MM.YYYY", "03/02/2001"],
    ["DD.MM.YYYY", "3.2.01"],
    ["MM/DD/YYYY", "02/03/2001 00:00"],
    ["YYYY-MM-DD", "36925"],
    ["YYYY-MM-DD", "tomorrow"],
    ["DD-MM-YYYY", "03--2001"],
  ] as const)("is never guessed: %s rejects %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ message: `Not a date in the format ${format}` });
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

describe("a gender", () => {
  it.each([
    ["male", ["M", "male", "Male", " männlich ", "homme"]],
    ["female", ["F", "w", "FEMALE", "weiblich"]],
    ["other", ["x", "divers", "Other", "non-binary"]],
    ["unknown", ["U", "unknown", "Unbekannt"]],
  ] as const)("is parsed as %s", (gender, cells) => {
    for (const cell of cells) expect(readGender(cell), cell).toEqual({ value: gender });
  });

  it("is never guessed, and null for an empty cell", () => {
    for (const cell of ["1", "?", "uncertain", "mf", "__proto__"])
      expect(readGender(cell)).toHaveProperty("message");
    expect(readGender("")).toEqual({ value: null });
  });
});

it("parses only whole numbers", () => {
  expect(readWholeNumber(" 42 ")).toEqual({ value: 42 });
  expect(readWholeNumber("")).toEqual({ value: null });
  for (const cell of ["4.5", "-1", "1e3", "forty", "1 000", "9999999999"])
    expect(readWholeNumber(cell)).toEqual({ message: "Not a whole number" });
});
