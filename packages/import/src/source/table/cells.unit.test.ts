import { describe, expect, it } from "vitest";
import { asValue, faultOf, isMark, withoutMarks } from "./cells.ts";

describe("marks of nothing", () => {
  it.each([
    "NULL",
    "(null)",
    "N/A",
    "n/a",
    "#N/A",
    "#NV",
    " - ",
    "--",
    "—",
    "None",
    "NaN",
    "\\N",
    "n.a.",
    "(none)",
    "N. A",
    "undefined",
    "(blank)",
    "(en blanco)",
  ])("%s is nothing, but as a name", (cell) => {
    expect(isMark("address", cell)).toBe(true);
    expect(isMark("phoneNumber", cell)).toBe(true);
    expect(isMark("lastName", cell)).toBe(false);
    expect(isMark("patient", cell)).toBe(false);
  });

  it.each([
    "NA",
    "missing",
    "TBD",
    "Not provided",
    "No informado",
    "nicht erfasst",
    "not on file",
    "nil",
    "Unknown",
    "(unknown)",
    "keine",
    "k. A.",
    "Sin datos",
    "ninguno",
    "néant",
    "geen",
    "不明",
  ])("%s is nothing, but as a name or where a word is a value", (cell) => {
    for (const key of ["address", "phoneNumber", "note", "unit"])
      expect([key, isMark(key, cell)]).toEqual([key, true]);
    for (const key of ["lastName", "doctor", "gender", "code", "status", "value"])
      expect([key, isMark(key, cell)]).toEqual([key, false]);
    expect(isMark("address", `${cell} Street`)).toBe(false);
  });

  it.each(["-", "unknown", "'-", "''N/A", "'tis", "Main St 1"])(
    "the address %s of an export is a value",
    (address) => {
      expect(withoutMarks({ address: asValue("address", address) })).toEqual({ address });
    },
  );

  it.each(["Unknown Unknown", "N/A", "'-", "Null"])("the name %s of an export is a value", (name) => {
    expect(withoutMarks({ name: asValue("name", name) })).toEqual({ name });
  });

  it("is not the sodium of a laboratory", () => {
    expect(["Na", "NA", "na"].map((cell) => isMark("codeText", cell))).toEqual([false, true, true]);
    expect(isMark("note", "Na")).toBe(true);
  });

  it.each([
    { firstName: "NULL", lastName: "null" },
    { firstName: "n/a", lastName: "-" },
    { name: "NULL NULL" },
    { name: "undefined, undefined" },
    { doctor: "null null" },
    { patientFirstName: "(blank)", patientLastName: "None" },
    { firstName: "Unknown", lastName: "Unknown" },
    { name: "Test Test" },
    { name: "TEST, TEST" },
    { patient: "Unbekannt Unbekannt" },
    { name: "N/A" },
    { doctor: "N/A" },
    { name: "-" },
    { name: "Unknown" },
    { firstName: "", lastName: "TBD" },
    { name: "N. N." },
    { name: "No Name" },
    { name: "sin nombre" },
    { doctor: "not available" },
    { firstName: "xxx", lastName: "XXX" },
  ])("in each word of a name are no name: %j", (cells) => {
    expect(Object.values(withoutMarks(cells)).join("")).toBe("");
  });

  it.each([
    { firstName: "Ann", lastName: "Null" },
    { firstName: "", lastName: "Null" },
    { name: "Nan Nan" },
    { doctor: "Null None-Meier" },
    { name: "Test" },
    { name: "Null" },
    { firstName: "Unknown", lastName: "Okoro" },
    { firstName: "Ana", lastName: "Unknown" },
    { name: "Baby Unknown" },
    { name: "Na Na" },
    { name: "Nil" },
    { name: "Nam Nguyen" },
    { name: "Tina Tester" },
    { firstName: "Test", lastName: "Patient" },
  ])("are a name, where another word is one: %j", (cells) => {
    expect(withoutMarks(cells)).toEqual(cells);
  });

  it.each(["NA", "nullum", "-1", "<5", "Nones Street"])("%s is a value", (cell) => {
    expect(isMark("code", cell)).toBe(false);
  });
});

it.each(["#VALUE!", "#DIV/0!", "#REF!", "#¡VALOR!", "#¿NOMBRE?", "#WERT!", "########"])(
  "%s of a spreadsheet is no value",
  (cell) => {
    expect(faultOf(cell)).toBe("Is an error of a spreadsheet: type the value again");
    expect(faultOf(`Flat ${cell}`)).toBeUndefined();
  },
);
