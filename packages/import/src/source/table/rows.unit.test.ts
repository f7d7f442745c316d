import { minId } from "@caretype/core/kernel/field/paging";
import { describe, expect, it } from "vitest";
import { asValue } from "./cells.ts";
import { patientOfRow, RowReader } from "./rows.ts";
import { TableSettings } from "./schema.ts";

const columns = {
  name: "name",
  gender: "gender",
  dateOfBirth: "born",
  phoneNumber: "phone",
  address: "street",
};
const settings = TableSettings.parse({ mapping: columns, dateFormat: "DD.MM.YYYY" });
const author = { accountId: minId, practiceId: minId, timeZone: null };
const anna = { name: "Anna", gender: "F", dateOfBirth: "03.02.2001" };

describe("a row with hidden characters", () => {
  it("loses the harmless ones that pasting adds, as in the API", () => {
    const cells = {
      name: "\ufeffAn\u00adna\u200b",
      gender: "\u200eF",
      dateOfBirth: "\u200e03.\u200e02.\u200e2001",
      phoneNumber: "\u202a030 555\u202c",
    };
    expect(patientOfRow(author, { settings, cells, timeZone: null })).toEqual({
      value: {
        externalId: null,
        row: expect.objectContaining({
          name: "Anna",
          gender: "female",
          dateOfBirth: "2001-02-03",
          phoneNumber: "030 555",
        }),
      },
    });
  });

  it.each([
    ["name", "\u202eannA", "reverses text (U+202E)"],
    ["phoneNumber", "030\uffff", "is never part of text (U+FFFF)"],
    ["address", "\u202dMain St", "reverses text (U+202D)"],
    ["name", "M\ufffdller", "a letter that could not be read"],
    ["address", "Stra\u009fe 1", "a letter that could not be read"],
  ])("is rejected if they change how the text checks: %s", (field, cell, what) => {
    const problems = new Map([[field, expect.stringContaining(what)]]);
    expect(patientOfRow(author, { settings, cells: { ...anna, [field]: cell }, timeZone: null })).toEqual({
      problems,
    });
  });
});

describe("a row of another program", () => {
  const read = (cells: Record<string, string>) =>
    patientOfRow(author, { settings, cells: { ...anna, ...cells }, timeZone: null });
  const row = (fields: object) => ({ value: { externalId: null, row: expect.objectContaining(fields) } });

  it("may have the last name at birth, which is the last name without another one", () => {
    const named = (cells: object, mapping: Record<string, string>) =>
      patientOfRow(author, {
        settings: TableSettings.parse({ mapping }),
        cells: { firstName: "Ilse", ...cells },
        timeZone: null,
      });
    const mapping = { firstName: "first", lastName: "last", birthName: "maiden" };
    const ilse = (lastName: string, birthName?: string) => ({
      value: { externalId: null, row: expect.objectContaining({ firstName: "Ilse", lastName }), birthName },
    });
    expect(named({ lastName: "Braun", birthName: "Huber" }, mapping)).toEqual(ilse("Braun", "Huber"));
    expect(named({ lastName: "Braun", birthName: "" }, mapping)).toEqual(ilse("Braun"));
    expect(named({ lastName: "", birthName: "Huber" }, mapping)).toEqual(ilse("Huber", "Huber"));
    for (const birthName of ["1961", "geb. 3.2.1961"])
      expect(named({ lastName: "Braun", birthName }, mapping)).toHaveProperty("problems");
    for (const birthName of ["NULL", "-", "n/a", "unknown", "None", "s.o.", "NULL NULL", "keine", "geb."])
      expect(named({ lastName: "Braun", birthName }, mapping), birthName).toEqual(ilse("Braun"));
    const spellings = [
      "geb. Huber",
      "née Huber",
      "Dr. Huber",
      "Ilse Huber",
      "Huber, Ilse",
      "(Huber)",
      "Huber, Dr. med.",
    ];
    for (const birthName of spellings)
      expect(named({ lastName: "Braun", birthName }, mapping), birthName).toEqual(ilse("Braun", "Huber"));
    for (const birthName of ["Born", "Nee", "van der Berg", "v. d. Berg", "Ilse", "Huber Roth"])
      expect(named({ lastName: "Braun", birthName }, mapping)).toEqual(ilse("Braun", birthName));
    const settings = TableSettings.parse({ mapping: { name: "name", birthName: "maiden" } });
    const cells = { name: "Braun, Ilse Marie", birthName: "Ilse Marie Huber" };
    expect(patientOfRow(author, { settings, cells, timeZone: null })).toMatchObject({
      value: { birthName: "Huber" },
    });
  });

  it("may have no gender, nor its file a column for it", () => {
    for (const gender of ["", "NULL"]) expect(read({ gender })).toEqual(row({ gender: "unknown" }));
    expect(patientOfRow(author, { settings, cells: { name: "Anna" }, timeZone: null })).toEqual(
      row({ gender: "unknown" }),
    );
    expect(read({ gender: "?" })).toHaveProperty("problems");
  });

  it.each([
    "MÃ¼ller",
    "JosÃ©",
    "Å»ak",
    "Ð˜Ð²Ð°Ð½",
    "IÃ±igo",
    "Wei&szlig;",
    "Freitas&nbsp;Dias",
    "O&#39;Hara",
    "M?ller",
    "???? ????",
  ])("is told of letters that another program has spoilt: %s", (cell) => {
    for (const field of ["name", "address"])
      expect(read({ [field]: cell })).toEqual({
        problems: new Map([[field, expect.stringContaining("could not be read")]]),
      });
  });

  it.each(["M?ller", "O&#39;Hara", "'JosÃ©", "M\u{FFFD}ller"])("has %s as it was exported", (cell) => {
    expect(read({ name: asValue("name", cell), address: asValue("address", cell) })).toEqual(
      row({ name: cell, address: cell }),
    );
  });

  it.each(["JOÃO", "RENÃ", "Ñíguez", "Å Öst", "Müller & Co; Söhne", "Ada ?", "NÚÑEZ “EL CID”"])(
    "has all letters of %s",
    (cell) => {
      expect(read({ name: cell, address: cell })).toEqual(row({ address: cell }));
    },
  );

  it("has marks of nothing, but surnames such as Null", () => {
    expect(read({ address: "NULL", phoneNumber: "n/a", dateOfBirth: "-" })).toEqual(
      row({ address: null, phoneNumber: null, dateOfBirth: null }),
    );
    expect(read({ name: "Anna Null", address: "None" })).toEqual(row({ name: "Anna Null", address: null }));
    expect(read({ name: "Null" })).toEqual(row({ name: "Null" }));
  });

  it("may have a year of birth alone, as the console exports it", () => {
    const born = { dateOfBirth: expect.stringMatching(/^1980-/), dateOfBirthApproximate: true };
    for (const dateOfBirth of ["1980", "00.00.1980", "~1980"])
      expect(read({ dateOfBirth })).toEqual(row(born));
    const died = row({ ...born, deceasedOn: "2024-05-06" });
    expect(read({ dateOfBirth: "1980", deceasedOn: "06.05.2024" })).toEqual(died);
  });

  it.each([
    [
      { firstName: "Ana", middleName: "María", lastName: "García", secondLastName: "López" },
      "Ana María García López",
    ],
    [{ firstName: "Ana", middleName: "-", lastName: "García", secondLastName: "N/A" }, "Ana García"],
    [{ name: "Ana García", middleName: "María", secondLastName: "García" }, "Ana García"],
  ])("may have a name in several columns: %o", (cells, name) => {
    expect(patientOfRow(author, { settings, cells, timeZone: null })).toEqual(row({ name }));
  });

  it.each([
    [
      { address: "1 Main St", addressLine2: "Apt 4", city: "Boston", state: "MA", postalCode: "02101" },
      "1 Main St, Apt 4, Boston, MA 02101",
    ],
    [
      { address: "Talstrasse", houseNumber: "7", city: "Zürich", postalCode: "8001" },
      "Talstrasse 7, 8001 Zürich",
    ],
    [
      { address: "Av. Sol 2", city: "Ronda", postalCode: "29400", state: "Málaga" },
      "Av. Sol 2, 29400 Ronda, Málaga",
    ],
    [{ address: "", houseNumber: "", city: "Cork", state: "NULL" }, "Cork"],
    [{ address: "York Road 2", city: "York", postalCode: "" }, "York Road 2, York"],
    [
      { address: "Talstrasse 7, 8001 Zürich", city: "Zürich", postalCode: "8001" },
      "Talstrasse 7, 8001 Zürich",
    ],
    [{ address: " Hof 3\nHinterhaus ", city: "" }, "Hof 3\nHinterhaus"],
  ])("may have an address in several columns: %o", (cells, address) => {
    expect(read(cells)).toEqual(row({ address }));
  });

  it("may have a problem in a part", () => {
    expect(read({ address: "Talstrasse 7", city: "Z?rich" })).toHaveProperty(
      "problems",
      new Map([["city", expect.any(String)]]),
    );
  });

  it("may have the age of a day within the last twenty years beside the date of birth", () => {
    const born = new Date().getUTCFullYear() - 40;
    for (const dateOfBirth of [`01.01.${born}`, String(born)]) {
      for (const age of ["41", "39", "20"])
        expect(read({ dateOfBirth, age })).toEqual(row({ dateOfBirth: `${born}-01-01` }));
      const problems = new Map([["age", expect.stringContaining("match")]]);
      for (const age of ["0", "19", "42", "80"]) expect(read({ dateOfBirth, age })).toEqual({ problems });
    }
  });

  it("has a name with letters", () => {
    const problems = new Map([["name", "Has no letters: choose the column with the name"]]);
    for (const name of ["1", "2024-02-03", "10 007"]) expect(read({ name })).toEqual({ problems });
    expect(read({ name: "'1" })).toEqual(row({ name: "1" }));
    expect(read({ name: "Anna 2" })).toEqual(row({ name: "Anna 2" }));
  });

  it.each(["07.03.1970", "03.1970", "1970"])(
    "died before the birth on %s: a problem of that cell",
    (deceasedOn) => {
      const problems = new Map([["deceasedOn", "Is before the date of birth"]]);
      expect(read({ deceasedOn })).toEqual({ problems });
    },
  );
});

it.each([
  ["Ito, Ken (03.11.1961)", "Ito, Ken", "1961-11-03"],
  ["Ito Ken *3.11.61", "Ito Ken", "1961-11-03"],
  ["Ken Ito, geb. 3. November 1961", "Ken Ito", "1961-11-03"],
  ["Ito, Ken, 1961-11-03", "Ito, Ken", "1961-11-03"],
  ["Ito, Ken [DOB: 03/11/1961]", "Ito, Ken", "1961-11-03"],
  ["3.11.1961 Ito Ken", "Ito Ken", "1961-11-03"],
  ["Ken Ito", "Ken Ito", null],
  ["P-03.11.1961", "P-03.11.1961", null],
  ["Ito 03.11.1961-2", "Ito 03.11.1961-2", null],
  ["Ken Ito 03.11.1961 check-up 2", "Ken Ito 03.11.1961 check-up 2", null],
  ["Ken Ito 3.11.15", "Ken Ito 3.11.15", null],
])("the patient %j is %s, born %s", (cell, patient, born) => {
  const row = new RowReader({ patient: cell }, "patient");
  expect(row.patient("DD.MM.YYYY", null)).toEqual({ patient, born });
});

it("the patient may stand in two columns", () => {
  const read = (first: string, last: string) => {
    const row = new RowReader({ patientFirstName: first, patientLastName: last }, "patient");
    return [row.patient("DD.MM.YYYY", null).patient, [...row.problems]];
  };
  expect(read(" Ana María", "Null")).toEqual(["Ana María Null", []]);
  expect(read("Sukarno", "")).toEqual(["Sukarno", []]);
  expect(read("", "N?ll")).toEqual(["", [["patientLastName", expect.stringContaining("could not be read")]]]);
  expect(read("", "")).toEqual(["", [["patientLastName", "Required"]]]);
});
