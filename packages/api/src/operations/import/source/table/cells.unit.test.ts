import { describe, expect, it } from "vitest";
import {
  asValue,
  faultOf,
  genderCodesIn,
  isMark,
  readDate,
  readDecimal,
  readEmail,
  readGender,
  readMinutes,
  readOrdinal,
  readPartialDate,
  readPhone,
  readStatus,
  readTimeOfDay,
  readWholeNumber,
  withoutMarks,
} from "./cells.ts";
import { languageTag } from "./languages.ts";
import { dateFormats } from "./schema.ts";

describe("a date", () => {
  it.each([
    ["YYYY-MM-DD", "2001-02-03"],
    ["DD.MM.YYYY", "03.02.2001"],
    ["DD/MM/YYYY", "03/02/2001"],
    ["MM/DD/YYYY", "02/03/2001"],
    ["DD-MM-YYYY", "03-02-2001"],
    ["MM-DD-YYYY", "2-3-2001"],
    ["DD.MM.YYYY", " 3.2.2001 "],
    ["YYYY-MM-DD", "2001-2-3"],
    ["YYYY-MM-DD", "2001/02/03 0:00"],
    ["YYYY-MM-DD", "2001.2.3"],
    ["YYYY-MM-DD", "20010203"],
    ["YYYY-MM-DD", "2001年2月3日"],
    ["DD.MM.YYYY", "03.02.2001 00:00:00"],
    ["DD.MM.YYYY", "03. 02. 2001"],
    ["DD.MM.YYYY", "3.2.2001."],
    ["YYYY-MM-DD", "2001-02-03T00:00:00.000Z"],
    ["YYYY-MM-DD", "2001-02-03T23:59:59"],
    ["MM/DD/YYYY", "2/3/2001 12:00:00 AM"],
    ["DD-MM-YYYY", "03-02-2001, 0:00"],
    ["YYYY-MM-DD", "２００１／２／３"],
    ["DD/MM/YYYY", "٠٣/٠٢/٢٠٠١"],
    ["DD.MM.YYYY", "०३.०२.२००१"],
  ] as const)("is parsed as %s: %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ value: "2001-02-03" });
  });

  it.each([
    ["YYYY-MM-DD", "03.02.2001"],
    ["DD.MM.YYYY", "2001-02-03"],
    ["DD.MM.YYYY", "03/02/2001"],
    ["DD.MM.YYYY", "3.2.01"],
    ["MM/DD/YYYY", "02/03/2001 00:30"],
    ["YYYY-MM-DD", "36925"],
    ["YYYY-MM-DD", "2001/02-"],
    ["DD/MM/YYYY", "2001/02/03"],
    ["YYYY-MM-DD", "tomorrow"],
    ["DD-MM-YYYY", "03--2001"],
  ] as const)("is never guessed: %s rejects %s", (format, cell) => {
    expect(readDate(cell, format)).toEqual({ message: `Not a date in the format ${format}` });
  });

  it.each([
    ["2001-02-03T00:00:00.000Z", "America/New_York", "2001-02-02"],
    ["2001-02-03T02:00:00Z", "America/New_York", "2001-02-02"],
    ["2001-02-02T12:00:00Z", "Pacific/Auckland", "2001-02-03"],
    ["2001-02-03T00:00:00-05:00", "America/New_York", "2001-02-03"],
    ["2001-02-03 04:30:00.5+00", "Asia/Kathmandu", "2001-02-03"],
    ["2001-02-03T00:30:00Z", null, "2001-02-03"],
  ] as const)("of the instant %s in %s is %s", (cell, timeZone, day) => {
    for (const format of ["YYYY-MM-DD", "DD.MM.YYYY"] as const) {
      expect(readDate(cell, format, timeZone)).toEqual({ value: day });
      expect(readPartialDate(cell, format, timeZone)).toEqual({ value: day });
    }
  });

  it.each(["2001-02-30T00:30:00Z", "2001-02-03T25:00:00Z", "2001-02-03T", "2001-02-03Tonight"])(
    "is not in %s",
    (cell) => {
      expect(readDate(cell, "YYYY-MM-DD")).toHaveProperty("message");
      expect(readPartialDate(cell, "YYYY-MM-DD")).toHaveProperty("message");
    },
  );

  it.each([
    ["5 août 2019", "2019-08-05"],
    ["Aug. 5, 2019", "2019-08-05"],
    ["05-AUG-2019 00:00:00", "2019-08-05"],
    ["1º de enero de 2020", "2020-01-01"],
    ["29 ott. 2019", "2019-10-29"],
    ["29. Okt 2019", "2019-10-29"],
  ])("with the name of its month is read in every format: %s", (cell, value) => {
    for (const format of dateFormats) {
      expect(readDate(cell, format)).toEqual({ value });
      expect(readPartialDate(cell, format)).toEqual({ value });
    }
    expect(readPartialDate("août 2019", "MM/DD/YYYY")).toEqual({ value: "2019-08" });
  });

  it.each([
    ["DD.MM.YYYY", "00.05.2019", "2019-05"],
    ["DD.MM.YYYY", "00.00.2019", "2019"],
    ["MM/DD/YYYY", "05/00/2019", "2019-05"],
    ["YYYY-MM-DD", "2019-05-00", "2019-05"],
    ["YYYY-MM-DD", "2019-00-00", "2019"],
    ["DD/MM/YYYY", "mayo de 2019", "2019-05"],
    ["YYYY-MM-DD", "May, 2019", "2019-05"],
    ["MM/DD/YYYY", "May-2019", "2019-05"],
    ["YYYY-MM-DD", "~2019", "2019"],
    ["DD.MM.YYYY", "ca. 2019", "2019"],
  ] as const)("whose day is not known is read as %s: %s", (format, cell, value) => {
    expect(readPartialDate(cell, format)).toEqual({ value });
    expect(readDate(cell, format)).toHaveProperty("message");
  });

  it.each([
    ["MM/DD/YYYY", "00/05/2019"],
    ["DD.MM.YYYY", "05.00.2019"],
    ["YYYY-MM-DD", "0000-05-00"],
  ] as const)("has no month in %s: %s", (format, cell) => {
    expect(readPartialDate(cell, format)).toHaveProperty("message");
  });

  it.each([
    "29 Feb 2023",
    "05-AUG-19",
    "around 5 Aug 2019",
    "5 Aug 2019 or 2020",
    "Martin 2019",
    "43682",
    "05.08.19",
  ])("is not guessed from %s", (cell) => {
    for (const format of dateFormats) expect(readPartialDate(cell, format)).toHaveProperty("message");
  });

  it("must exist in the calendar", () => {
    expect(readDate("31.02.2001", "DD.MM.YYYY")).toEqual({
      message: "Not a valid date, read as DD.MM.YYYY",
    });
    expect(readDate("25/12/2001", "MM/DD/YYYY")).toHaveProperty("message");
  });

  it("is null for an empty cell, in every format", () => {
    for (const format of dateFormats) expect(readDate("  ", format)).toEqual({ value: null });
  });
});

describe("a time of day", () => {
  it.each([
    ["8 Uhr", "08:00"],
    ["8 Uhr 05", "08:05"],
    ["8h", "08:00"],
    ["18 h 45", "18:45"],
    ["8 am", "08:00"],
    ["12 a. m.", "00:00"],
    ["8:45 p. m.", "20:45"],
    ["08.45", "08:45"],
    ["08:45:00.000", "08:45"],
    ["8:45 hrs.", "08:45"],
    ["８：４５", "08:45"],
    ["٨:٤٥", "08:45"],
    ["0845", "08:45"],
  ])("is read as people write it: %s", (cell, value) => {
    expect(readTimeOfDay(cell)).toEqual({ value });
  });

  it("may have seconds, in parts, where these count", () => {
    expect(readTimeOfDay("8:45:09.25", { hasSeconds: true })).toEqual({ value: "08:45:09.25" });
    expect(readTimeOfDay("8:45:00,0", { hasSeconds: true })).toEqual({ value: "08:45:00" });
    expect(readTimeOfDay("8:45:00.5")).toEqual({ message: "Has to be a whole minute" });
  });

  it.each(["8", "845", "2460", "13 pm", "0 am", "24:00", "8:60", "0.3645", "noon", "8 h 5"])(
    "is not guessed from %s",
    (cell) => {
      expect(readTimeOfDay(cell)).toHaveProperty("message");
    },
  );
});

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

it.each([
  ["2 of 3", 2],
  ["2/3", 2],
  ["1st", 1],
  ["2. Impfung", 2],
  ["3.0", 3],
  ["booster", null],
  ["2 + 1", null],
])("the number of the dose %j is %s", (cell, value) => {
  const message = "Not a whole number";
  expect(readOrdinal(cell)).toEqual(value === null ? { message } : { value });
});

it.each([
  ["30 Min.", 30],
  ["45'", 45],
  ["1 h 15", 75],
  ["1h", 60],
  ["0:45", 45],
  ["01:15:00", 75],
  ["1 Std. 30 Minuten", 90],
  ["2 days", null],
  ["1:75 pm", null],
  ["h", null],
])("the minutes of %j are %s", (cell, value) => {
  const message = "Not a whole number";
  expect(readMinutes(cell)).toEqual(value === null ? { message } : { value });
});

it("parses only whole numbers", () => {
  for (const cell of [" 42 ", "42.0", "42,00"]) expect(readWholeNumber(cell)).toEqual({ value: 42 });
  expect(readWholeNumber("")).toEqual({ value: null });
  for (const cell of ["4.5", "-1", "1e3", "forty", "1 000", "9999999999"])
    expect(readWholeNumber(cell)).toEqual({ message: "Not a whole number" });
});

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

describe("a number", () => {
  it.each([
    [".5", "point", "0.5"],
    ["-.25", "point", "-0.25"],
    [",5", "comma", "0.5"],
  ] as const)("may begin with its mark: %s", (cell, mark, value) => {
    expect(readDecimal(cell, mark)).toEqual({ value });
    expect(readDecimal(cell, mark === "point" ? "comma" : "point")).toHaveProperty("message");
  });

  it.each([
    ["1.2 x 10^3", "point", "1.2e3"],
    ["1,2×10⁻³", "comma", "1.2e-3"],
    ["10⁵", "point", "1e5"],
    ["1,000,000", "point", "1000000"],
    ["1.234.567", "comma", "1234567"],
  ] as const)("may have a power, or groups of digits: %s", (cell, mark, value) => {
    expect(readDecimal(cell, mark)).toEqual({ value });
  });

  it.each(["1,000", "2 x 103"])("is not %s, which may be another", (cell) => {
    expect(readDecimal(cell, "point")).not.toHaveProperty("value", expect.any(String));
  });
});

describe("a status", () => {
  it.each([
    ["Cancelled by patient", "cancelled"],
    ["Abgesagt (krank)", "cancelled"],
    ["Cancelado - paciente", "cancelled"],
    ["DNA", "noshow"],
    ["Did not attend", "noshow"],
    ["Checked out", "fulfilled"],
    ["Checked in", "fulfilled"],
    ["Chegou", "fulfilled"],
    ["Não compareceu", "noshow"],
    ["Annulée (patient)", "cancelled"],
    ["Kept", "fulfilled"],
    ["Confirmado", "booked"],
    ["Pendiente", "booked"],
    ["Patient cancelled", "cancelled"],
    ["x Canceled", "cancelled"],
    ["@ Arrived", "fulfilled"],
    ["- None", null],
    ["No Show - called twice", "noshow"],
    ["Nicht erschienen (entschuldigt)", "noshow"],
  ])("%s is %s", (cell, value) => {
    expect(readStatus(cell)).toEqual({ value });
  });

  it.each([
    "Rescheduled",
    "Not cancelled",
    "Do not cancel",
    "Was never cancelled",
    "Confirmed / cancelled",
    "Cancellation policy",
    "Booked by phone",
  ])("is not guessed from %s", (cell) => expect(readStatus(cell)).toHaveProperty("message"));
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

describe("the name of a language", () => {
  it.each([
    ["German", "de"],
    ["Deutsch", "de"],
    ["alemán", "de"],
    ["français", "fr"],
    ["German (Switzerland)", "de-CH"],
    ["Deutsch (Schweiz)", "de-CH"],
    ["Swiss German", "gsw"],
    ["de-CH", "de-CH"],
    ["Elvish", "Elvish"],
  ])("%s is %s", (name, tag) => {
    expect(languageTag(name)).toBe(tag);
  });
});

it.each(["0000-00-00", "00.00.0000", "0000-00-00 00:00:00"])(
  "%s is no date, as databases write it",
  (cell) => {
    expect(readDate(cell, "YYYY-MM-DD")).toEqual({ value: null });
    expect(readPartialDate(cell, "DD.MM.YYYY")).toEqual({ value: null });
  },
);

it.each([
  ["Ann Roe <ann@example.org>", "ann@example.org"],
  ['"Roe, Ann" <ann@example.org>', "ann@example.org"],
  ["<info@münchen.de>", "info@münchen.de"],
  ["mailto:ann@example.org", "ann@example.org"],
  ["ann@example.org#mailto:ann@example.org#", "ann@example.org"],
  [" ann@example.org", " ann@example.org"],
  ["ann@example.org, bo@example.org", "ann@example.org, bo@example.org"],
  ["Ann <ann@example.org>, Bo <bo@example.org>", "Ann <ann@example.org>, Bo <bo@example.org>"],
])("the email address of %j is %j", (cell, address) => {
  expect(readEmail(cell)).toBe(address);
});
