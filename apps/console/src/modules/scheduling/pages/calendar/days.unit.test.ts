import { expect, it } from "vitest";
import { daysOf, turned } from "./days.ts";

it("shows whole weeks and months, and an agenda from the day on", () => {
  expect(daysOf("week", "2026-11-26")).toEqual(
    ["23", "24", "25", "26", "27", "28", "29"].map((day) => `2026-11-${day}`),
  );
  expect(daysOf("month", "2028-02-29")).toHaveLength(29);
  expect(daysOf("agenda", "2026-12-30").at(-1)).toBe("2027-01-05");
  expect(daysOf("rooms", "2026-12-30")).toEqual(["2026-12-30"]);
  expect(daysOf("day", "2026-12-30", true)).toHaveLength(31);
});

it("searches from the first shown day on, without leaving a day out between", () => {
  const week = daysOf("week", "2026-11-26", true);
  expect([week[0], week.at(-1)]).toEqual(["2026-11-23", "2026-12-23"]);
  const next = turned({ view: "week", days: week, day: "2026-11-26" }, 1);
  expect(daysOf("week", next, true)[0]).toBe("2026-12-21");
  expect(daysOf("month", "2026-11-26", true)[0]).toBe("2026-11-01");
  expect(daysOf("agenda", "2026-11-26", true)[0]).toBe("2026-11-26");
});

it("turns to the days before and after, without leaving a month out", () => {
  const turn = (view: "day" | "week" | "month" | "agenda", day: string, by: -1 | 1) =>
    turned({ view, days: daysOf(view, day), day }, by);
  expect(turn("month", "2026-01-31", 1)).toBe("2026-02-01");
  expect(turn("month", "2026-03-31", -1)).toBe("2026-02-01");
  expect(turn("week", "2026-11-26", -1)).toBe("2026-11-19");
  expect(turn("agenda", "2026-11-26", 1)).toBe("2026-12-03");
  expect(turn("day", "2026-12-31", 1)).toBe("2027-01-01");
});
