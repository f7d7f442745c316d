import { expect, it } from "vitest";
import { typedBirth, typedDay, typedPartialDate } from "./typed-date.ts";

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
