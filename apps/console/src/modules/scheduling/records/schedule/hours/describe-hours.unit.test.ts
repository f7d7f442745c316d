import { expect, it } from "vitest";
import { formatTimeOfDay as timeOfDay } from "../../../../../kit/form/typed-time.ts";
import { describeWeek } from "./describe-hours.ts";
import { newRule } from "./hours-values.ts";

const hours = (opens: string, closes: string) => `${timeOfDay(opens)}–${timeOfDay(closes)}`;
const usual = hours("09:00", "17:00");

it("names days in a row with the same hours together", () => {
  const week = ([5, 1, 2, 3, 7] as const).map((day) => newRule(day));
  const thursday = [newRule(4, "13:00", "17:00"), newRule(4, "08:00", "12:00")];
  expect(describeWeek([...week, ...thursday]).split(" · ")).toEqual([
    `Monday–Wednesday: ${usual}`,
    `Thursday: ${hours("08:00", "12:00")}, ${hours("13:00", "17:00")}`,
    `Friday: ${usual}`,
    `Sunday: ${usual}`,
  ]);
  const all = ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => newRule(day));
  expect(describeWeek(all)).toBe(`Monday–Sunday: ${usual}`);
  expect(describeWeek([])).toBe("");
});
