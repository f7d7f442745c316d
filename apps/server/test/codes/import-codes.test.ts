import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { runCodesImport, runCodesList, runCodesUndo } from "../../src/codes/codes-commands.ts";
import type { ImportCodesRequest } from "../../src/codes/read-table.ts";
import { createImportHarness, folderWith } from "../import/support.ts";

const { database, signUp } = await createImportHarness();
const url = "http://example.org/codes";

const defaults = {
  valueSet: false,
  partial: false,
  dryRun: false,
  code: "code",
  display: "display",
  synonyms: [],
  systemColumn: "system",
} as const;

const onDatabase = <T>(run: (handle: typeof database) => Promise<T>) => run(database);

function collected() {
  const streams = { out: new PassThrough(), errors: new PassThrough() };
  return { streams, read: () => String(streams.out.read() ?? "") + String(streams.errors.read() ?? "") };
}

type Options = Partial<ImportCodesRequest> & { name?: string };

async function run(account: string, content: string | Buffer, { name = "codes.csv", ...options }: Options) {
  const folder = await folderWith({ [name]: content });
  const { streams, read } = collected();
  const request = { ...defaults, synonyms: [], ...options, file: path.join(folder, name), account };
  const code = await runCodesImport(request, onDatabase, streams);
  return { code, text: read().replaceAll(`${folder}/`, "") };
}

const importFile = (account: string, content: string, more: Options = {}) =>
  run(account, content, { system: url, version: "1", ...more });

const importResource = (account: string, resource: object | string, more: Options = {}) =>
  run(
    account,
    typeof resource === "string" || Buffer.isBuffer(resource) ? resource : JSON.stringify(resource, null, 1),
    {
      ...more,
      name: "codes.json",
    },
  );

const codes = async (
  { caller }: Awaited<ReturnType<typeof signUp>>,
  q: string,
  more: { uri?: string } = {},
) =>
  (await caller.codes.search({ q, includeRetired: true, ...more })).items.map(
    ({ code, display, synonyms, isRetired }) => [code, display, synonyms.join("|"), isRetired],
  );

describe("a table", () => {
  it("is imported by its columns, listed, and undone", async () => {
    const person = await signUp("table@example.org");
    const content = [
      "LOINC_NUM,Name,Related,STATUS",
      '8310-5,"Body temperature","Temp; Température;Fever",ACTIVE',
      "8310-6,Old temperature,,ungültig",
      "8310-7,Unused temperature,,Never Active",
      "8310-5,Body temperature again,,ACTIVE",
    ].join("\r\n");
    const columns = { code: "LOINC_NUM", display: "name", synonyms: ["Related"], active: "STATUS" };
    const dry = await importFile(person.email, content, { ...columns, dryRun: true });
    expect(dry).toMatchObject({ code: 0, text: expect.stringContaining("would be imported") });
    expect(await codes(person, "temp")).toEqual([]);
    const { code, text } = await importFile(person.email, content, columns);
    expect(code).toBe(0);
    expect(text).toContain(`3 codes of ${url}, version 1, imported in`);
    expect(await codes(person, "temperature")).toEqual([
      ["8310-5", "Body temperature", "Temp|Température|Fever|Body temperature again", false],
      ["8310-6", "Old temperature", "", true],
      ["8310-7", "Unused temperature", "", true],
    ]);
    const [, id = ""] = /codes undo (\S+)/.exec(text) ?? [];
    const list = collected();
    expect(await runCodesList({ account: person.email, limit: "50" }, onDatabase, list.streams)).toBe(0);
    expect(list.read()).toBe(`${id}  code-system  ${url}  1: 3 codes, latest\n`);
    const again = await importFile(person.email, content, columns);
    expect(again).toEqual({ code: 1, text: "This version has been imported.\n" });
    const undo = collected();
    expect(await runCodesUndo({ account: person.email, id }, onDatabase, undo.streams)).toBe(0);
    expect(await codes(person, "temperature")).toEqual([]);
    expect(await runCodesUndo({ account: person.email, id }, onDatabase, undo.streams)).toBe(1);
    expect(await runCodesUndo({ account: person.email, id: "x" }, onDatabase, undo.streams)).toBe(1);
    const { items } = await person.caller.audit.list();
    const imports = items.filter(({ action }) => action === "codes.import");
    expect(imports.map(({ outcome }) => outcome)).toEqual(["CODES_IMPORTED", "ok", "ok"]);
  });

  it("with tabs has quotes that are only quotes", async () => {
    const person = await signUp("tabs@example.org");
    const content = 'id\tactive\tterm\n1\t1\tThe "quick" test\n2\t0\tAn inch is 1"\n';
    const columns = { name: "codes.tsv", code: "id", display: "term", active: "active" };
    expect(await importFile(person.email, content, columns)).toMatchObject({ code: 0 });
    expect(await codes(person, "quick")).toEqual([["1", 'The "quick" test', "", false]]);
    expect(await codes(person, "inch")).toEqual([["2", 'An inch is 1"', "", true]]);
  });

  it.each<{ content: string; options: Options; found: [string, string] }>([
    {
      content: 'concept_id\tconcept_name\tconcept_code\n1\t3" tube, "left\tC1\n',
      options: { name: "CONCEPT.csv", code: "concept_code", display: "concept_name" },
      found: ["C1", '3" tube, "left'],
    },
    {
      content: "140|Influenza, seasonal|Active\n",
      options: { name: "cvx.txt", code: "1", display: "2", header: false },
      found: ["140", "Influenza, seasonal"],
    },
    {
      content: "code;display\nC1;Tube, left\n",
      options: { name: "codes.csv", separator: ";" },
      found: ["C1", "Tube, left"],
    },
  ])("is read as $options.name is written", async ({ content, options, found: [code, display] }) => {
    const person = await signUp(`${options.name}@example.org`);
    const { text } = await importFile(person.email, content, options);
    expect(text).toContain("1 code of");
    expect(await codes(person, code)).toEqual([[code, display, "", false]]);
  });

  it("may wrap its texts, and repeat codes with other words", async () => {
    const person = await signUp("wrapped@example.org");
    const content = 'code,display\nA,"First\n  stone"\nA,"First\r\nstone"\nA,Primary rock\n';
    expect((await importFile(person.email, content)).text).toContain("1 code of");
    expect(await codes(person, "stone")).toEqual([["A", "First stone", "Primary rock", false]]);
  });

  it("that is XML is called so, and a missing column names those that are there", async () => {
    const { email } = await signUp("xml@example.org");
    const xml = await importFile(email, '<?xml version="1.0"?>\n<ClaML/>', { name: "icd.xml" });
    expect(xml.text).toContain("icd.xml:1: The file is XML, not CSV");
    const missing = await importFile(email, "Code,Text\n1,x\n");
    expect(missing.text).toContain("codes.csv:1 display: The column is missing. There are Code, Text");
    const unnamed = await importFile(email, ",Text,Code\n1,x,A\n");
    expect(unnamed.text).toContain("codes.csv:1 display: The column is missing");
  });

  it("of a value set has a system in each row", async () => {
    const person = await signUp("set@example.org");
    const content = `system,code,display\n${url},A,First\nhttp://example.org/other,A,Second\n`;
    const more = { valueSet: true, system: "http://example.org/set" };
    expect(await importFile(person.email, content, more)).toMatchObject({ code: 0 });
    const found = await codes(person, "first", { uri: more.system });
    expect(found).toEqual([["A", "First", "", false]]);
  });

  it("tells each bad cell by line and column, and imports nothing", async () => {
    const person = await signUp("bad@example.org");
    const long = "x".repeat(501);
    const content = `code,display\n,No code\nA,Good\nB,\nC,${long}\nD,one,too many\nE,N\0L\n"F,open\n`;
    const { code, text } = await importFile(person.email, content);
    expect(code).toBe(1);
    for (const place of ["2 code", "4 display", "5 display", "6 field 3", "7 display", "8 code"])
      expect(text).toContain(`codes.csv:${place}: `);
    expect(text).toContain("6 problems; nothing was imported.");
    expect((await person.caller.codes.list()).items).toEqual([]);
  });

  it.each([
    ["", "codes.csv:1: The file is empty: expected a header line"],
    ["code\n1\n", "codes.csv:1 display: The column is missing"],
    ["code,display\nA,MÃ¼ller\n", "codes.csv:2 display: Has a letter that could not be read"],
    ["code,display\n", "The file has no codes. Nothing was imported."],
  ])("%j is refused", async (content, expected) => {
    const { email } = await signUp(`refused${expected.length}@example.org`);
    const { code, text } = await importFile(email, content);
    expect([code, text]).toEqual([1, expect.stringContaining(expected)]);
  });

  it.each([
    [{ system: "codes" }, "--system: Has to be a URI"],
    [{ version: "" }, "--version: "],
    [{ name: "codes.json" }, "codes.json:1 byte 1: Not JSON"],
  ])("with %j is refused", async (options, expected) => {
    const { email } = await signUp(`options${expected.length}@example.org`);
    const { code, text } = await importFile(email, "code,display\nA,First\n", options);
    expect([code, text]).toEqual([1, expect.stringContaining(expected)]);
  });

  it("needs the permission, an account and a file", async () => {
    const { email } = await signUp("nobody-else@example.org");
    const missing = await importFile("unknown@example.org", "code,display\nA,First\n");
    expect(missing).toMatchObject({ code: 1, text: expect.stringContaining("No account") });
    const { streams, read } = collected();
    const gone = {
      ...defaults,
      synonyms: [],
      system: url,
      version: "1",
      file: "/no/such/file.csv",
      account: email,
    };
    expect(await runCodesImport(gone, onDatabase, streams)).toBe(1);
    expect(read()).toContain("does not exist");
  });
});

describe("a resource of FHIR", () => {
  const system = {
    resourceType: "CodeSystem",
    url,
    version: "2026",
    title: "Colours",
    content: "complete",
    text: { div: "<div>".repeat(10) },
    concept: [
      {
        code: "warm",
        display: "Warm",
        concept: [
          {
            code: "red",
            display: "Red",
            designation: [{ language: "fr", value: "Rouge" }, { value: "Red" }],
          },
          { code: "ochre", property: [{ code: "status", valueCode: "retired" }] },
        ],
      },
      { code: "cold", display: "Cold", property: [{ code: "inactive", valueBoolean: true }] },
    ],
  };

  it("has a system, a version and codes below others", async () => {
    const person = await signUp("fhir@example.org");
    const { code, text } = await importResource(person.email, system);
    expect([code, text]).toEqual([0, expect.stringContaining(`4 codes of ${url}, version 2026, imported`)]);
    expect(await codes(person, "rouge")).toEqual([["red", "Red", "Rouge", false]]);
    expect(await codes(person, "ochre")).toEqual([["ochre", "ochre", "", true]]);
    expect(await codes(person, "cold")).toEqual([["cold", "Cold", "", true]]);
    expect((await person.caller.codes.list()).items).toMatchObject([{ title: "Colours", version: "2026" }]);
    const part = { ...system, version: "2027", content: "fragment", concept: system.concept.slice(1) };
    expect(await importResource(person.email, part)).toMatchObject({ code: 0 });
    expect((await person.caller.codes.list({ limit: 1 })).items).toMatchObject([{ concepts: 1 }]);
  });

  const include = [{ system: url, concept: [{ code: "red", display: "Red" }] }];
  const valueSet = { resourceType: "ValueSet", url: "http://example.org/warm", version: "1" };

  it.each([
    ["lists", { compose: { include } }],
    [
      "an expansion",
      {
        compose: { include: [{ system: url, filter: [] }] },
        expansion: {
          contains: [{ abstract: true, contains: [{ system: url, code: "red", display: "Red" }] }],
        },
      },
    ],
  ])("is a value set of %s", async (name, content) => {
    const person = await signUp(`${name.replaceAll(" ", "-")}@example.org`);
    expect(await importResource(person.email, { ...valueSet, ...content })).toMatchObject({ code: 0 });
    expect(await codes(person, "red", { uri: valueSet.url })).toEqual([["red", "Red", "", false]]);
  });

  it.each([
    [
      "a filter",
      { ...valueSet, compose: { include: [{ system: url, filter: [] }] } },
      "Only lists of codes are read",
    ],
    ["an exclusion", { ...valueSet, compose: { include, exclude: include } }, "compose.exclude: Only lists"],
    ["no codes", { ...system, concept: [] }, "The file has no codes"],
    ["content elsewhere", { ...system, content: "not-present", concept: [] }, "its content is not-present"],
    ["another resource", { resourceType: "Patient" }, "is neither a CodeSystem nor a ValueSet"],
    ["no version", { ...system, version: undefined }, "--version is missing"],
    ["a code without a code", { ...system, concept: [{ display: "Red" }] }, "code null, code: "],
    ["a number for a code", { ...system, concept: [{ code: 7 }] }, "code null, code: "],
    ["a text for a code", { ...system, concept: ["red"] }, "A code is not an object"],
    ["broken JSON", '{\n "url": "x",\n "concept": [{]}', "codes.json:3 byte 15: Not JSON"],
    [
      "spoilt letters",
      { ...system, concept: [{ code: "A", display: "M\u{FFFD}ller" }] },
      'code "A", display: Has a letter',
    ],
    ["older letters", Buffer.from('{\n "name": "M\u{FC}ller" }', "latin1"), "codes.json:2 byte 8: Not UTF-8"],
    ["endless lists", `{"concept":${"[".repeat(200_000)}`, "codes.json:1 byte 5011: Nested too deeply"],
    ["half of a file", '{\n "concept": [\n', "codes.json:3: The JSON is not complete"],
  ])("with %s is refused", async (name, resource, expected) => {
    const { email, caller } = await signUp(`${name.replaceAll(" ", "-")}@refused.example.org`);
    const { code, text } = await importResource(email, resource);
    expect([code, text]).toEqual([1, expect.stringContaining(expected)]);
    expect((await caller.codes.list()).items).toEqual([]);
  });

  it("has codes that nobody chooses, or not any more", async () => {
    const person = await signUp("unusable@example.org");
    const property = (value: object) => [value];
    const concept = [
      {
        code: "A",
        display: "Usable stone",
        property: property({ code: "deprecationDate", valueDateTime: "2999-01-01" }),
      },
      {
        code: "B",
        display: "Group stone",
        property: property({ code: "notSelectable", valueBoolean: true }),
      },
      { code: "C", display: "Abstract stone", abstract: true },
      {
        code: "D",
        display: "Former stone",
        property: property({ code: "deprecationDate", valueDateTime: "2020-01-01" }),
      },
      {
        code: "E",
        display: "Older stone",
        property: property({ code: "deprecated", valueDateTime: "2019-05" }),
      },
      {
        code: "F",
        display: "Own stone",
        property: property({ code: "groups", valueBoolean: true }),
      },
      {
        code: "G",
        display: "Loinc stone",
        property: property({ code: "STATUS", valueString: "DEPRECATED" }),
      },
      { code: "H", display: "Loud stone", property: property({ code: "not-selectable", valueCode: "true" }) },
      { code: "I", display: "Live stone", property: property({ code: "status", valueCode: "active" }) },
    ];
    const unusable = {
      resourceType: "CodeSystem",
      url: "http://example.org/stones",
      version: "1",
      content: "complete",
      concept,
      // JSON has no order, so the declaration may stand after the codes.
      property: property({ code: "groups", uri: "http://hl7.org/fhir/concept-properties#notSelectable" }),
    };
    await importResource(person.email, unusable);
    const found = await codes(person, "stone");
    expect(found.map(([code, , , isRetired]) => [code, isRetired]).toSorted()).toEqual([
      ["A", false],
      ["B", true],
      ["C", true],
      ["D", true],
      ["E", true],
      ["F", true],
      ["G", true],
      ["H", true],
      ["I", false],
    ]);
  });

  it("is refused if its codes are more than 100 levels deep", async () => {
    const person = await signUp("deep@example.org");
    const nested = (levels: number) => {
      const opened = Array.from({ length: levels }, (_, index) => `{"code":"c${index + 1}","concept":[`);
      return `{"resourceType":"CodeSystem","url":"${url}/deep","version":"1","concept":[${opened.join("")}${"]}".repeat(levels)}]}`;
    };
    const refused = await importResource(person.email, nested(2000));
    expect(refused.code).toBe(1);
    expect(refused.text).toContain('codes.json:1 code "c101": Codes are more than 100 levels deep');
    expect((await person.caller.codes.list({})).items).toEqual([]);
    expect(await importResource(person.email, nested(100))).toMatchObject({ code: 0 });
  });

  it("is refused if --system names another one", async () => {
    const { email } = await signUp("another@example.org");
    const { code, text } = await importResource(email, system, { system: "http://example.org/other" });
    expect([code, text]).toEqual([1, expect.stringContaining("and --system says http://example.org/other")]);
  });
});
