import { expect, it } from "vitest";
import { ucumOf } from "./spellings.ts";
import { isSameUnit, isUcumUnit } from "./ucum.ts";

it.each([
  ["°F", "[degF]"],
  ["ºC", "Cel"],
  ["℃", "Cel"],
  ["deg F", "[degF]"],
  ["C", "Cel"],
  ["lbs", "[lb_av]"],
  ["LB", "[lb_av]"],
  ["Pounds", "[lb_av]"],
  ["oz", "[oz_av]"],
  ["Kg.", "kg"],
  ["mmHg.", "mm[Hg]"],
  ["mg/dl.", "mg/dL"],
  ["Tsd./µl", "10*3/uL"],
  ["Mio./µl", "10*6/uL"],
  ["mval/l", "meq/L"],
  ["mg/24h", "mg/d"],
  ["ml/24 Std.", "mL/d"],
  ["inches", "[in_i]"],
  ["bpm", "/min"],
  ["BPM", "/min"],
  ["beats per minute", "/min"],
  ["breaths/min", "/min"],
  ["mmHg", "mm[Hg]"],
  ["mm Hg", "mm[Hg]"],
  ["MMHG", "mm[Hg]"],
  ["\u{B5}mol/L", "umol/L"],
  ["\u{3BC}mol/l", "umol/L"],
  ["mcmol/L", "umol/L"],
  ["mcg/dL", "ug/dL"],
  ["uIU/mL", "u[iU]/mL"],
  ["µIU/ml", "u[iU]/mL"],
  ["mIU/L", "m[iU]/L"],
  ["IU/L", "[iU]/L"],
  ["x10E3/uL", "10*3/uL"],
  ["x 10^3/µL", "10*3/uL"],
  ["10³/µL", "10*3/uL"],
  ["10⁹/L", "10*9/L"],
  ["x10(6)/mcL", "10*6/uL"],
  ["K/uL", "10*3/uL"],
  ["K/µL", "10*3/uL"],
  ["k/cumm", "10*3/uL"],
  ["Thousand/uL", "10*3/uL"],
  ["Mio/µl", "10*6/uL"],
  ["G/L", "10*9/L"],
  ["G/l", "10*9/L"],
  ["G/ l", "10*9/L"],
  ["T/l", "10*12/L"],
  ["M/l", "10*6/L"],
  ["M/L", "10*6/L"],
  ["K/µl", "10*3/uL"],
  ["MG/DL", "mg/dL"],
  ["G/DL", "g/dL"],
  ["PG/ML", "pg/mL"],
  ["gm/dL", "g/dL"],
  ["mEq/L", "meq/L"],
  ["mOsm/kg", "mosm/kg"],
  ["mL/min/1.73 m²", "mL/min/{1.73_m2}"],
  ["kg/m²", "kg/m2"],
  ["mg per dL", "mg/dL"],
  ["mm/hr", "mm/h"],
  ["sec", "s"],
  ["/HPF", "/[HPF]"],
  ["copies/mL", "{copies}/mL"],
  ["mM", "mmol/L"],
])("reads %s as %s", (written, unit) => {
  expect(ucumOf(written)).toBe(unit);
  expect([unit, isUcumUnit(unit)]).toEqual([unit, true]);
});

it.each([
  "mmol/L",
  "{beats}/min",
  "10*3/uL",
  "mL/min/{1.73_m2}",
  "mm[Hg]",
  "[degF]",
  "Cel",
  "U/L",
  "u[iU]/mL",
])("leaves UCUM's %s as it is", (unit) => {
  expect(ucumOf(unit)).toBe(unit);
});

it.each(["furlongs", "n/a", "lb".repeat(50)])("does not know %s", (written) => {
  expect(isUcumUnit(ucumOf(written))).toBe(false);
});

it("never changes what a unit of UCUM means, but for those that mean nothing in a chart", () => {
  const kept = [
    "mmol/l",
    "g/l",
    "ug/mL",
    "U/l",
    "fl",
    "%",
    "/mm3",
    "1/min",
    "mg/g",
    "ng/dL",
    "mm/h",
    "d",
    "a",
    "wk",
  ];
  for (const unit of kept) expect([unit, isSameUnit(unit, ucumOf(unit))]).toEqual([unit, true]);
});
