import { expect, it } from "vitest";
import { describeBusy, describeChange, describeGain, lastMonthOf } from "./deltas.ts";

const additions = { addedThisMonth: 12, addedLastMonth: 30, addedLastMonthSoFar: 9 };

it("compares a month with the same part of the last one", () => {
  expect(describeGain(additions)).toBe("+12 this month");
  expect(describeGain({ ...additions, addedThisMonth: 0 })).toBe("None added this month");
  expect(describeChange(additions, "October")).toBe("+3 against this time in October (30 in all)");
  expect(describeChange({ ...additions, addedLastMonthSoFar: 20 }, "October")).toMatch(/^−8 against/);
  expect(describeChange({ ...additions, addedLastMonthSoFar: 12 }, "October")).toMatch(
    /^As many as by this time/,
  );
  // There is nothing to compare with.
  expect(describeChange({ addedThisMonth: 198, addedLastMonth: 0, addedLastMonthSoFar: 0 }, "October")).toBe(
    "None in October",
  );
});

it("counts the doctors with new patients", () => {
  expect(describeBusy({ withPatients: 3, withNewPatients: 0 })).toBe("None got a new patient this month");
  expect(describeBusy({ withPatients: 3, withNewPatients: 1 })).toBe("1 doctor got new patients this month");
});

it("names the last month, also in January and on the 31st", () => {
  expect(lastMonthOf("2026-01-31")).toBe("December");
  expect(lastMonthOf("2026-12-31")).toBe("November");
});
