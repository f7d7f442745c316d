import { describe, expect, it } from "vitest";
import { type Comparable, compareForDuplicates, isPossible, likelyScore } from "./rules.ts";

const ana: Comparable = {
  given: "ana lucia",
  family: "silva",
  dateOfBirth: "1980-02-29",
  dateOfBirthApproximate: false,
  gender: "female",
  phoneNumber: "+49 30 5550199",
  email: "ana@example.org",
};
const eva = { given: "eva" };
const bare = { phoneNumber: null, email: null };
const unknownBirth = { dateOfBirth: null, dateOfBirthApproximate: false };
const approximately = (year: number) => ({ dateOfBirth: `${year}-01-01`, dateOfBirthApproximate: true });

const compare = (other: Partial<Comparable>, one: Partial<Comparable> = {}) =>
  compareForDuplicates({ ...ana, ...bare, ...one }, { ...ana, ...bare, ...other });

describe("two patients", () => {
  it.each<[string, Partial<Comparable>, number, string[]]>([
    ["alike", {}, 80, ["same name", "same birth date"]],
    ["with names swapped", { given: "silva", family: "ana lucia" }, 80, ["same name", "same birth date"]],
    ["with two first names as one word", { given: "analucia" }, 80, ["same name", "same birth date"]],
    ["with a typing error", { family: "sliva" }, 65, ["similar name", "same birth date"]],
    ["without a middle name", { given: "ana" }, 65, ["similar name", "same birth date"]],
    ["of another gender", { gender: "male" }, 70, ["same name", "same birth date"]],
    ["of gender `other`", { gender: "other" }, 80, ["same name", "same birth date"]],
    ["with another name", { given: "bo", family: "ortega" }, 20, ["same birth date"]],
    ["born on another day", { dateOfBirth: "1981-02-28" }, 10, ["same name"]],
    ["with only the name", unknownBirth, 40, ["same name"]],
    ["of about the same age", approximately(1981), 60, ["same name", "birth year within a year"]],
    ["of another age", approximately(1982), 10, ["same name"]],
  ])("%s", (_what, other, ...[score, reasons]) => {
    expect(compare(other)).toEqual({ score, reasons });
    // Symmetric.
    expect(compareForDuplicates({ ...ana, ...bare, ...other }, { ...ana, ...bare })).toEqual({
      score,
      reasons,
    });
  });

  it("match by phone and email, unless their dates of birth differ", () => {
    const reached = { phoneNumber: "030/555 01 99", email: "ANA@Example.org" };
    const both = { ...bare, phoneNumber: ana.phoneNumber, email: ana.email };
    expect(compare({ ...reached, ...unknownBirth }, both)).toEqual({
      score: 100,
      reasons: ["same name", "same e-mail address", "same phone number"],
    });
    expect(compare({ email: "ana@example.org", ...unknownBirth }, both).score).toBe(80);
    expect(compare({ phoneNumber: "0305550199", ...unknownBirth }, both).score).toBe(70);
    const child = { given: "bo", family: "silva", dateOfBirth: "2015-05-05" };
    expect(compare({ ...reached, ...child }, both).score).toBeLessThan(60);
    expect(compare({ ...reached, dateOfBirth: "2010-02-28" }, both).score).toBeLessThan(likelyScore);
  });

  it.each([
    ["1986-03-14", "1986-03-15", true],
    ["1986-03-14", "1968-03-14", true],
    ["1986-03-12", "1986-03-21", true],
    ["1986-03-12", "1986-12-03", true],
    ["1986-03-12", "1976-03-12", true],
    ["1986-03-12", "1956-03-12", false],
    ["1986-03-12", "1987-04-12", false],
    ["1950-01-01", "1980-01-01", false],
    ["1988-02-29", "1989-02-28", false],
    ["1981-02-18", "1988-02-11", false],
    ["1986-01-21", "1986-02-11", true],
    ["1980-09-19", "1980-09-20", true],
    ["1999-12-31", "2000-01-01", true],
  ])(
    "born on %s and %s are likely the same with a number, and only then: %s",
    (dateOfBirth, other, isLikely) => {
      const [one, two] = [
        { ...ana, ...bare, dateOfBirth },
        { ...ana, ...bare, dateOfBirth: other },
      ];
      const reached = { phoneNumber: "044 555 02 00" };
      const compared = compareForDuplicates({ ...one, ...reached }, { ...two, ...reached });
      expect(compared.score >= likelyScore).toBe(isLikely);
      expect(isPossible(compareForDuplicates(one, two))).toBe(false);
    },
  );

  it.each<[string, Partial<Comparable>, Partial<Comparable>]>([
    ["twins", { given: "mia", family: "keller" }, { given: "lea", family: "keller" }],
    ["twins with two last names", { given: "tim", family: "roe ito" }, { given: "tom", family: "roe ito" }],
    ["with a second name", { given: "anna maria" }, { given: "ella maria" }],
    ["with a first name", { given: "maria anna" }, { given: "maria ella" }],
    ["in Spain", { given: "jose luis" }, { given: "jose carlos" }],
    ["with a hyphen", { given: "anna-maria" }, { given: "eva-maria" }],
    ["in Vietnam", { given: "nguyen thi", family: "mai" }, { given: "nguyen thi", family: "lan" }],
    ["in two fields", { given: "thi mai", family: "nguyen" }, { given: "nguyen thi", family: "lan" }],
    ["in China", { given: "王小明", family: "" }, { given: "王小红", family: "" }],
    ["in China, in two fields", { given: "小明", family: "王" }, { given: "小红", family: "王" }],
    ["in Korea", { given: "김민수", family: "" }, { given: "김민지".normalize("NFD"), family: "" }],
    ["a father and his son", { given: "john", family: "stone sr" }, { given: "john", family: "stone jr" }],
    ["of both sexes", { given: "christian", gender: "male" }, { given: "christina" }],
    ["of both sexes, one name longer", { given: "daniel", gender: "male" }, { given: "daniela" }],
    ["newborn", { given: "baby i" }, { given: "baby ii" }],
    ["a grandfather", { given: "john", family: "stone senior" }, { given: "john", family: "stone iii" }],
  ])("of a family stay apart: %s", (_who, one, other) => {
    const shared = { phoneNumber: "044 555 02 00", email: "family@example.org" };
    expect(isPossible(compare({ ...shared, ...one }, { ...shared, ...other }))).toBe(false);
  });

  it.each<[string, Partial<Comparable>, Partial<Comparable>]>([
    ["an initial", { given: "j" }, { given: "jane" }],
    ["a short form", { given: "alex" }, { given: "alexander" }],
    ["two exchanged letters", { given: "lnea" }, { given: "lena" }],
    ["a missing second name", { given: "anna maria" }, { given: "anna" }],
    ["a wrong letter", { given: "anna marja" }, { given: "anna maria" }],
    ["an initial in the middle", { given: "anna m" }, { given: "anna maria" }],
    ["one word", { given: "annamaria" }, { given: "anna maria" }],
    ["another last name, as after a wedding", { family: "roe" }, { family: "meier" }],
    ["another last name, with a short first one", { ...eva, family: "hofer" }, { ...eva, family: "zwahlen" }],
  ])("may be the same with %s", (_what, one, other) => {
    const reached = { phoneNumber: "044 555 02 00" };
    expect(isPossible(compare({ ...reached, ...one }, { ...reached, ...other }))).toBe(true);
  });

  it.each([
    ["anna", "anne"],
    ["marie", "maria"],
    ["lara", "laura"],
    ["jonas", "jonah"],
    ["anna marie", "anna maria"],
    ["jayden", "zayden"],
    ["anna", "hanna"],
    ["hella", "ella"],
    ["van an", "van anh", "nguyen"],
  ])("born as twins called %s and %s are possible, and not likely", (given, other, family = "roe") => {
    const shared = { family, phoneNumber: "044 555 02 00", email: "family@example.org" };
    const compared = compare({ ...shared, given }, { ...shared, given: other });
    expect([isPossible(compared), compared.score < likelyScore]).toEqual([true, true]);
    expect(isPossible(compare({ family, given }, { family, given: other }))).toBe(true);
  });

  it.each([
    ["katharina", "katarina"],
    ["mohamed", "mohammed"],
    ["stephan", "stefan"],
    ["steven", "stephen"],
    ["sara", "sarah"],
    ["lnea", "lena"],
    ["serhii", "sergy"],
    ["alexei", "aleksey"],
    ["juri", "yury"],
  ])("called %s and %s are likely the same, as no twins are called so", (given, other) => {
    expect(compare({ given }, { given: other }).score).toBeGreaterThanOrEqual(likelyScore);
  });

  it.each([
    ["md", "mohammed"],
    ["mohd", "muhammad"],
    ["mohamad", "mohamed"],
    ["uschi", "ursula"],
    ["hal", "harry"],
    ["hal", "henry"],
    ["siobhan", "shivaun"],
    ["yusuf", "joseph"],
    ["yusuf", "yousef"],
    ["husain", "hussein"],
    ["katia", "katja"],
    ["katia", "katharina"],
    ["gert", "gerd"],
    ["bernd", "berndt"],
    ["michal", "mike"],
    ["padraig", "patrick"],
    ["ayse", "aisha"],
    ["mehmet", "md"],
    ["oleksii", "alexej"],
    ["hryhorii", "gregory"],
    ["resi", "teresa"],
    ["vreni", "verena"],
    ["kees", "cornelis"],
  ])("called %s and %s are likely the same, as both are one name", (given, other) => {
    const shared = { family: "roe", phoneNumber: "044 555 02 00" };
    for (const [one, two] of [
      [given, other],
      [other, given],
    ] as const)
      expect(compare({ ...shared, given: one }, { ...shared, given: two }).score).toBeGreaterThanOrEqual(
        likelyScore,
      );
  });

  it.each([
    ["robert", "roberta"],
    ["martin", "martina"],
    ["paul", "paula"],
    ["julian", "julia"],
    ["daniel", "danielle"],
    ["daniel", "daniele"],
    ["andreas", "andrea"],
    ["michel", "michele"],
    ["simon", "simone"],
    ["gabriel", "gabriele"],
    ["nicolas", "nicola"],
    ["christian", "christina"],
    ["rene", "renee"],
    ["dominik", "dominiqu"],
    ["leon", "leonie"],
    ["pascal", "pascale"],
    ["johannes", "johanna"],
    ["alexander", "alexandra"],
    ["peter", "petra"],
    ["franz", "franziska"],
    ["jean", "jeannette"],
    ["hassan", "hussein"],
    ["marlene", "merlin"],
    ["lisa", "betty"],
    ["elena", "alina"],
  ])("called %s and %s are not likely the same", (given, other) => {
    const shared = { family: "roe", phoneNumber: "044 555 02 00", email: "family@example.org" } as const;
    for (const gender of ["unknown", "female"] as const) {
      const [one, two] = [given, other].map((name) => ({ ...shared, given: name }));
      expect(compare({ ...one, gender }, { ...two, gender: "unknown" }).score).toBeLessThan(likelyScore);
    }
  });

  it.each([
    ["byrne", "burn"],
    ["quast", "kwast"],
    ["bar", "beer"],
    ["huberly", "huberli"],
    ["schar", "scher"],
    ["burke", "birk"],
  ])("are likely the same with the last names %s and %s", (family, other) => {
    expect(compare({ given: "eva", family }, { given: "eva", family: other }).score).toBeGreaterThanOrEqual(
      likelyScore,
    );
    const twins = { phoneNumber: "044 555 02 00" };
    const score = compare(
      { ...twins, given: "lea", family },
      { ...twins, given: "mia", family: other },
    ).score;
    expect(score).toBeLessThan(likelyScore);
  });

  it.each([
    // Two registrations of one child, unnamed and named.
    ["baby", "baby", 80],
    ["baby", "baby girl", 65],
    ["neugeborenes", "baby boy", 65],
    ["baby girl", "ngozi", 65],
    ["twin a", "baby girl 1", 65],
    // May be the other twin.
    ["baby girl", "baby girl 2", 55],
    ["baby b", "ngozi", 55],
    ["baby girl", "baby boy", 0],
    ["baby a", "baby b", 0],
    ["baby girl 1", "baby girl ii", 0],
    ["twin a", "twin boy 2", 0],
  ])("born as %s and %s have %i points", (given, other, score) => {
    const child = { family: "okoro", gender: "unknown" } as const;
    expect(compare({ ...child, given }, { ...child, given: other }).score).toBe(score);
    expect(compare({ ...child, given: other }, { ...child, given }).score).toBe(score);
  });

  it("are two, if one is called a girl and the other is male", () => {
    const girl = { family: "okoro", given: "baby girl", gender: "unknown" } as const;
    for (const given of ["chidi", "baby"])
      expect(isPossible(compare({ ...girl, given, gender: "male" }, girl))).toBe(false);
  });

  it.each([
    ["dr.med. anna", "anna", 80],
    ["dr. anna", "frau anna", 80],
    ["pd dr. anna", "anna maria", 65],
    ["mme anna", "lea", 0],
    ["med", "lea", 0],
  ])("called %s and %s are compared without their titles", (given, other, score) => {
    expect(compare({ given }, { given: other }).score).toBe(score);
  });

  it.each([
    ["natalja wolkowa", "natalya volkova"],
    ["michail gorbatschow", "mikhail gorbachev"],
    ["tchaikovsky pyotr", "petr chaykovsky"],
  ])("called %s and %s have one name, as a search takes it", (one, other) => {
    const bare = { family: "", ...unknownBirth };
    const compared = compare({ ...bare, given: one }, { ...bare, given: other });
    expect(compared).toEqual({ score: 40, reasons: ["same name"] });
  });

  it("called Herr and Frau have last names, and no titles", () => {
    const compared = compare({ given: "ada", family: "herr" }, { given: "ada", family: "frau" });
    expect(compared.reasons).not.toContain("same name");
  });

  it("with one name and nothing against it are possible", () => {
    const namesakes = compare(unknownBirth);
    expect(namesakes).toEqual({ score: 40, reasons: ["same name"] });
    expect(isPossible(namesakes)).toBe(true);
    expect(isPossible(compare({ ...unknownBirth, gender: "male" }))).toBe(false);
    expect(isPossible(compare({ family: "silvia", ...unknownBirth }))).toBe(false);
  });

  it("do not match by missing names", () => {
    const nameless = { given: "", family: "" };
    expect(compare(nameless).score).toBe(20);
  });
});
