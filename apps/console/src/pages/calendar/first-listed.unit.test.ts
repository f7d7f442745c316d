import { expect, it } from "vitest";
import { firstListed, listedFrom } from "./first-listed.ts";

/** A Thursday. */
const today = "2026-11-26";

/** The days that are listed of the week that begins on a Monday of November. */
const listed = (monday: number, day: string) => {
  const days = Array.from({ length: 7 }, (_, index) =>
    new Date(Date.UTC(2026, 10, monday + index)).toISOString().slice(0, 10),
  );
  const columns = days.map((date) => ({ date }));
  return listedFrom(columns, firstListed({ days, day, today })).map(({ date }) => date.slice(-2));
};

it("begins a list of this week today, and of other weeks on Monday", () => {
  expect(listed(23, today)).toEqual(["26", "27", "28", "29"]);
  expect(listed(23, "2026-11-28")).toEqual(["26", "27", "28", "29"]);
  expect(listed(30, "2026-12-03")).toEqual(["30", "01", "02", "03", "04", "05", "06"]);
  expect(listed(16, "2026-11-19")).toEqual(["16", "17", "18", "19", "20", "21", "22"]);
});

it("begins on Monday for who opens a day of this week that is over", () => {
  expect(listed(23, "2026-11-24")).toEqual(["23", "24", "25", "26", "27", "28", "29"]);
});
