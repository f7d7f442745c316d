import { expect, it } from "vitest";
import { compareDecimals } from "../unit/decimal.ts";
import { loinc } from "../unit/measures.ts";
import { doubtIn, interpret, isPressureExchanged, placeIn } from "./rules.ts";

it.each([
  ["6.30", "6.3", 0],
  ["-0.5", "-0.49", -1],
  ["0.10000000000000000001", "0.1", 1],
  ["99999999999999999999", "99999999999999999998", 1],
  ["-0", "0", 0],
])("compares %s with %s by their digits", (one, other, expected) => {
  expect(compareDecimals(one, other)).toBe(expected);
});

const quantity = (number: string) => ({ kind: "quantity", number, unit: null, comparator: null }) as const;
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

it.each([
  [">", "1000", "0", "5", "high"],
  [">", "5", "0", "5", "high"],
  [">=", "5", "0", "5", null],
  [">=", "5.1", "0", "5", "high"],
  [">", "60", "60", null, "normal"],
  [">", "59", "60", null, null],
  [">", "4", "0", "5", null],
  ["<", "20", "30", "50", "low"],
  ["<", "30", "30", "50", "low"],
  ["<=", "30", "30", "50", null],
  ["<=", "29", "30", "50", "low"],
  ["<", "40", "30", "50", null],
  ["<", "0.41", null, "0.41", "normal"],
  ["<", "0.3", "0", "0.41", "normal"],
  ["<", "0", "0", "5", "normal"],
  ["<=", "0", "0", "5", "normal"],
  ["=", "-1", "0", "5", "low"],
  ["<", "-1", "0", "5", "low"],
  ["<=", "0.5", null, "0.41", null],
  ["<", "-3", "-2", "2", "low"],
] as const)("%s%s in the range from %s to %s is %s", (...[sign, number, low, high, place]) => {
  const comparator = sign === "=" ? null : sign;
  expect(placeIn({ number, comparator }, { low, high })).toBe(place);
});

it.each([
  ["120", "80", false],
  ["80", "120", true],
  ["80", "80.0", true],
])("%s/%s seems exchanged: %s", (systolic, diastolic, expected) => {
  const part = (code: string, number: string) => ({
    code: { text: "", coding: { system: loinc, code, display: "", version: null } },
    canonical: { number, unit: "mm[Hg]" },
  });
  const parts = [part("8462-4", diastolic), part("8480-6", systolic)];
  expect(isPressureExchanged(parts)).toBe(expected);
  expect(isPressureExchanged(parts.slice(1))).toBe(false);
});

const observed = (code: string, number: string, unit: string) => ({
  code: { text: "", coding: { system: loinc, code, display: "", version: null } },
  value: { kind: "quantity", number, unit },
});

it.each([
  ["29463-7", "576", "kg", "expected 0.4 to 250 kg"],
  ["29463-7", "576", "[lb_av]", "expected 0.882 to 551 lb"],
  ["29463-7", "120", "kg", null],
  ["8310-5", "43", "Cel", "expected 32 to 42 °C"],
  ["8310-5", "39.9", "Cel", null],
  ["8867-4", "300", "/min", "expected 30 to 230 /min"],
  ["8462-4", "82", "mm[Hg]", null],
  ["8302-2", "172", "cm", null],
  // Usual in another unit, or without a digit or a point.
  ["718-7", "99", "g/dL", "expected 2 to 25 g/dL"],
  ["718-7", "14.1", "g/L", "expected 20 to 250 g/L"],
  ["2339-0", "128", "mmol/L", "expected 1 to 55 mmol/L"],
  ["2345-7", "72", "mmol/L", "expected 1 to 55 mmol/L"],
  ["2345-7", "5.5", "mg/dL", "expected 18.1 to 990 mg/dL"],
  ["2947-0", "14", "mmol/L", "expected 100 to 200 mmol/L"],
  ["2951-2", "1400", "mmol/L", "expected 100 to 200 mmol/L"],
  ["2823-3", "41", "meq/L", "expected 1.5 to 12 meq/L"],
  ["17861-6", "9.5", "mmol/L", "expected 1 to 6 mmol/L"],
  ["2160-0", "88", "mg/dL", "expected 0.102 to 59.9 mg/dL"],
  ["38483-4", "0.9", "umol/L", "expected 9 to 5300 µmol/L"],
  ["2093-3", "190", "mmol/L", "expected 0.8 to 15.5 mmol/L"],
  ["2085-9", "50", "mmol/L", "expected 0.1 to 5 mmol/L"],
  ["2571-8", "150", "mmol/L", "expected 0.1 to 45 mmol/L"],
  ["4548-4", "48", "%", "expected 2.5 to 20 %"],
  ["4544-3", "0.45", "%", "expected 5 to 75 %"],
  ["2085-9", "25", "mg/dL", null],
  ["2339-0", "30", "mmol/L", null],
  ["2339-0", "900", "mg/dL", null],
  ["2947-0", "112", "mmol/L", null],
  ["4544-3", "0.45", "L/L", null],
  ["4548-4", "14.2", "%", null],
  ["718-7", "65", "g/L", null],
] as const)("code %s of %s %s is questioned: %s", (...[code, number, unit, expected]) => {
  const doubt = doubtIn([{ ...observed("", "1", "1"), value: null }, observed(code, number, unit)]);
  expect(doubt).toEqual(expected === null ? null : expect.stringContaining(expected));
});
