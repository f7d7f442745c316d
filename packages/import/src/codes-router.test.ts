import { rxNorm } from "@caretype/chart/clinical/code-systems";
import { keepCodes } from "@caretype/chart/codes/keep-codes";
import type { SentConcept } from "@caretype/chart/codes/schema";
import { failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];
type Sent = Partial<SentConcept> & { code: string; display: string };

const uri = "http://example.org/codes";

async function importCodes(
  caller: Caller,
  concepts: Sent[],
  more: { version?: string; uri?: string; kind?: "value-set"; retiresOthers?: boolean } = {},
) {
  const { retiresOthers, ...given } = more;
  const { id } = await caller.codes.start({ uri, version: "1", ...given });
  const added = await caller.codes.addConcepts({ id, concepts });
  return caller.codes.finish({ id, concepts: added.concepts, retiresOthers });
}

const codesOf = async (caller: Caller, input: Parameters<Caller["codes"]["search"]>[0]) =>
  (await caller.codes.search(input)).items.map(({ code }) => code);

const diseases: Sent[] = [
  { code: "38341003", display: "Hypertensive disorder", synonyms: ["High blood pressure", "Hypertension"] },
  { code: "59621000", display: "Essential hypertension" },
  { code: "73211009", display: "Diabetes mellitus", synonyms: ["DM - Diabetes mellitus", "Diabetes"] },
  { code: "44054006", display: "Diabetes mellitus type 2" },
  { code: "13445001", display: "Ménière's disease" },
  { code: "20", display: "DTaP" },
];
const longNamed: Sent = { code: "40", display: "Fracture of the neck of the femur right side open" };

describe("a search", () => {
  it.each([
    ["diabetes", ["73211009", "44054006"]],
    ["mellitus 2 diab", ["44054006"]],
    ["pressure high", ["38341003"]],
    ["MENIERE", ["13445001"]],
    ["tension", ["59621000", "38341003"]],
    ["hyper", ["38341003", "59621000"]],
    ["44054006", ["44054006"]],
    ["20", ["20"]],
    ["dt", ["20"]],
    ["of x", []],
    ["d hyper", ["38341003"]],
    ["hyper es", ["59621000"]],
    // Longer than the prefixes in the index.
    ["fracture of the neck of the femur, right side, open", ["40"]],
    ["unheard of", []],
    ["%", []],
    [" , ", []],
  ])("for %j finds each concept once, the best first", async (q, expected) => {
    const { caller } = await api.signUp();
    await importCodes(caller, [...diseases, longNamed]);
    expect(await codesOf(caller, { q })).toEqual(expected);
  });

  it.each([
    ["diabetes", "E14", "Diabetes"],
    ["DIABETES", "73211009", "Diabetes"],
    ["diabet", "73211009", "Diabetes"],
    ["Biß", "X1", "Biß"],
    ["vitamin c", "C", "Vitamin C"],
  ])("for %j begins with the shortest among 300 that begin so", async (q, code, display) => {
    const { caller } = await api.signUp();
    const others = Array.from({ length: 300 }, (_, at) => ({
      code: `A${at}`,
      display: `${display} after cause ${String(at).padStart(3, "0")}`,
    }));
    await importCodes(caller, [...others, { code, display }]);
    expect((await codesOf(caller, { q }))[0]).toBe(code);
  });

  it("shows retired codes after all others, also if they alone begin as was typed", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, diseases, { version: "1" });
    await importCodes(caller, diseases.slice(1), { version: "2" });
    expect(await codesOf(caller, { q: "hyper", includeRetired: true, limit: 1 })).toEqual(["59621000"]);
  });

  it("shows what a code means, and not those of other practices", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    await importCodes(caller, diseases, { version: "2026-03" });
    expect((await caller.codes.search({ q: "pressure" })).items).toEqual([
      {
        system: uri,
        code: "38341003",
        display: "Hypertensive disorder",
        version: "2026-03",
        synonyms: ["High blood pressure", "Hypertension"],
        isRetired: false,
      },
    ]);
    expect(await codesOf(other.caller, { q: "pressure" })).toEqual([]);
    const lookup = other.caller.codes.byCode({ system: uri, code: "20" });
    expect((await failureOf(lookup)).code).toBe("CODE_NOT_FOUND");
  });
});

describe("a short word, and a code with a dot", () => {
  it.each(["T4", "t4", "free t4", "T4 fr"])("%s finds Free T4", async (q) => {
    const { caller } = await api.signUp();
    await importCodes(caller, [{ code: "3024-7", display: "Free T4" }, ...diseases]);
    expect(await codesOf(caller, { q })).toEqual(["3024-7"]);
  });

  it.each(['Aspirin "81" MG', "Aspirin '81' MG", "Aspirin {81} MG"])("81 finds %s", async (display) => {
    const { caller } = await api.signUp();
    await importCodes(caller, [{ code: "318272", display }, ...diseases]);
    expect(await codesOf(caller, { q: "81" })).toEqual(["318272"]);
  });

  it.each(["T4", "free t4", "thyroxine T4", "ca"])("%s is found after a bracket", async (q) => {
    const { caller } = await api.signUp();
    const display = "Thyroxine (T4) free [Ca vitamins]";
    await importCodes(caller, [{ code: "3024-7", display }, ...diseases]);
    expect(await codesOf(caller, { q })).toEqual(["3024-7"]);
  });

  it.each([
    ["HbA1c", "Hb A1c in blood"],
    ["hba1c", "Glycated Hb-A1c"],
    ["VitB12", "Serum vit B12"],
  ])("%s finds %s", async (q, display) => {
    const { caller } = await api.signUp();
    await importCodes(caller, [
      { code: "718-7", display },
      { code: "55", display: "Hba A19" },
    ]);
    expect(await codesOf(caller, { q })).toEqual(["718-7"]);
  });

  it.each(["covid 19", "covid-19", "covid19", "19 nCov", "ncov/2019", "2019-ncov"])(
    "%s finds COVID-19 (2019 nCoV)",
    async (q) => {
      const { caller } = await api.signUp();
      await importCodes(caller, [
        { code: "840539006", display: "Disease COVID-19 (2019 nCoV)" },
        ...diseases,
      ]);
      expect(await codesOf(caller, { q })).toEqual(["840539006"]);
    },
  );

  it.each(["E11.9", "e11.9", "E119", "e11.", "type-2"])(
    "%s finds E119 of ICD-10-CM, with the dot",
    async (q) => {
      const { caller } = await api.signUp();
      const icd = { uri: "http://hl7.org/fhir/sid/icd-10-cm" };
      const sent = [
        { code: "E119", display: "Type 2 diabetes" },
        { code: "E10", display: "Type 1 diabetes" },
        { code: "E1065", display: "Type 1 diabetes with hyperglycemia" },
      ];
      await importCodes(caller, sent, icd);
      expect(await codesOf(caller, { q })).toEqual(["E11.9"]);
      for (const begun of ["e106", "E10.6"]) expect(await codesOf(caller, { q: begun })).toEqual(["E10.65"]);
    },
  );

  it.each(["401.9", "4019"])("%s finds 4019 of ICD-9-CM, with the dot", async (q) => {
    const { caller } = await api.signUp();
    const icd = { uri: "http://hl7.org/fhir/sid/icd-9-cm" };
    const sent = ["4019", "401", "4029"].map((code) => ({ code, display: "Hypertension" }));
    await importCodes(caller, sent, icd);
    expect(await codesOf(caller, { q })).toEqual(["401.9"]);
  });

  it.each(["E11.9", "e11.9", "E119"])(
    "%s is one code by itself, in fields and of an earlier import",
    async (code) => {
      const { caller } = await api.signUp();
      const uri = "http://hl7.org/fhir/sid/icd-10-cm";
      const { id } = await importCodes(caller, [{ code: "E119", display: "Type 2 diabetes" }], { uri });
      await caller.codes.setField({ field: "condition.code", uri, mode: "refuse" });
      const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
      for (const stored of ["E11.9", "E119"]) {
        await api.database.transaction((tx) =>
          tx.execute(sql`update concept set code = ${stored} where terminology_id = ${id}`),
        );
        expect(await caller.codes.byCode({ system: uri, code })).toMatchObject({ code: "E11.9" });
        const asked = { field: "condition.code", system: uri, code } as const;
        expect(await caller.codes.check(asked)).toMatchObject({ isOffered: true });
        const coding = { system: uri, code, display: "Type 2 diabetes" };
        expect(await caller.condition.create({ patientId, code: { coding } })).toMatchObject({
          code: { coding: { code: "E11.9" } },
        });
        expect(await codesOf(caller, { q: code })).toEqual(["E11.9"]);
      }
    },
  );

  it("of another system stays as it is", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, [{ code: "E119", display: "A part" }]);
    expect(await codesOf(caller, { q: "E11.9" })).toEqual(["E119"]);
  });
});

describe("an import", () => {
  it("of an earlier version gets the one spelling of its system, with its codes and fields", async () => {
    const { caller } = await api.signUp();
    const [odd, own] = ["https://SNOMED.info/sct/", "http://snomed.info/sct"];
    const field = "condition.code";
    const spell = (version: string) =>
      api.database.transaction(async (tx) => {
        const isIt = sql`(select practice_id, id from terminology where uri = ${own} and version_name = ${version})`;
        await tx.execute(sql`
          update concept set system = ${odd} where (practice_id, terminology_id) in ${isIt}`);
        await tx.execute(sql`
          update terminology set uri = ${odd}, is_latest = true where uri = ${own} and version_name = ${version}`);
        await tx.execute(sql`update code_field set uri = ${odd} where uri = ${own}`);
      });
    await importCodes(caller, diseases, { uri: own, version: "2" });
    await caller.codes.setField({ field, uri: own, mode: "refuse" });
    await spell("2");
    await importCodes(caller, diseases.slice(0, 1), { uri: own, version: "1" });
    const code = diseases.at(-1)?.code ?? "";
    const asked = { field, system: own, code } as const;
    expect(await caller.codes.check(asked)).toMatchObject({ isOffered: false });
    for (let round = 0; round < 2; round++) {
      await keepCodes(api.database);
      expect(await caller.codes.check(asked)).toMatchObject({ isOffered: true });
      expect(await caller.codes.byCode({ system: odd, code })).toMatchObject({ system: own, version: "2" });
    }
    const { items } = await caller.codes.list({});
    expect(items.map(({ uri: system, version, isLatest }) => [system, version, isLatest])).toEqual([
      [own, "1", false],
      [own, "2", true],
    ]);
  });

  it("that nobody finishes is deleted after a day, and a finished one stays", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, diseases);
    const { id: recent } = await caller.codes.start({ uri, version: "2" });
    const { id: abandoned } = await caller.codes.start({ uri, version: "3" });
    await caller.codes.addConcepts({ id: abandoned, concepts: diseases });
    await api.database.transaction((tx) =>
      tx.execute(sql`
        update terminology set created_at = now() - interval '25 hours' where uri = ${uri} and version_name <> '2'`),
    );
    await keepCodes(api.database);
    const { items } = await caller.codes.list();
    expect(items.map(({ id, isComplete }) => [id === recent, isComplete])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(await codesOf(caller, { q: "diabetes" })).toEqual(["73211009", "44054006"]);
    expect(await caller.codes.start({ uri, version: "3" })).toMatchObject({ concepts: 0 });
  });

  it("is found by nobody until it is complete", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.codes.start({ uri, version: "1" });
    expect((await failureOf(caller.codes.finish({ id, concepts: 0 }))).code).toBe("CODES_INCOMPLETE");
    const part = { id, concepts: diseases };
    expect(await caller.codes.addConcepts(part)).toEqual({ id, concepts: 6 });
    expect(await codesOf(caller, { q: "diabetes" })).toEqual([]);
    expect((await failureOf(caller.codes.finish({ id, concepts: 5 }))).code).toBe("CODES_INCOMPLETE");
    expect(await caller.codes.finish({ id, concepts: 6 })).toMatchObject({ isComplete: true, concepts: 6 });
    expect((await failureOf(caller.codes.addConcepts(part))).code).toBe("CODES_IMPORT_CLOSED");
    expect((await failureOf(caller.codes.finish({ id, concepts: 6 }))).code).toBe("CODES_IMPORT_CLOSED");
  });

  it("takes a part twice, and adds the words of a code that comes again", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.codes.start({ uri, version: "1" });
    const concepts = [
      { code: "A", display: "First" },
      { code: "A", display: "Second", synonyms: ["First", "Third"] },
    ];
    for (const expected of [1, 1]) {
      const added = await caller.codes.addConcepts({ id, concepts });
      expect(added.concepts).toBe(expected);
    }
    const more = [{ code: "A", display: "Fourth" }];
    await caller.codes.addConcepts({ id, concepts: more });
    await caller.codes.finish({ id, concepts: 1 });
    const found = await caller.codes.byCode({ system: uri, code: "A" });
    expect(found).toMatchObject({ display: "First", synonyms: ["Fourth", "Second", "Third"] });
  });

  it.each([
    ["uri", { uri: "codes" }],
    ["version", { version: "" }],
  ])("is refused with an impossible %s", async (field, wrong) => {
    const { caller } = await api.signUp();
    const { details } = await failureOf(caller.codes.start({ uri, version: "1", ...wrong }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });

  it("names the bad code of a part, and takes none of it", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.codes.start({ uri, version: "1" });
    for (const [field, wrong] of [
      ["concepts.1.code", { code: "", display: "Nothing" }],
      ["concepts.1.display", { code: "B", display: "x".repeat(501) }],
      ["concepts.1.display", { code: "B", display: "Line\nbreak" }],
      ["concepts.1.system", { code: "B", display: "Other", system: "http://example.org/other" }],
    ] as const) {
      const part = { id, concepts: [{ code: "A", display: "Good" }, wrong] };
      const { code, details } = await failureOf(caller.codes.addConcepts(part));
      expect([code, Object.keys(details.errors ?? {})]).toEqual(["INVALID_INPUT", [field]]);
    }
    expect((await caller.codes.list()).items[0]?.concepts).toBe(0);
  });

  it("of the same version is refused, and there are three unfinished ones at most", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, diseases);
    expect((await failureOf(caller.codes.start({ uri, version: "1" }))).code).toBe("CODES_IMPORTED");
    for (const version of ["2", "3", "4"]) await caller.codes.start({ uri, version });
    expect((await failureOf(caller.codes.start({ uri, version: "5" }))).code).toBe("TOO_MANY_UPLOADS");
  });

  it("is one of three unfinished ones at most, also when many start at once", async () => {
    const { caller } = await api.signUp();
    const versions = Array.from({ length: 8 }, (_, index) => `${index}`);
    expect(await tally(versions.map((version) => caller.codes.start({ uri, version })))).toEqual({
      ok: 3,
      TOO_MANY_UPLOADS: 5,
    });
  });
});

describe("versions", () => {
  const first = diseases.slice(0, 3);
  const second = [...diseases.slice(1, 3), ...diseases.slice(4)];

  it("stand side by side, and a later one marks what was retired", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, first, { version: "2.9" });
    const later = await importCodes(caller, second, { version: "2.80" });
    expect(later).toMatchObject({ isLatest: true, concepts: second.length + 1 });
    const gone = { system: uri, code: "38341003" };
    expect(await caller.codes.byCode(gone)).toMatchObject({ isRetired: true, version: "2.80" });
    expect(await caller.codes.byCode({ ...gone, version: "2.9" })).toMatchObject({ isRetired: false });
    expect(await codesOf(caller, { q: "tension" })).toEqual(["59621000"]);
    expect(await codesOf(caller, { q: "tension", includeRetired: true })).toEqual(["59621000", "38341003"]);
    expect(await codesOf(caller, { q: "diabetes" })).toEqual(["73211009"]);
  });

  it("are undone one by one, as if they had not been imported", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, first, { version: "1" });
    const { id } = await importCodes(caller, second, { version: "2" });
    const older = await importCodes(caller, diseases.slice(3, 4), { version: "0.5" });
    expect(older.isLatest).toBe(false);
    await caller.codes.undo({ id });
    expect((await failureOf(caller.codes.undo({ id }))).code).toBe("CODES_IMPORT_NOT_FOUND");
    expect(await caller.codes.byCode({ system: uri, code: "38341003" })).toMatchObject({
      isRetired: false,
      version: "1",
    });
    const { items } = await caller.codes.list();
    expect(items.map(({ version, isLatest }) => [version, isLatest])).toEqual([
      ["0.5", false],
      ["1", true],
    ]);
    const [left] = await api.database.reader.execute(
      sql`select count(*)::integer as count from concept where terminology_id = ${id}`,
    );
    expect(left).toEqual({ count: 0 });
  });

  it("that are finished and undone at once leave one latest", async () => {
    const { caller } = await api.signUp();
    const open = [];
    for (const version of ["1", "2", "3"]) {
      const { id } = await caller.codes.start({ uri, version });
      await caller.codes.addConcepts({ id, concepts: first });
      open.push(id);
    }
    await Promise.all(open.map((id) => caller.codes.finish({ id, concepts: first.length })));
    const { items } = await caller.codes.list();
    expect(items.filter(({ isLatest }) => isLatest).map(({ version }) => version)).toEqual(["3"]);
    await Promise.all(open.slice(1).map((id) => caller.codes.undo({ id })));
    expect((await caller.codes.list()).items).toMatchObject([{ version: "1", isLatest: true }]);
  });

  it("retire nothing if they are only a part", async () => {
    const { caller } = await api.signUp();
    await importCodes(caller, first, { version: "1" });
    await importCodes(caller, second, { version: "2", retiresOthers: false });
    const gone = caller.codes.byCode({ system: uri, code: "38341003" });
    expect((await failureOf(gone)).code).toBe("CODE_NOT_FOUND");
  });
});

describe("a field", () => {
  const coding = (code: string) => ({ system: uri, code, display: "As it was chosen" });
  const valueSet = "http://example.org/offered";

  async function withRule(mode: "refuse" | "warn" | "take") {
    const { caller } = await api.signUp();
    const { id: patientId } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const offered = [{ system: uri, code: "A", display: "Offered" }];
    const { id } = await importCodes(caller, offered, { kind: "value-set", uri: valueSet });
    const records = ["condition.code", "allergy.substance", "observation.code", "encounter.reason"] as const;
    const treatments = ["medication.drug", "immunization.vaccine", "procedure.code"] as const;
    const fields = [...records, ...treatments];
    for (const field of fields) await caller.codes.setField({ field, uri: valueSet, mode });
    const write = (code: string) => {
      const it = { text: "Words", coding: coding(code) };
      const value = { kind: "text", text: "Clear" } as const;
      return [
        caller.condition.create({ patientId, code: it }),
        caller.allergy.create({ patientId, substance: it }),
        caller.observation.create({ patientId, code: it, value }),
        caller.encounter.create({ patientId, reason: it }),
        caller.observation.createMany({ observations: [{ patientId, code: it, value }] }),
        caller.medication.create({ patientId, drug: it }),
        caller.immunization.create({ patientId, vaccine: it, occurred: "2020" }),
        caller.procedure.create({ patientId, code: it }),
      ];
    };
    return { caller, patientId, id, write };
  }

  it("that refuses other codes takes those of its value set, and words", async () => {
    const { caller, patientId, write } = await withRule("refuse");
    const paths = ["code", "substance", "code", "reason", "observations.0.code", "drug", "vaccine", "code"];
    const refusals = await Promise.all(write("B").map(failureOf));
    for (const [at, { code, details }] of refusals.entries()) {
      expect([code, details.errors]).toEqual([
        "INVALID_INPUT",
        { [`${paths[at]}.coding.code`]: ["Not a code that this field offers"] },
      ]);
    }
    for (const created of await Promise.all(write("A"))) expect(created).toBeDefined();
    const { id } = await caller.condition.create({ patientId, code: { text: "Only words" } });
    const change = caller.condition.update({ id, expectedVersion: 1, code: { coding: coding("B") } });
    expect((await failureOf(change)).code).toBe("INVALID_INPUT");
    const check = { field: "condition.code", system: uri } as const;
    expect(await caller.codes.check({ ...check, code: "A" })).toEqual({ isOffered: true, mode: "refuse" });
    expect(await caller.codes.check({ ...check, code: "B" })).toEqual({ isOffered: false, mode: "refuse" });
    expect(await codesOf(caller, { q: "offered", field: "condition.code" })).toEqual(["A"]);
    expect(await codesOf(caller, { q: "offered" })).toEqual([]);
  });

  it("checks the codes of components as the observation's own", async () => {
    const { caller, patientId } = await withRule("refuse");
    const part = (code: string) => ({
      code: { text: "Part", coding: coding(code) },
      value: { kind: "text", text: "Clear" } as const,
    });
    const panel = (...codes: string[]) => ({
      patientId,
      code: { text: "Panel" },
      components: codes.map(part),
    });
    const errorsOf = async (call: Promise<unknown>) => (await failureOf(call)).details.errors;
    const refusal = ["Not a code that this field offers"];
    expect(await errorsOf(caller.observation.create(panel("A", "B")))).toEqual({
      "components.1.code.coding.code": refusal,
    });
    const many = caller.observation.createMany({ observations: [panel("A"), panel("B")] });
    expect(await errorsOf(many)).toEqual({ "observations.1.components.0.code.coding.code": refusal });
    const { id, components } = await caller.observation.create(panel("A"));
    expect(components[0]?.code).toMatchObject({ text: "Part", coding: { code: "A", display: "Offered" } });
    const change = { id, expectedVersion: 1, components: [part("A"), part("B")] };
    expect(await errorsOf(caller.observation.update(change))).toEqual({
      "components.1.code.coding.code": refusal,
    });
  });

  it("keeps components that it does not offer any more, while something else is changed", async () => {
    const { caller, patientId } = await withRule("take");
    const components = [
      { code: { text: "Part", coding: coding("B") }, value: { kind: "text", text: "Clear" } as const },
    ];
    const { id } = await caller.observation.create({ patientId, code: { text: "Panel" }, components });
    await caller.codes.setField({ field: "observation.code", uri: valueSet, mode: "refuse" });
    const noted = { id, expectedVersion: 1, note: "Later", components };
    expect(await caller.observation.update(noted)).toMatchObject({ note: "Later", components });
  });

  it("that refuses other codes keeps the terminology's display, and the author's words", async () => {
    const { caller, patientId, write } = await withRule("refuse");
    const [condition, allergy, observation, encounter, many, ...treatments] = await Promise.all(write("A"));
    const concept = { text: "Words", coding: { system: uri, code: "A", display: "Offered", version: null } };
    expect(condition).toMatchObject({ code: concept });
    expect(allergy).toMatchObject({ substance: concept });
    expect(observation).toMatchObject({ code: concept });
    expect(encounter).toMatchObject({ reason: concept });
    expect(many).toMatchObject({ items: [{ code: concept }] });
    expect(treatments).toMatchObject([{ drug: concept }, { vaccine: concept }, { code: concept }]);
    const { id } = await caller.condition.create({ patientId, code: { coding: coding("A") } });
    // A synonym is also a term, in any case.
    const { id: set } = await importCodes(
      caller,
      [{ system: uri, code: "A", display: "Offered", synonyms: ["Also offered"] }],
      { kind: "value-set", uri: valueSet, version: "2" },
    );
    for (const [display, kept] of [
      ["also  OFFERED", "also  OFFERED"],
      ["Something else", "Offered"],
    ] as const) {
      const code = { coding: { system: uri, code: "A", display } };
      const { version } = await caller.condition.byId({ id });
      const changed = await caller.condition.update({ id, expectedVersion: version, code });
      expect(changed.code).toMatchObject({ text: display, coding: { display: kept } });
    }
    expect(set).toBeDefined();
  });

  it("keeps a code that it does not offer any more, while something else is changed", async () => {
    const { caller, patientId, write } = await withRule("warn");
    const [created] = await Promise.all([
      caller.condition.create({ patientId, code: { coding: coding("B") } }),
      ...write("B"),
    ]);
    await caller.codes.setField({ field: "condition.code", uri: valueSet, mode: "refuse" });
    const noted = {
      id: created.id,
      expectedVersion: 1,
      note: "Later",
      code: { coding: coding("B") },
    } as const;
    expect(await caller.condition.update(noted)).toMatchObject({ note: "Later" });
  });

  it.each(["warn", "take"] as const)("that says %s takes any code", async (mode) => {
    const { caller, write } = await withRule(mode);
    for (const created of await Promise.all(write("B"))) expect(created).toBeDefined();
    const check = { field: "condition.code", system: uri, code: "B" } as const;
    expect(await caller.codes.check(check)).toEqual({ isOffered: false, mode });
  });

  it("holds the codes that it offers, and offers any once its rule is gone", async () => {
    const { caller, id, write } = await withRule("refuse");
    expect((await failureOf(caller.codes.undo({ id }))).code).toBe("CODES_IN_USE");
    const unheardOf = caller.codes.setField({ field: "condition.code", uri: "http://example.org/none" });
    expect((await failureOf(unheardOf)).details.errors).toEqual({ uri: ["Has not been imported"] });
    const { items } = await caller.codes.fields();
    expect(items).toHaveLength(7);
    for (const { field } of items) await caller.codes.setField({ field, uri: null });
    expect((await caller.codes.fields()).items[0]).toEqual({
      field: "encounter.reason",
      kind: null,
      uri: null,
      mode: "take",
    });
    await caller.codes.undo({ id });
    for (const created of await Promise.all(write("B"))) expect(created).toBeDefined();
  });
});

it("tells the substances of a code, of which a drug warns", async () => {
  const { caller } = await api.signUp();
  const { id: patientId } = await caller.patient.create({ name: "Ada Warned", gender: "female" });
  const version = { kind: "code-system", uri: rxNorm, version: "1" } as const;
  const { id } = await caller.codes.start(version);
  const concepts = [{ code: "151392", display: "Augmentax", synonyms: ["amoxicillin / clavulanate"] }];
  await caller.codes.addConcepts({ id, concepts });
  await caller.codes.finish({ id, concepts: 1 });
  await caller.allergy.create({ patientId, substance: { text: "Penicillin" } });
  const coding = { system: rxNorm, code: "151392", display: "Augmentax" };
  expect((await caller.medication.create({ patientId, drug: { coding } })).warnings).toHaveLength(1);
});
