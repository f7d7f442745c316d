import { describe, expect, it } from "vitest";
import { isNothing } from "../table/cells.ts";
import { readDecimal } from "../table/numbers.ts";
import { flagOf, readRange, readUnit, readValue, unitOf } from "./measured-value.ts";

const loinc = (code: string) => ({ system: "http://loinc.org", code });
const [weight, height, glucose] = [loinc("29463-7"), loinc("8302-2"), loinc("2345-7")];
const saturation = loinc("59408-5");
const readNumber = (text: string) => readDecimal(text, "point");
const value = (text: string, unit: string | null, coding?: typeof weight) =>
  readValue({ text, unit, coding, readNumber });
const quantity = (number: string, unit: string | null, comparator?: string) => ({
  value: { kind: "quantity", number, unit, ...(comparator && { comparator }) },
});
const text = (words: string) => ({ value: { kind: "text", text: words } });

describe("a value", () => {
  it.each([
    ["6.30", "mmol/L", glucose, quantity("6.30", "mmol/L")],
    ["<0.41", "mg/dL", undefined, quantity("0.41", "mg/dL", "<")],
    ["> 1000", null, undefined, quantity("1000", null, ">")],
    ["≤ 5 mg/dL", null, undefined, quantity("5", "mg/dL", "<=")],
    [">=60", "mL/min/{1.73_m2}", undefined, quantity("60", "mL/min/{1.73_m2}", ">=")],
    ["=<3", "%", undefined, quantity("3", "%", "<=")],
    ["7 lb 4 oz", null, weight, quantity("116", "[oz_av]")],
    ["7lbs, 4.5 oz.", "kg", weight, quantity("116.5", "[oz_av]")],
    ["11 st 4", null, weight, quantity("158", "[lb_av]")],
    [`5'11"`, null, height, quantity("71", "[in_i]")],
    ["5'11", "[in_i]", height, quantity("71", "[in_i]")],
    ["6 ft 0.5 in", null, height, quantity("72.5", "[in_i]")],
    ["1 m 75", null, height, quantity("175", "cm")],
    ["3 kg 250 g", null, weight, quantity("3250", "g")],
    ["2 Kilo, 85 Gramm", "kg", weight, quantity("2085", "g")],
    ["3 kg 25", null, weight, text("3 kg 25")],
    ["8 lbs. 2 ozs.", null, weight, quantity("130", "[oz_av]")],
    ["5 Fuß 9 Zoll", null, height, quantity("69", "[in_i]")],
    ["70 kg", null, weight, quantity("70", "kg")],
    [".9 kg", null, weight, quantity("0.9", "kg")],
    ["70 kgs", "kg", weight, quantity("70", "kg")],
    ["70 kg", "g", weight, { message: "Names another unit than the column of units" }],
    ["5 ft 13 in", null, height, text("5 ft 13 in")],
    ["ERROR", "kg", weight, text("ERROR")],
    ["QNS", "mg/L", undefined, text("QNS")],
    ["not detected", "mg/L", undefined, text("not detected")],
    ["*", "mg/L", undefined, { value: null }],
    ["less than 5", "mg/L", undefined, quantity("5", "mg/L", "<")],
    ["More than 1000 mg/L", null, undefined, quantity("1000", "mg/L", ">")],
    ["kleiner als 0.5", "mg/L", undefined, quantity("0.5", "mg/L", "<")],
    ["größer gleich 0.5", "mg/L", undefined, quantity("0.5", "mg/L", ">=")],
    ["menor que 5", "mg/L", undefined, quantity("5", "mg/L", "<")],
    ["mayor o igual que 5", "mg/L", undefined, quantity("5", "mg/L", ">=")],
    ["at least 5", "mg/L", undefined, quantity("5", "mg/L", ">=")],
    ["less than usual", "mg/L", undefined, text("less than usual")],
    ["7 H", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "high" }],
    ["7.5L", "mg/L", undefined, { ...quantity("7.5", "mg/L"), interpretation: "low" }],
    ["7 (high)", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "high" }],
    ["<5 LL", "mg/L", undefined, { ...quantity("5", "mg/L", "<"), interpretation: "critical-low" }],
    ["<=0.25 S", "ug/mL", undefined, { ...quantity("0.25", "ug/mL", "<="), interpretation: "susceptible" }],
    ["32 (R)", "mg/L", undefined, { ...quantity("32", "mg/L"), interpretation: "resistant" }],
    ["30 S", "s", undefined, text("30 S")],
    ["7.8 HI", "mg/L", undefined, { ...quantity("7.8", "mg/L"), interpretation: "high" }],
    ["1.5 x 10^9/L", null, undefined, quantity("1.5", "10*9/L")],
    ["1.5 x10^9", "10^9/L", undefined, text("1.5 x10^9")],
    ["2 x 103", "cm", undefined, text("2 x 103")],
    ["30 mg/g Kreatinin", null, undefined, quantity("30", "mg/g{creat}")],
    ["2 x 10^5 CFU/mL", null, undefined, quantity("2", "10*5.[CFU]/mL")],
    ["1,000,000 copies/mL", null, undefined, quantity("1000000", "{copies}/mL")],
    ["5,6 mmol/L", null, undefined, { message: "Not a number with this decimal mark" }],
    ["0,5 mg/kg KG", null, undefined, { message: "Not a number with this decimal mark" }],
    ["5,5 tablets", null, undefined, text("5,5 tablets")],
    ["7 L", "L", undefined, text("7 L")],
    ["7 h", "mg/L", undefined, text("7 h")],
    ["7*", "mg/L", undefined, quantity("7", "mg/L")],
    ["7 *", null, undefined, quantity("7", null)],
    ["7 L", null, undefined, text("7 L")],
    ["1+", null, undefined, text("1+")],
    ["Type A", "mg/L", undefined, text("Type A")],
    ["\u22121", "mmol/L", undefined, quantity("-1", "mmol/L")],
    ["6|3", null, undefined, text("6|3")],
    ["2 tablets", null, undefined, text("2 tablets")],
    ["<>5", null, undefined, text("<>5")],
    ["Trace", "furlongs", undefined, { message: "Not a UCUM unit, such as mmol/L", isOfUnit: true }],
    ["1'450", "mg/dL", glucose, quantity("1450", "mg/dL")],
    ["2’345.5", "mg/dL", glucose, quantity("2345.5", "mg/dL")],
    ["3\u202F450 ", "g", weight, quantity("3450", "g")],
    ["1,450.5", "mg/dL", glucose, quantity("1450.5", "mg/dL")],
    ["1'450 g", null, weight, quantity("1450", "g")],
    ["1,450", "mg/dL", glucose, { message: "Not a number with this decimal mark" }],
    ["1'75", null, height, { message: "Not a number with this decimal mark" }],
    ["8 lb and 3 oz", null, weight, quantity("131", "[oz_av]")],
    ["5 feet 7 inches", null, height, quantity("67", "[in_i]")],
    ["kleiner 0.3", "mg/L", undefined, quantity("0.3", "mg/L", "<")],
    ["inférieur à 4", "mg/L", undefined, quantity("4", "mg/L", "<")],
    ["maggiore di 9", "mg/L", undefined, quantity("9", "mg/L", ">")],
    ["meer dan 90", "mg/L", undefined, quantity("90", "mg/L", ">")],
    ["mais que 90", "mg/L", undefined, quantity("90", "mg/L", ">")],
    ["&lt;5", "mg/L", undefined, quantity("5", "mg/L", "<")],
    ["≦5", "mg/L", undefined, quantity("5", "mg/L", "<=")],
    ["⩾ 0.5", "mg/L", undefined, quantity("0.5", "mg/L", ">=")],
    ["> = 60", "mg/L", undefined, quantity("60", "mg/L", ">=")],
    ["＞ 60", "mg/L", undefined, quantity("60", "mg/L", ">")],
    ["nicht nachweisbar", "mg/L", undefined, text("nicht nachweisbar")],
    ["1 700", "cm", height, { message: "Not a number with this decimal mark" }],
    ["H 7", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "high" }],
    ["[L] 7", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "low" }],
    ["7 [hh]", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "critical-high" }],
    ["7 erhöht", "mg/L", undefined, { ...quantity("7", "mg/L"), interpretation: "high" }],
    ["6.4 mmol/L (H)", null, glucose, { ...quantity("6.4", "mmol/L"), interpretation: "high" }],
    ["<1.2 mg/dL ↓", "mg/dL", undefined, { ...quantity("1.2", "mg/dL", "<"), interpretation: "low" }],
    ["hoch 310 mg/dL", null, glucose, { ...quantity("310", "mg/dL"), interpretation: "high" }],
    ["6.4 mmol/L fasting", null, undefined, text("6.4 mmol/L fasting")],
    ["7 ↓", null, undefined, { ...quantity("7", null), interpretation: "low" }],
    ["*7", null, undefined, quantity("7", null)],
    ["H 7", null, undefined, text("H 7")],
    ["7 +", "mg/L", undefined, text("7 +")],
    ["5.6 mmol/l", null, undefined, quantity("5.6", "mmol/L")],
    ["5.6 mmol/l", "mmol/L", undefined, quantity("5.6", "mmol/L")],
    ["5.6 mmol/l", "mg/dL", undefined, text("5.6 mmol/l")],
    ["98 %", null, undefined, quantity("98", "%")],
    ["25 Leu/µl", null, undefined, quantity("25", "/uL")],
    ["90 % stenosis", null, undefined, text("90 % stenosis")],
    ["91% on 2L", null, saturation, text("91% on 2L")],
    ["92 % (mask)", "%", saturation, text("92 % (mask)")],
    ["94% before and 88% after walking", "%", saturation, text("94% before and 88% after walking")],
    ["97 % SpO2", null, saturation, quantity("97", "%")],
    ["20/40 ft", null, undefined, text("20/40 ft")],
    ["120/80 mmHg", null, undefined, text("120/80 mmHg")],
    ["3b", null, undefined, text("3b")],
  ] as const)("%s with %s", (...[cell, unit, coding, expected]) => {
    expect(value(cell, unit, coding)).toEqual(expected);
  });

  it.each([
    "",
    "N/A",
    "n/a",
    "NULL",
    "-",
    "--",
    "–",
    "none",
    "NaN",
    "<NA>",
    "\\N",
    "#NV",
    "not done",
    "n. d.",
    "ausstehend",
    "nicht bestimmt",
    "no realizado",
    "non fait",
    "k.A.",
  ])("%j is nothing", (cell) => {
    expect(isNothing(cell)).toBe(true);
    expect(value(cell, "mg/dL", weight)).toEqual({ value: null });
  });
});

it("takes the units of a pH for its own, and others for those of an enzyme", () => {
  const read = (text: string, coding?: typeof weight) => unitOf({ text, coding }, readUnit("units"));
  expect(["pH", "PH (Arterial)", "Urine pH"].map((text) => read(text))).toEqual(["[pH]", "[pH]", "[pH]"]);
  expect(["Alk Phos", "Phosphatase"].map((text) => read(text))).toEqual(["U", "U"]);
  for (const code of ["11558-4", "2744-1", "2756-5"]) expect(read(code, loinc(code))).toBe("[pH]");
  expect(read("6768-6", loinc("6768-6"))).toBe("U");
  expect(read("2744-1", { system: "urn:lab", code: "2744-1" })).toBe("U");
});

it.each([
  ["H", "high"],
  [" (HH) ", "critical-high"],
  ["L*", "low"],
  ["+", "high"],
  ["↓↓", "low"],
  ["*", "abnormal"],
  ["Hoch", "high"],
  ["BAJO", "low"],
  ["Normal", "normal"],
  ["Abnormal High", "high"],
  ["(below  normal)", "low"],
  [">ULN", "high"],
  ["Within Normal Limits", "normal"],
  ["S", "susceptible"],
  ["i", "intermediate"],
  ["SDD", "susceptible-dose-dependent"],
  ["S-DD", "susceptible-dose-dependent"],
  ["Susceptible dose dependent", "susceptible-dose-dependent"],
  ["(Resistente)", "resistant"],
  ["Sensible", "susceptible"],
  ["n", "normal"],
  ["!!", "abnormal"],
  ["<", "low"],
  ["HU", "critical-high"],
  ["AA", undefined],
  ["POS", undefined],
  ["high fever", undefined],
])("the flag %j is %s", (cell, interpretation) => {
  expect(flagOf(cell)).toBe(interpretation);
});

it("a unit is read in common spellings, unless it is of UCUM, or somebody has said what it means", () => {
  const units = ["µmol/L", "mmol/l", "K/uL", "null", "N/A", "furlongs"];
  expect(units.map((cell) => readUnit(cell))).toEqual([
    "umol/L",
    "mmol/l",
    "10*3/uL",
    null,
    null,
    "furlongs",
  ]);
  const names = { furlongs: "m", "K/uL": "K/uL", "-": "%" };
  expect(["furlongs", "-"].map((cell) => readUnit(cell, names))).toEqual(["m", "%"]);
});

it.each([
  ["3.5-5.1", { low: "3.5", high: "5.1", text: null }],
  ["3.5 – 5.1 mmol/L", { low: "3.5", high: "5.1", text: null }],
  ["[-2 - 2]", { low: "-2", high: "2", text: null }],
  ["-3--1", { low: "-3", high: "-1", text: null }],
  ["<0.41", { low: null, high: "0.41", text: null }],
  ["≥ 60", { low: "60", high: null, text: null }],
  ["up to 5", { low: null, high: "5", text: null }],
  ["3.5-5.1 mg/dL", { low: null, high: null, text: "3.5-5.1 mg/dL" }],
  ["negative", { low: null, high: null, text: "negative" }],
  ["5-", { low: "5", high: null, text: null }],
  ["5 mmol/L –", { low: "5", high: null, text: null }],
  ["60+", { low: "60", high: null, text: null }],
  ["von 3 bis 5", { low: "3", high: "5", text: null }],
  ["3.5~5.1", { low: "3.5", high: "5.1", text: null }],
  ["3.5 mmol/L - 5.1 mmol/L", { low: "3.5", high: "5.1", text: null }],
  ["-2–+2", { low: "-2", high: "2", text: null }],
  ["5\u20117", { low: "5", high: "7", text: null }],
  ["zwischen 5 und 7", { low: "5", high: "7", text: null }],
  ["desde 5 hasta 7", { low: "5", high: "7", text: null }],
  ["> OR = 60", { low: "60", high: null, text: null }],
  ["</= 5", { low: null, high: "5", text: null }],
  ["&lt;= 5", { low: null, high: "5", text: null }],
  ["no more than 5", { low: null, high: "5", text: null }],
  ["Up to: 5", { low: null, high: "5", text: null }],
  ["5 oder weniger", { low: null, high: "5", text: null }],
  ["60 or more", { low: "60", high: null, text: null }],
  ["0.0 - <5", { low: null, high: "5", text: null }],
  ["=<5", { low: null, high: "5", text: null }],
  ["≦ 5", { low: null, high: "5", text: null }],
  ["max. 5 mmol/L", { low: null, high: "5", text: null }],
  ["min 3", { low: "3", high: null, text: null }],
  ["３.５－５.１", { low: "3.5", high: "5.1", text: null }],
  ["minimal", { low: null, high: null, text: "minimal" }],
  ["Ref.: 3.5-5.1", { low: "3.5", high: "5.1", text: null }],
  ["VR: < 5", { low: null, high: "5", text: null }],
  ["Hasta: 5", { low: null, high: "5", text: null }],
  ["Normalbereich: ab 3", { low: "3", high: null, text: null }],
  ["Mujeres: 3-5", { low: null, high: null, text: "Mujeres: 3-5" }],
  ["less than 5", { low: null, high: "5", text: null }],
  ["mayor que 3", { low: "3", high: null, text: null }],
  ["\u22122 - 2", { low: "-2", high: "2", text: null }],
  ["< 5,0", { message: "Not a number with this decimal mark" }],
  ["0,0 – 5,0", { message: "Not a number with this decimal mark" }],
  ["N/A", null],
])("a range %s is read", (cell, expected) => {
  expect(readRange({ text: cell, unit: "mmol/L", readNumber })).toEqual(expected);
});

it.each([
  ["< 5,0", { low: null, high: "5.0", text: null }],
  ["0,5–5,0", { low: "0.5", high: "5.0", text: null }],
  ["5,5-", { low: "5.5", high: null, text: null }],
])("a range %s is read with a decimal comma", (cell, expected) => {
  expect(readRange({ text: cell, unit: null, readNumber: (text) => readDecimal(text, "comma") })).toEqual(
    expected,
  );
});
