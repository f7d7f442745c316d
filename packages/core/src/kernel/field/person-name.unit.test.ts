import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../error/domain-error.ts";
import { initialsOf, splitName, withoutTitles } from "./name-parts.ts";
import { personNameFields, resolveName } from "./person-name.ts";

const word = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/[\s,，،]/gu, "x"));
const fullName = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));

function fieldsRefused(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return Object.keys(error.details.errors ?? {});
  }
  return [];
}

describe("splitName", () => {
  it.each([
    ["Ann Lee", "Ann", "Lee"],
    ["María del Carmen López", "María del Carmen", "López"],
    ["Pat O Brien", "Pat", "O Brien"],
    ["MARY MC CARTHY", "MARY", "MC CARTHY"],
    ["Mary Anne Mc Carthy", "Mary Anne", "Mc Carthy"],
    ["Jan van der Berg", "Jan", "van der Berg"],
    ["Max von und zu Stein", "Max", "von und zu Stein"],
    ["Anna v.d. Berg", "Anna", "v.d. Berg"],
    ["Piet in 't Veld", "Piet", "in 't Veld"],
    ["JUAN DE LA CRUZ", "JUAN", "DE LA CRUZ"],
    ["Vanessa Van Der Merwe", "Vanessa", "Van Der Merwe"],
    ["Juan De la Cruz", "Juan", "De la Cruz"],
    ["Tran Van De", "Tran Van", "De"],
    // Takes hours if the expression backtracks.
    [`Ana ${"van de ".repeat(40)}X Y`, `Ana ${"van de ".repeat(40)}X`, "Y"],
    ["Marco degli Esposti", "Marco", "degli Esposti"],
    ["Ann-Marie St. John", "Ann-Marie", "St. John"],
    ["José Luis Rodríguez y García", "José Luis", "Rodríguez y García"],
    ["Maria do Carmo da Silva e Sousa", "Maria do Carmo", "da Silva e Sousa"],
    ["Luis e Silva", "Luis e", "Silva"],
    ["محمد بن سلمان", "محمد", "بن سلمان"],
    ["أحمد عبد الرحمن", "أحمد", "عبد الرحمن"],
    ["דוד בן גוריון", "דוד", "בן גוריון"],
    ["Ursula von der Leyen (geb. Albrecht)", "Ursula", "von der Leyen (geb. Albrecht)"],
    ["Sara da Silva Jr.", "Sara", "da Silva Jr."],
    ["Ali bin al Khatib", "Ali", "bin al Khatib"],
    ["Nguyen Thi Van Anh", "Nguyen Thi Van", "Anh"],
    ["van Berg", "van", "Berg"],
    ["Ana van", "Ana", "van"],
    ["Eva O. Lim", "Eva O.", "Lim"],
    ["Cher", "Cher", ""],
    ["Smith, Jane", "Jane", "Smith"],
    ["王，小明", "小明", "王"],
    ["علي، محمد", "محمد", "علي"],
    ["García López ,Ana María", "Ana María", "García López"],
    ["John Smith, Jr.", "John", "Smith, Jr."],
    ["John Smith Jr.", "John", "Smith Jr."],
    ["John Paul Jones III", "John Paul", "Jones III"],
    ["Ada Meier geb. Roth", "Ada", "Meier geb. Roth"],
    ["Ada Meier (geb. Roth)", "Ada", "Meier (geb. Roth)"],
    ["Léa Petit née Le Roy", "Léa", "Petit née Le Roy"],
    ["Ana Roe (Ito) jr", "Ana", "Roe (Ito) jr"],
    ["Ana Roe MD MBA, PhD", "Ana", "Roe MD MBA, PhD"],
    ["Ida Keller Dr. med. dent.", "Ida", "Keller Dr. med. dent."],
    ["Minh Anh Do", "Minh Anh", "Do"],
    ["John Paul Mba", "John Paul", "Mba"],
    ["Turner Phil", "Turner", "Phil"],
    ["Madonna (singer)", "Madonna", "(singer)"],
    ["Sammy Jr.", "Sammy", "Jr."],
    ["Ada Meier, geb. Roth", "Ada", "Meier, geb. Roth"],
    ["Meier, Ada, Dr. med.", "Ada", "Meier, Dr. med."],
    ["Prof. Dr. von Arx, Eva Lena", "Prof. Dr. Eva Lena", "von Arx"],
    ["Frau Okun, Ida, MD", "Frau Ida", "Okun, MD"],
    ["Ing, Wen", "Wen", "Ing"],
    ["Dr., Eva", "Eva", "Dr."],
    ["Dr. Ada Roe, MD", "Dr. Ada", "Roe, MD"],
    [",", ",", ""],
    ["Roe, Ann, Bea", "Ann Bea", "Roe"],
    ["Doe, John, Jr.", "John", "Doe, Jr."],
    ["Doe, John Jr.", "John", "Doe Jr."],
    ["King, Martin Luther III", "Martin Luther", "King III"],
    ["Meier, Ada geb. Roth", "Ada", "Meier geb. Roth"],
    ["Meier, Anna (Anni)", "Anna (Anni)", "Meier"],
    ["Smith, Jane, MD", "Jane", "Smith, MD"],
    ["Jane Smith, MD, PhD", "Jane", "Smith, MD, PhD"],
    ["van Berg, Ann Mary, M.D., Ph.D.", "Ann Mary", "van Berg, M.D., Ph.D."],
    ["Smith,", "Smith", ""],
    [", Jane", "Jane", ""],
    ["Jane Smith ,", "Jane", "Smith"],
    ["Smith,, Jane", "Jane", "Smith"],
    ["Cher, MD", "Cher, MD", ""],
    ["Keller, Dr. Anna", "Dr. Anna", "Keller"],
    ["Keller, Anna, PD Dr. med.", "Anna", "Keller, PD Dr. med."],
    ["Anna Keller, Dipl.-Ing.", "Anna", "Keller, Dipl.-Ing."],
    ["Anna Keller, lic. phil.", "Anna", "Keller, lic. phil."],
    ["Ada Keller, FMH", "Ada", "Keller, FMH"],
    ["Smith, M.", "M.", "Smith"],
    ["李 小明", "小明", "李"],
    ["김 민준", "민준", "김"],
    ["山田 太郎 ジョン", "太郎 ジョン", "山田"],
    ["李小明", "李小明", ""],
    ["小明 Lee", "小明", "Lee"],
  ])("%s", (name, firstName, lastName) => {
    expect(splitName(name)).toEqual({ firstName, lastName });
  });
});

it.each([
  ["PD Dr. Anna Keller", "Anna Keller"],
  ["Dr.med. Anna Keller", "Anna Keller"],
  ["Prof. Dr. med. dent. h. c. Anna Keller", "Anna Keller"],
  ["Dipl.-Ing. Anna Keller", "Anna Keller"],
  ["Mme Anna Keller", "Anna Keller"],
  ["Hr. Keller", "Keller"],
  ["Madame Anna Keller", "Anna Keller"],
  ["Señora Dra. Anna Keller", "Anna Keller"],
  ["Senorina Keller", "Senorina Keller"],
  ["Sig.ra Anna Keller", "Anna Keller"],
  ["Anna Keller, MD, Ph.D.", "Anna Keller"],
  ["Anna Keller MD", "Anna Keller"],
  ["Keller Anna Dr.", "Keller Anna"],
  ["Keller Anna PD Dr med", "Keller Anna"],
  ["Keller Anna, Prof. Dr. phil., MPH", "Keller Anna"],
  ["MUDr. Anna Keller, CSc.", "Anna Keller"],
  ["Keller Phil", "Keller Phil"],
  [`Anna${" Prof. Dr.".repeat(40)} Keller`, "Anna Keller"],
  ["Keller, PD Dr. med. Anna", "Keller, Anna"],
  ["Keller Anna (Frau Dr.)", "Keller Anna"],
  ["Medina Dragan", "Medina Dragan"],
  ["Ingrid Prof", "Ingrid Prof"],
  ["Dr.", "Dr."],
  ["John Stone Jr.", "John Stone Jr."],
  ["นายสมชาย ใจดี", "สมชาย ใจดี"],
  ["น.ส. มาลี ใจดี", "มาลี ใจดี"],
  ["ดชสมชาย ใจดี", "สมชาย ใจดี"],
  ["श्रीमती सीता शर्मा", "सीता शर्मा"],
  ["السيدة فاطمة حسن", "فاطمة حسن"],
])("%s is %s without titles", (name, bare) => expect(withoutTitles(name)).toBe(bare));

describe("resolveName", () => {
  it("keeps a name as given, with parts that join to it", () => {
    fc.assert(
      fc.property(fullName, (name) => {
        const resolved = resolveName({ name });
        expect(resolved.name).toBe(name);
        const { firstName, lastName } = resolved;
        expect([`${firstName} ${lastName}`.trim(), `${lastName} ${firstName}`.trim()]).toContain(name);
      }),
    );
  });

  it("writes a name with its last name first as it is spoken", () => {
    const jane = { name: "Jane Smith", firstName: "Jane", lastName: "Smith" };
    expect(resolveName({ name: "Smith, Jane" })).toEqual(jane);
    expect(resolveName({ name: "Smith，Jane" })).toEqual(jane);
    expect(resolveName({ name: "Smith, Jane" }, { ...jane, name: "J. Smith" })).toEqual(jane);
    expect(resolveName({ name: "Smith, Jane, MD" }).name).toBe("Jane Smith, MD");
    expect(resolveName({ name: ", Jane" }).name).toBe("Jane");
    expect(resolveName({ ...jane, name: "Smith, Jane" }).name).toBe("Smith, Jane");
  });

  it("joins a first and a last name", () => {
    expect(resolveName({ firstName: "Ann", lastName: "Lee" })).toEqual({
      name: "Ann Lee",
      firstName: "Ann",
      lastName: "Lee",
    });
  });

  it("keeps a name that is longer than its parts", () => {
    const given = { name: "Dr. Ann Lee PhD", firstName: "Ann", lastName: "Lee" };
    expect(resolveName(given)).toEqual(given);
  });

  it("names the field that is missing", () => {
    expect(fieldsRefused(() => resolveName({}))).toEqual(["name"]);
    expect(fieldsRefused(() => resolveName({ firstName: "Ann" }))).toEqual(["lastName"]);
    expect(fieldsRefused(() => resolveName({ lastName: "Lee" }))).toEqual(["firstName"]);
  });

  it("changes nothing when a whole record is sent back", () => {
    fc.assert(
      fc.property(fullName, word, word, (name, firstName, lastName) => {
        const current = { name, firstName, lastName };
        expect(resolveName(current, current)).toEqual(current);
        expect(resolveName({}, current)).toEqual(current);
      }),
    );
  });

  it("applies the one part edited in a whole record", () => {
    const current = { name: "Ann Lee", firstName: "Ann", lastName: "Lee" };
    expect(resolveName({ ...current, lastName: "Ray" }, current).name).toBe("Ann Ray");
    expect(resolveName({ ...current, name: "Bea Ito" }, current)).toMatchObject({
      firstName: "Bea",
      lastName: "Ito",
    });
  });

  it("always returns values that its fields accept", () => {
    fc.assert(
      fc.property(fullName, word, (name, lastName) => {
        const resolved = resolveName({ lastName }, resolveName({ name }));
        expect(personNameFields.name.safeParse(resolved.name).success).toBe(true);
        expect(personNameFields.lastName.safeParse(resolved.lastName).success).toBe(true);
      }),
    );
  });

  it("refuses parts that are too long together", () => {
    const long = "x".repeat(200);
    expect(fieldsRefused(() => resolveName({ firstName: long, lastName: long }))).toEqual(["lastName"]);
    const beside = { name: "X", firstName: long, lastName: long };
    expect(fieldsRefused(() => resolveName(beside))).toEqual(["lastName"]);
  });
});

it.each([
  ["Jane", "Roe", "JR"],
  ["éva", "ødegård", "ÉØ"],
  ["", "Cher", "C"],
  ["李", "小龍", "李小"],
  ["Dr. med. Jane", "'t Hart", "JT"],
  ["太郎", "\u{20BB7}田", "太\u{20BB7}"],
])("%j %j has the initials %s", (firstName, lastName, initials) =>
  expect(initialsOf({ firstName, lastName })).toBe(initials),
);
