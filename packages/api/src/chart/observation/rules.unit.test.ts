import { expect, it } from "vitest";
import { compareDecimals } from "../unit/decimal.ts";
import { interpret } from "./rules.ts";

it.each([
  ["6.30", "6.3", 0],
  ["-0.5", "-0.49", -1],
  ["0.10000000000000000001", "0.1", 1],
  ["99999999999999999999", "99999999999999999998", 1],
  ["-0", "0", 0],
])("compares %s with %s by their digits", (one, other, expected) => {
  expect(compareDecimals(one, other)).toBe(expected);
});

const quantity = (number: string) => ({ kind: "quantity", number, unit: null }) as const;
const referenceRange = { low: "3.5", high: "5.0", text: null };

it.each([
  ["3.49", "low"],
  ["3.50", "normal"],
  ["5.00", "normal"],
  ["5.01", "high"],
])("interprets %s as %s", (number, interpretation) => {
  expect(interpret({ value: quantity(number), referenceRange })).toEqual({
    interpretation,
    isInterpretationComputed: true,
  });
});

it("keeps what somebody has given, and computes nothing without a range or a number", () => {
  const given = { value: quantity("9"), referenceRange, interpretation: "normal" } as const;
  expect(interpret(given)).toEqual({ interpretation: "normal", isInterpretationComputed: false });
  const unknown = { interpretation: null, isInterpretationComputed: false };
  expect(interpret({ value: quantity("9") })).toEqual(unknown);
  expect(interpret({ value: { kind: "text", text: "9" }, referenceRange })).toEqual(unknown);
});
