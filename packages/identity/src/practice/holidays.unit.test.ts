import { describe, expect, it } from "vitest";
import { holidayOn, holidaysWithin } from "./holidays.ts";

const holiday = (from: string, to = from, yearly = true) => ({ name: `${from}…`, from, to, yearly });
const isOn = (one: ReturnType<typeof holiday>, ...days: string[]) =>
  days.map((day) => holidayOn([one], day) !== null);

describe("a holiday", () => {
  it("is on its days, from the first to the last", () => {
    const once = holiday("2026-08-03", "2026-08-14", false);
    expect(isOn(once, "2026-08-02", "2026-08-03", "2026-08-14", "2026-08-15", "2027-08-03")).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it("repeats each year from its first one on, also over New Year", () => {
    const winter = holiday("2026-12-24", "2027-01-02");
    expect(isOn(winter, "2026-01-01", "2026-12-23", "2026-12-24", "2027-01-02", "2027-01-03")).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(isOn(winter, "2030-12-31", "2031-01-01", "2031-01-03")).toEqual([true, true, false]);
    const days = { from: "2027-01-01", to: "2028-06-30" };
    expect(holidaysWithin([winter], days).map(({ from, to }) => [from, to])).toEqual([
      ["2026-12-24", "2027-01-02"],
      ["2027-12-24", "2028-01-02"],
    ]);
  });

  it("on 29 February is in leap years, and a longer one ends or begins beside it", () => {
    expect(isOn(holiday("2028-02-29"), "2028-02-29", "2029-02-28", "2029-03-01", "2032-02-29")).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(isOn(holiday("2024-02-26", "2024-02-29"), "2027-02-28", "2027-03-01")).toEqual([true, false]);
    expect(isOn(holiday("2024-02-29", "2024-03-02"), "2027-02-28", "2027-03-01")).toEqual([false, true]);
    expect(holidaysWithin([holiday("2096-02-29")], { from: "2100-01-01", to: "2100-12-31" })).toEqual([]);
  });
});
