import { describe, expect, it } from "vitest";
import {
  areOpenNumbers,
  hasOpenNumber,
  readDecimal,
  readMinutes,
  readOrdinal,
  readWholeNumber,
  readYears,
  withoutThousands,
} from "./numbers.ts";

it.each([
  ["2 of 3", 2],
  ["2/3", 2],
  ["1st", 1],
  ["2. Impfung", 2],
  ["3.0", 3],
  ["booster", null],
  ["2 + 1", null],
])("the number of the dose %j is %s", (cell, value) => {
  const message = "Not a whole number";
  expect(readOrdinal(cell)).toEqual(value === null ? { message } : { value });
});

it.each([
  ["30 Min.", 30],
  ["45'", 45],
  ["1 h 15", 75],
  ["1h", 60],
  ["0:45", 45],
  ["01:15:00", 75],
  ["1 Std. 30 Minuten", 90],
  ["2 days", null],
  ["1:75 pm", null],
  ["h", null],
])("the minutes of %j are %s", (cell, value) => {
  const message = "Not a whole number";
  expect(readMinutes(cell)).toEqual(value === null ? { message } : { value });
});

it.each([
  ["45", 45],
  ["45 years", 45],
  ["45y", 45],
  ["45 yrs. ", 45],
  ["45-year-old", null],
  ["45 años", 45],
  ["45 J.", 45],
  ["6 months", null],
  ["1y 6m", null],
])("the years of %j are %s", (cell, value) => {
  const message = "Not a whole number";
  expect(readYears(cell)).toEqual(value === null ? { message } : { value });
});

it("parses only whole numbers", () => {
  for (const cell of [" 42 ", "42.0", "42,00"]) expect(readWholeNumber(cell)).toEqual({ value: 42 });
  expect(readWholeNumber("")).toEqual({ value: null });
  for (const cell of ["4.5", "-1", "1e3", "forty", "1 000", "9999999999"])
    expect(readWholeNumber(cell)).toEqual({ message: "Not a whole number" });
});

describe("a number", () => {
  it.each([
    [".5", "point", "0.5"],
    ["-.25", "point", "-0.25"],
    [",5", "comma", "0.5"],
  ] as const)("may begin with its mark: %s", (cell, mark, value) => {
    expect(readDecimal(cell, mark)).toEqual({ value });
    expect(readDecimal(cell, mark === "point" ? "comma" : "point")).toHaveProperty("message");
  });

  it.each([
    ["1.2 x 10^3", "point", "1.2e3"],
    ["1,2×10⁻³", "comma", "1.2e-3"],
    ["10⁵", "point", "1e5"],
    ["1,000,000", "point", "1000000"],
    ["1.234.567", "comma", "1234567"],
  ] as const)("may have a power, or groups of digits: %s", (cell, mark, value) => {
    expect(readDecimal(cell, mark)).toEqual({ value });
  });

  it.each(["1,000", "2 x 103"])("is not %s, which may be another", (cell) => {
    expect(readDecimal(cell, "point")).not.toHaveProperty("value", expect.any(String));
  });
});

it("has thousands that a comma alone sets apart, if the point is declared", () => {
  expect(withoutThousands("1,234", "point")).toBe("1234");
  expect(withoutThousands("-12,300,400", "point")).toBe("-12300400");
  for (const cell of ["1,23", "0,123", "1,2345", "1.234"]) expect(withoutThousands(cell, "point")).toBe(cell);
  for (const mark of ["open", undefined] as const) expect(withoutThousands("1,234", mark)).toBe("1,234");
});

it.each(["1.234", "-12.300", "H 1.500"])(
  "may be decimals or thousands, unless the point is declared: %s",
  (cell) => {
    for (const mark of ["comma", "open"] as const) {
      expect(withoutThousands(cell, mark)).toBe(cell);
      expect(readDecimal(cell, mark)).toHaveProperty(
        "message",
        expect.stringContaining("May have thousands"),
      );
    }
  },
);

describe("numbers with points", () => {
  it.each([
    [["4.000-10.000", "7500"], true],
    [["4.000 bis 10.000 /uL"], true],
    [["12.300", "1.234.567", "3.2.2024"], true],
    [["4.000-10.000", "36.6"], false],
    [["12.300", "3.5-10.000"], false],
    [["12.300", "0.250-0.500"], false],
  ])("of %j may all have thousands: %s", (cells, isOpen) => {
    expect(cells.some(hasOpenNumber)).toBe(true);
    expect(areOpenNumbers(new Set(cells))).toBe(isOpen);
  });

  it.each(["7500", "5.20", "5.200 x 10^3/uL", "1.200e3", "1.234,5", "3.2.2024"])(
    "are not open in %s",
    (cell) => expect(hasOpenNumber(cell)).toBe(false),
  );
});
