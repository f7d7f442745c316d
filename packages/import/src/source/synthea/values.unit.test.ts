import { expect, it } from "vitest";
import { withoutExponent } from "../clinical/measured-value.ts";
import { observationValue } from "./clinical-records.ts";

it.each([
  ["1.5E-4", "0.00015"],
  ["-2.5e3", "-2500"],
  ["1.25E1", "12.5"],
  ["+1E0", "1"],
  ["6.30", "6.30"],
  ["Negative", "Negative"],
])("writes the exponent of %s out", (text, expected) => {
  expect(withoutExponent(text)).toBe(expected);
});

it.each([
  [
    { value: "6.30", unit: "mmol/L", type: "numeric" },
    { kind: "quantity", number: "6.30", unit: "mmol/L" },
  ],
  [
    { value: "52000", unit: "/a", type: "text" },
    { kind: "quantity", number: "52000", unit: "/a" },
  ],
  [
    { value: "3", unit: null, type: "text" },
    { kind: "text", text: "3" },
  ],
  [
    { value: "Trace", unit: "mg/dL", type: "numeric" },
    { kind: "text", text: "Trace" },
  ],
  [{ value: " ", unit: "mg/dL", type: "numeric" }, null],
])("reads a value as what it is: %j", (cells, expected) => {
  expect(observationValue(cells)).toEqual({ value: expected });
});
