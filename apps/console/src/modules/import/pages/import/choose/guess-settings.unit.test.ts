import { describe, expect, it } from "vitest";
import { guessSettings, isGuess, unreadGendersIn } from "./guess-settings.ts";

const all = () => true;
const fileOf = (columns: string[], ...rows: string[][]) => ({
  columns,
  samples: rows.map((cells, at) => ({ line: at + 2, cells })),
});
const mapped = (columns: string[], ...rows: string[][]) =>
  guessSettings("patient", fileOf(columns, ...rows), all).mapping;

describe("columns whose names say nothing", () => {
  const columns = ["Nr", "A", "B", "C", "D", "E", "ZIP"];
  const rows = [
    ["1000123", "Ann Lee", "w", "03.02.1984", "ann@example.org", "+43 1 123 4567", "1010"],
    ["1000124", "Bo Ray", "m", "", "bo@example.org", "0664/1234567", "80331"],
    ["1000125", "Cy Fox", "d", "31.12.2019", "", "(030) 123-4567", "01067"],
  ];

  it("are mapped by their values, with the format of dates", () => {
    expect(guessSettings("patient", fileOf(columns, ...rows), all)).toEqual({
      mapping: { gender: "B", dateOfBirth: "C", email: "D", phoneNumber: "E", postalCode: "ZIP" },
      dateFormat: "DD.MM.YYYY",
    });
    expect(isGuess("gender", fileOf(columns, ...rows), "B")).toBe(true);
    expect(isGuess("gender", fileOf(columns, ...rows), "A")).toBe(false);
  });

  it("are not taken for numbers of other programs, post codes, marks or dates of visits", () => {
    expect(mapped(["Nr", "ZIP"], ["1000123", "01067"], ["1000124", "80331"])).toEqual({ postalCode: "ZIP" });
    expect(mapped(["Seen", "Paid"], ["2024-01-02", "x"], ["2023-05-06", "x"])).toEqual({});
    for (const column of ["OBS_DATE", "Start", "Letzter Besuch", "Fecha de alta", "Chequeo"])
      expect(mapped([column, "Paid"], ["1994-01-02", "x"], ["2016-05-06", "x"])).toEqual({});
    for (const column of ["Diagnosed", "Erstdiagnose"])
      expect(mapped([column, "Paid"], ["1984-01-02", "x"], ["2016-05-06", "x"])).toEqual({});
  });

  it("are left if two could be meant, or the caller may not set the field", () => {
    expect(mapped(["A", "B"], ["+43 1 1234567", "+43 1 7654321"])).toEqual({});
    const some = guessSettings("patient", fileOf(columns, ...rows), (field) => field !== "email");
    expect(some.mapping.email).toBeUndefined();
  });

  it("never share a field with a column that is mapped by its name", () => {
    expect(mapped(["email", "B"], ["ann@example.org", "lee@example.org"])).toEqual({ email: "email" });
  });

  it("are not those of another person", () => {
    const phone = "+43 1 1234567";
    expect(mapped(["A", "contactNom", "contactTel"], ["", "Bo Ray", phone])).toEqual({});
    expect(mapped(["A", "EMERGENCY_CONTACT"], ["", phone])).toEqual({});
    expect(mapped(["A", "doctor_name", "doctor_mail"], ["", "Bo Ray", "bo@example.org"])).toEqual({});
    expect(mapped(["patient_name", "patient_line"], ["Bo Ray", phone])).toEqual({
      name: "patient_name",
      phoneNumber: "patient_line",
    });
  });

  it("count before columns with known names that have no values", () => {
    const columns = ["Nome", "Celular", "Telefone", "Estado"];
    expect(mapped(columns, ["Ann Lee", "999178117", "", "SP"])).toMatchObject({
      phoneNumber: "Celular",
      state: "Estado",
    });
    expect(mapped(columns, ["Ann Lee", "", "", ""])).toMatchObject({
      phoneNumber: "Telefone",
      state: "Estado",
    });
  });

  it("may have a few wrong values", () => {
    const manyOf = (value: string) => Array.from({ length: 20 }, (_, at) => [at === 3 ? "unknown" : value]);
    expect(mapped(["B"], ...manyOf("f"))).toEqual({ gender: "B" });
    expect(mapped(["B"], ...manyOf("3.2.1980"))).toEqual({ dateOfBirth: "B" });
  });
});

it("a name beside its parts counts if it has both", () => {
  const columns = ["name", "Prénom", "Nom"];
  expect(mapped(columns, ["Mrs. Ann Lee", "Ann", "Lee"])).toMatchObject({ name: "name" });
  for (const others of [[["ann1", "Ann", "Lee"]], []])
    expect(mapped(columns, ...others)).toEqual({ firstName: "Prénom", lastName: "Nom" });
  expect(mapped(["Name", "Vorname"], ["Müller", "Jürg"], ["Li", ""])).toEqual({
    firstName: "Vorname",
    lastName: "Name",
  });
  expect(mapped(["Name", "Vorname"], ["Jürg Müller", "Jürg"])).toMatchObject({ name: "Name" });
  expect(mapped(["Nombre", "Apellidos"], ["Ana", "Gil Ruiz"])).toEqual({
    firstName: "Nombre",
    lastName: "Apellidos",
  });
  expect(mapped(["nombre", "sexo"], ["Ana Gil Ruiz", "F"])).toEqual({ name: "nombre", gender: "sexo" });
});

it.each([
  ["Nº", "12", "Nº"],
  ["Número", "12 B", "Número"],
  ["N°", "s/n", "N°"],
  ["Nr.", "10007123", undefined],
  ["Not", "12", undefined],
])("the column %s behind a street, with %s, is the house number: %s", (column, value, houseNumber) => {
  const guessed = mapped(["Nombre", "Calle", column], ["Ana Gil", "Sol", value]);
  expect(guessed).toEqual({ name: "Nombre", address: "Calle", ...(houseNumber && { houseNumber }) });
  expect(mapped([column, "Nombre", "Calle"], [value, "Ana Gil", "Sol"]).houseNumber).toBeUndefined();
});

it.each([
  ["Sexo", ["M", "", "m"], ["m"]],
  ["Sex", ["V", "M"], ["v", "m"]],
  ["Geslacht", ["V", "M"], []],
  ["Geslacht", ["V", "M", "vrouw"], []],
  ["Sexo", ["M", "H"], []],
  ["Sex", ["M", "F"], []],
  ["Geschlecht", ["1", "2", "m"], ["1", "2"]],
])("codes of genders in a column %s with %j, of which %j are asked", (column, cells, asked) => {
  expect(unreadGendersIn(fileOf([column], ...cells.map((cell) => [cell])), column)).toEqual(asked);
  expect(unreadGendersIn(fileOf([column]), undefined)).toEqual([]);
});

it.each([
  [
    "OpenEMR",
    ["fname", "lname", "DOB", "sex", "phone_home"],
    ["firstName", "lastName", "dateOfBirth", "gender"],
  ],
  ["Elexis", ["Name", "Vorname", "Strasse", "Telefon1"], ["lastName", "firstName", "address", "phoneNumber"]],
  [
    "a clinic in Spain",
    ["Nombre", "Apellido 1", "F. Nacimiento", "Teléfono móvil", "Fecha de defunción"],
    ["firstName", "lastName", "dateOfBirth", "phoneNumber", "deceasedOn"],
  ],
  [
    "a clinic in France",
    ["Nom de naissance", "Prénom", "DDN", "Portable"],
    ["lastName", "firstName", "dateOfBirth"],
  ],
  ["Dentrix", ["Patient Name", "Birthdate", "Phone"], ["name", "dateOfBirth", "phoneNumber"]],
  ["a clinic in Italy", ["Cognome", "Nome", "Data di nascita"], ["lastName", "firstName", "dateOfBirth"]],
  ["a clinic in Poland", ["Nazwisko", "Imię"], ["lastName", "firstName"]],
  [
    "a clinic in Mexico",
    ["paciente_id", "nombre", "fecha_nacimiento", "telefono"],
    ["name", "dateOfBirth", "phoneNumber"],
  ],
  [
    "a clinic in Brazil",
    ["Nome", "Data de Nasc.", "Celular", "Endereço"],
    ["name", "dateOfBirth", "phoneNumber", "address"],
  ],
])("headings of %s are known", (_program, columns, fields) => {
  const cells = columns.map((column) => `some ${column}`);
  expect(Object.keys(mapped(columns, cells))).toEqual(expect.arrayContaining(fields));
});

it.each([
  [["6,3", "12.300", "140"], "comma"],
  [["<0,5", "negativ"], "comma"],
  [["6.3", "1,2"], undefined],
  [["12.300", "1,234"], undefined],
])("the results %j have the decimal mark %s", (values, mark) => {
  const columns = ["Patient", "Test", "Date", "Result"];
  const rows = values.map((value) => ["Jane Roe", "CRP", "2024-02-03", value]);
  expect(guessSettings("observation", fileOf(columns, ...rows), all).decimalMark).toBe(mark);
});

it("encounters of other programs are not known by their numbers", () => {
  const fileWith = (encounter: string) =>
    fileOf(["Patient", "Drug", "Encounter ID"], ["17", "Ibuprofen", encounter]);
  const guessed = (encounter: string) => guessSettings("medication", fileWith(encounter), all).mapping;
  expect(guessed("4711")).toEqual({ patient: "Patient", codeText: "Drug" });
  expect(guessed("01a226d4-6c2b-70e0-81f6-c726de52dda5")).toMatchObject({ encounter: "Encounter ID" });
});

it("columns with a sign each have the units of their headings, or of their values", () => {
  const columns = ["Patient", "Date", "HR", "SBP", "DBP", "Temp", "SpO2", "Weight kg", "Height"];
  const row = ["17", "2024-02-01", "72", "120", "80", "98.6", "97", "70", "180"];
  const { mapping, signs } = guessSettings("observation", fileOf(columns, row), all);
  expect(mapping).toEqual({ patient: "Patient", effectiveAt: "Date" });
  expect(signs?.map(({ column, unit }) => [column, unit])).toEqual([
    ["HR", "/min"],
    ["SBP", "mm[Hg]"],
    ["DBP", "mm[Hg]"],
    ["Temp", "[degF]"],
    ["SpO2", "%"],
    ["Weight kg", "kg"],
    ["Height", undefined],
  ]);
});
