import { describe, expect, it } from "vitest";
import { genderCodesIn, readEmail, readGender, readPhone } from "./person-cells.ts";

describe("a gender", () => {
  it.each([
    [
      "male",
      ["M", "male", "Male", " männlich ", "homme", "Varon", "masc.", "männl.", "Garcon", "boy", "Mr.", "Sr"],
    ],
    ["female", ["F", "w", "FEMALE", "weiblich", "fem.", "weibl.", "Feminin", "niña", "Ms", "Sra."]],
    ["other", ["x", "divers", "Other", "non-binary", "Genderfluid"]],
    ["unknown", ["U", "unknown", "Unbekannt"]],
  ] as const)("is parsed as %s", (gender, cells) => {
    for (const cell of cells) expect(readGender(cell), cell).toEqual({ value: gender });
  });

  it("is never guessed, and null for an empty cell", () => {
    for (const cell of ["1", "?", "uncertain", "mf", "__proto__"])
      expect(readGender(cell)).toHaveProperty("message");
    for (const cell of ["", "Keine Angabe", "unspecified", "Sin especificar"])
      expect(readGender(cell), cell).toEqual({ value: null });
  });
});

describe("codes of genders", () => {
  const read = (column: string[], cell: string, heading = "Sex") =>
    readGender(cell, genderCodesIn(heading, new Set(column.map((each) => each.toLowerCase()))));

  it.each([
    [["M", "H"], "M", "female"],
    [["M", "H"], "H", "male"],
    [["M", "F"], "M", "male"],
    [["m", "w", "d"], "m", "male"],
    [["H", "F"], "H", "male"],
    [["M", "V", "Vrouw"], "V", "female"],
    [["M", "Hombre"], "M", "female"],
    [["M", "Mujer", "V"], "V", "male"],
    [["M"], "M", "male"],
    [["M", "Mujer"], "M", "male"],
    [["M", "Frau"], "M", "male"],
    [["M", "F", "K", "U"], "M", "male"],
    [["M", "F", "D"], "D", "other"],
    [["W", "M", "V", "F"], "M", "male"],
    [["V", "H"], "H", "female"],
    [["F", "X"], "F", "female"],
    [["maschio", "donna"], "Donna", "female"],
    [["男", "女"], "女", "female"],
    [["مرد", "زن"], "زن", "female"],
    [["ذكر", "أنثى"], "انثى", "female"],
    [["М", "Ж"], "М", "male"],
    [["Мужской", "Женский"], "женский", "female"],
    [["Mężczyzna", "Kobieta"], "mezczyzna", "male"],
    [["Nam", "Nữ"], "Nữ", "female"],
    [["남", "여성"], "남", "male"],
  ])("among %j, %s is %s", (column, cell, gender) => {
    expect(read(column, cell)).toEqual({ value: gender });
  });

  it("a heading in one of the languages decides", () => {
    expect(read(["M", "V"], "M", "Geslacht")).toEqual({ value: "male" });
    expect(read(["M", "V"], "M", "Sexo")).toEqual({ value: "female" });
  });

  it.each([
    [["M", "H", "F"], "M", "Sex"],
    [["M", "V"], "M", "Sex"],
    [["M", "V"], "V", "Geschlecht"],
    [["M"], "M", "Sexo"],
    [["H", "D"], "D", "Anrede"],
    [["U", "D"], "U", "Sesso"],
    [["M", "D"], "D", "Sesso"],
    [["F", "N"], "F", "Nem"],
    [["F", "B"], "B", "Inscne"],
    [["R", "M"], "M", "Sess"],
    [["M", "V", "K"], "V", "Sex"],
    [["M", "H", "O", "U", "D"], "D", "Sexo"],
    [["M", "H", "O", "U", "D"], "D", "Sex"],
    [["M", "H", "D"], "D", "Sexo"],
  ])("among %j, %s is asked for (%s)", (column, cell, heading) => {
    expect(read(column, cell, heading)).toEqual({
      message: "May be male or female here: say which with `genders`, or write the word",
    });
  });
});

describe("a phone number", () => {
  it.each([
    ["41791112233.0", "41791112233"],
    ["41791112233,0", "41791112233"],
    ["41791112233,00", "41791112233"],
    ["044 555 02 00\r\n079 111 22 33", "044 555 02 00 / 079 111 22 33"],
    [" +41 79 111 22 33 ", "+41 79 111 22 33"],
    ["044.555.02.00", "044.555.02.00"],
    ["0", ""],
    ["000000000", ""],
    ["000-000", ""],
    ["", ""],
  ])("%j is %j", (cell, number) => {
    expect(readPhone(cell)).toEqual({ value: number });
  });

  it("that a spreadsheet has shortened is lost", () => {
    expect(readPhone("4.17911E+10")).toEqual({
      message: "Not a phone number: a spreadsheet has shortened it",
    });
  });
});

it.each([
  ["Ann Roe <ann@example.org>", "ann@example.org"],
  ['"Roe, Ann" <ann@example.org>', "ann@example.org"],
  ["<info@münchen.de>", "info@münchen.de"],
  ["mailto:ann@example.org", "ann@example.org"],
  ["ann@example.org#mailto:ann@example.org#", "ann@example.org"],
  [" ann@example.org", "ann@example.org"],
  ["ann@example.org, bo@example.org", "ann@example.org, bo@example.org"],
  ["Ann <ann@example.org>, Bo <bo@example.org>", "Ann <ann@example.org>, Bo <bo@example.org>"],
])("the email address of %j is %j", (cell, address) => {
  expect(readEmail(cell)).toBe(address);
});
