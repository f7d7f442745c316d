import { expect, it } from "vitest";
import { readSign, signsIn, spreading } from "./signs.ts";

it.each([
  ["HR", "8867-4", "/min"],
  ["Pulse (bpm)", "8867-4", "/min"],
  ["SBP", "8480-6", "mm[Hg]"],
  ["Diastolic BP (mmHg)", "8462-4", "mm[Hg]"],
  ["Temp (°C)", "8310-5", "Cel"],
  ["temperature_f", "8310-5", "[degF]"],
  ["Temp", "8310-5", undefined],
  ["SpO2", "59408-5", "%"],
  ["SpO2 (%)", "59408-5", "%"],
  ["Weight kg", "29463-7", "kg"],
  ["weight_lbs", "29463-7", "[lb_av]"],
  ["Größe [cm]", "8302-2", "cm"],
  ["Frecuencia cardíaca", "8867-4", "/min"],
  ["Resp. rate", "9279-1", "/min"],
  ["BMI", "39156-5", "kg/m2"],
])("%s is %s in %s", (column, code, unit) => {
  expect(readSign({ column })).toMatchObject({ column, code, ...(unit && { unit }) });
  expect(readSign({ column })?.unit).toBe(unit);
});

it.each(["Patient", "Date", "Note", "Time", "Value", "Height of fundus", "x".repeat(300)])(
  "%s is no sign",
  (column) => expect(readSign({ column })).toBeNull(),
);

it("takes what is said before what the heading says", () => {
  expect(readSign({ column: "Temp", unit: "[degF]" })).toMatchObject({ code: "8310-5", unit: "[degF]" });
  expect(readSign({ column: "X", code: "718-7", unit: "g/dL" })).toEqual({
    column: "X",
    code: "718-7",
    text: "X",
    unit: "g/dL",
  });
});

it("makes a row of each value, whose lines are told apart", () => {
  const signs = signsIn(["Name", "HR", "Temp (°C)"]);
  expect(signs.map(({ column }) => column)).toEqual(["HR", "Temp (°C)"]);
  const row = { line: 3, cells: { patient: "17", Id: "9", sign0: "72", sign1: "36.6" } };
  expect(spreading(signs)(row)).toMatchObject([
    { line: 6, cells: { patient: "17", Id: "9 8867-4", code: "8867-4", value: "72", unit: "/min" } },
    { line: 7, cells: { code: "8310-5", value: "36.6", unit: "Cel" } },
  ]);
  for (const nothing of ["", " ", "-", "NULL", "n/a"])
    expect(spreading(signs)({ line: 1, cells: { sign0: nothing } })).toEqual([]);
});

const spread = (columns: string[], ...values: string[]) =>
  spreading(signsIn(columns))({
    line: 1,
    cells: Object.fromEntries(values.map((value, at) => [`sign${at}`, value])),
  }).map(({ cells: { codeText, value, unit } }) => `${codeText} ${value} ${unit}`);

it.each([
  [["Height (ft)", "Height (in)"], ["5", "11"], ["Body height 71 [in_i]"]],
  [["weight_lb", "weight_oz"], ["7", "9,5"], ["Body weight 121,5 [oz_av]"]],
  [["height_ft", "height_in"], ["5", ""], ["Body height 5 [ft_i]"]],
  [["height_ft", "height_in"], ["", "60"], ["Body height 60 [in_i]"]],
  [["height_ft", "height_in"], ["5'", "11"], ["Body height 5' 11 [in_i]"]],
  [["Temp (F)", "Temp (C)"], ["98.6", ""], ["Body temperature 98.6 [degF]"]],
  [["Temp (F)", "Temp (C)"], ["", "38.9"], ["Body temperature 38.9 Cel"]],
  [["Temp (F)", "Temp (C)"], ["98.6", "37"], ["Body temperature 98.6 [degF]"]],
  [
    ["BP sitting", "BP standing"],
    ["120/80", "110/70"],
    ["BP sitting 120/80 mm[Hg]", "BP standing 110/70 mm[Hg]"],
  ],
])("of the columns %s, %s are %s", (columns, values, expected) => {
  expect(spread(columns, ...values)).toEqual(expected);
});

it("tells a day, and the number of a chart, from a sign", () => {
  const columnsOf = (...columns: string[]) => signsIn(columns).map(({ column }) => column);
  expect(columnsOf("Fecha", "Día", "HC", "FC", "TA")).toEqual(["FC", "TA"]);
  expect(columnsOf("Sys", "Dia", "HC (cm)")).toEqual(["Sys", "Dia", "HC (cm)"]);
});
