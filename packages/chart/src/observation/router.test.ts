import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { practiceWithPatient } = api;

const code = { text: "Weight" } as const;
const weight = { code, value: { kind: "quantity", number: "70.50", unit: "kg" } } as const;

describe("an observation", () => {
  it.each([
    { kind: "quantity", number: "6.30", unit: "mmol/L" },
    { kind: "quantity", number: "-0.00000000000000000010", unit: null },
    { kind: "quantity", number: "12345678901234567890.12345678901234567890", unit: "1" },
    { kind: "concept", concept: { text: "Positive", coding: null } },
    { kind: "text", text: "Clear" },
    { kind: "boolean", boolean: false },
  ] as const)("keeps $kind as it was sent, also in its history", async (value) => {
    const { caller, patientId } = await practiceWithPatient();
    const created = await caller.observation.create({ patientId, code, value });
    expect(created).toMatchObject({ value, status: "final", components: [], interpretation: null });
    expect(await caller.observation.byId({ id: created.id })).toEqual(created);
    await caller.observation.update({ id: created.id, expectedVersion: 1, note: "Later" });
    const { items } = await caller.observation.history({ id: created.id });
    expect(items[1]?.record).toEqual(created);
    expect(Object.keys(items[0]?.changes ?? {})).toEqual(["status", "note"]);
  });

  it.each([
    ["-0", "0"],
    ["-0.00", "0.00"],
  ])("takes %s for %s, and is not changed if it is sent again", async (number, stored) => {
    const { caller, patientId } = await practiceWithPatient();
    const sent = {
      value: { kind: "quantity", number, unit: null } as const,
      referenceRange: { low: number, high: null },
      components: [{ code: { text: "Part" }, value: { kind: "quantity", number, unit: null } as const }],
    };
    const created = await caller.observation.create({ patientId, code, ...sent });
    expect(created).toMatchObject({
      value: { number: stored },
      referenceRange: { low: stored },
      components: [{ value: { number: stored } }],
    });
    const again = await caller.observation.update({ id: created.id, expectedVersion: 1, ...sent });
    expect(again).toMatchObject({ version: 1, status: "final" });
  });

  it("has no words that read like a code", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const message = "Send a code of a terminology as `coding`";
    for (const text of ["http://loinc.org|29463-7", "HTTP://LOINC.ORG|29463-7", "urn:oid:1.2.3|x"])
      expect(
        await failureOf(caller.observation.create({ ...weight, patientId, code: { text } })),
      ).toMatchObject({
        details: { errors: { "code.text": [message] } },
      });
    for (const text of ["Ratio A:B|C", "See http://loinc.org"])
      expect(await caller.observation.create({ ...weight, patientId, code: { text } })).toMatchObject({
        code: { text },
      });
  });

  it("is listed apart from vital signs, which the category or the code says", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const add = (text: string, more: object) =>
      caller.observation.create({ ...weight, patientId, code: { text }, ...more });
    const glucose = await add("Glucose", { category: "laboratory" });
    const uncategorized = await add("Told", {});
    const vital = await add("Girth", { category: "vital-signs" });
    const coding = { system: "http://loinc.org", code: "29463-7", display: "Body weight" };
    const coded = await add("Body weight", { code: { text: "Body weight", coding } });
    const idsOf = async (vitalSigns?: boolean) =>
      (await caller.observation.list({ patientId, vitalSigns })).items.map(({ id }) => id).toSorted();
    expect(await idsOf(false)).toEqual([glucose.id, uncategorized.id].toSorted());
    expect(await idsOf(true)).toEqual([vital.id, coded.id].toSorted());
    expect(await idsOf()).toHaveLength(4);
  });

  it("has the parts of a panel as components", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const part = (text: string, number: string) => ({
      code: { text, coding: null },
      value: { kind: "quantity", number, unit: "mm[Hg]" } as const,
    });
    const components = [part("Systolic", "120"), part("Diastolic", "80.0")];
    const created = await caller.observation.create({
      patientId,
      code: { text: "Blood pressure" },
      components,
    });
    expect(created).toMatchObject({ value: null, components });
    expect((await caller.observation.list({ patientId })).items).toEqual([created]);
  });

  it("is interpreted by its reference range, unless somebody has said more", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const referenceRange = { low: "40", high: "70.4" };
    const created = await caller.observation.create({ patientId, ...weight, referenceRange });
    expect(created).toMatchObject({ interpretation: "high", isInterpretationComputed: true });
    const value = { kind: "quantity", number: "70.40", unit: "kg" } as const;
    const lighter = await caller.observation.update({ id: created.id, expectedVersion: 1, value });
    expect(lighter).toMatchObject({ value, interpretation: "normal", status: "amended" });
    const change = { interpretation: "abnormal", expectedVersion: 2 } as const;
    expect(await caller.observation.update({ id: created.id, ...change })).toMatchObject({
      interpretation: "abnormal",
      isInterpretationComputed: false,
    });
  });

  it("is interpreted anew when its value changes, as what was said was of the old one", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const referenceRange = { low: "70", high: "140" };
    const quantity = (number: string) => ({ kind: "quantity", number, unit: "U/L" }) as const;
    const given = {
      patientId,
      code,
      value: quantity("150"),
      interpretation: "high",
      referenceRange,
    } as const;
    const { id } = await caller.observation.create(given);
    const noted = await caller.observation.update({ id, expectedVersion: 1, note: "Twice" });
    expect(noted).toMatchObject({ interpretation: "high", isInterpretationComputed: false });
    const value = quantity("115");
    expect(await caller.observation.update({ id, expectedVersion: 2, value })).toMatchObject({
      interpretation: "normal",
      isInterpretationComputed: true,
    });
    const change = { value: quantity("139"), interpretation: "abnormal" } as const;
    expect(await caller.observation.update({ id, expectedVersion: 3, ...change })).toMatchObject({
      interpretation: "abnormal",
      isInterpretationComputed: false,
    });
    expect(await caller.observation.update({ id, expectedVersion: 4, interpretation: null })).toMatchObject({
      interpretation: "normal",
      isInterpretationComputed: true,
    });
  });

  it("of a panel loses its interpretation when a component changes", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const parts = (number: string) => [{ code, value: { kind: "quantity", number, unit: "kg" } as const }];
    const panel = { patientId, code, components: parts("150"), interpretation: "high" } as const;
    const { id } = await caller.observation.create(panel);
    const change = { id, expectedVersion: 1, components: parts("115") };
    expect(await caller.observation.update(change)).toMatchObject({
      interpretation: null,
      isInterpretationComputed: false,
    });
  });

  it("stays amended, whatever status a later change names", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.observation.create({ patientId, ...weight, status: "preliminary" });
    const final = await caller.observation.update({ id, expectedVersion: 1, status: "final" });
    expect(final.status).toBe("final");
    const value = { kind: "quantity", number: "71", unit: "kg" } as const;
    const change = { id, expectedVersion: 2, status: "final", value } as const;
    expect(await caller.observation.update(change)).toMatchObject({ status: "amended", value });
  });

  it.each([
    ["value", {}],
    ["value.number", { value: { kind: "quantity", number: "1e3" } }],
    ["value.number", { value: { kind: "quantity", number: "007" } }],
    ["value.number", { value: { kind: "quantity", number: "NaN" } }],
    ["effectiveAt", { ...weight, effectiveAt: "2999-01-01T00:00:00Z" }],
    ["referenceRange.high", { ...weight, referenceRange: { low: "9", high: "8.99" } }],
  ] as const)("refuses an impossible %s", async (field, given) => {
    const { caller, patientId } = await practiceWithPatient();
    const { details } = await failureOf(caller.observation.create({ patientId, code, ...given }));
    expect(Object.keys(details.errors ?? {})).toEqual([field]);
  });

  it("is not changed after its encounter was locked, but entered in error", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const at = "2026-01-01T10:00:00Z";
    const over = { status: "finished", startedAt: at, endedAt: at } as const;
    const { id: encounterId } = await caller.encounter.create({ patientId, ...over });
    const { id } = await caller.observation.create({ patientId, encounterId, ...weight });
    await caller.encounter.lock({ id: encounterId, expectedVersion: 1 });
    const calls = [
      caller.observation.update({ id, expectedVersion: 1, note: "Later" }),
      caller.observation.create({ patientId, encounterId, ...weight }),
    ];
    for (const { code: refusal } of await Promise.all(calls.map(failureOf)))
      expect(refusal).toBe("ENCOUNTER_LOCKED");
    const wrong = await caller.observation.enterInError({ id, expectedVersion: 1, reason: "Other scales" });
    expect(wrong).toMatchObject({ errorReason: "Other scales", version: 2 });
    expect((await caller.observation.list({ patientId })).items).toEqual([]);
  });
});

describe("several observations", () => {
  it("are added together, in their order, or not at all", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id: encounterId } = await caller.encounter.create({ patientId });
    const one = (number: string, more: object = {}) => ({
      patientId,
      code,
      value: { kind: "quantity", number, unit: "kg" } as const,
      ...more,
    });
    const { items } = await caller.observation.createMany({
      observations: [one("1"), one("2", { encounterId })],
    });
    expect(items).toMatchObject([{ value: { number: "1" } }, { value: { number: "2" }, encounterId }]);
    const strange = { encounterId: "0198c0de-0000-7000-8000-000000000000" };
    const half = caller.observation.createMany({ observations: [one("3"), one("4", strange)] });
    expect((await failureOf(half)).code).toBe("ENCOUNTER_NOT_FOUND");
    expect((await caller.observation.list({ patientId })).items).toHaveLength(2);
  });

  it("keep each kind of value as one observation does, in the order of the input", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const concept = { text: 'Says "\\n" 🙂', coding: { system: "urn:x", code: "1", display: "One" } };
    const parts = [{ code, value: { kind: "quantity", number: "6.30", unit: "kg" } as const }];
    const observations = [
      { patientId, code, value: { kind: "quantity", number: "6.30", unit: "kg" } as const },
      { patientId, code, value: { kind: "concept", concept } as const, note: "A\nnote, with 'quotes'" },
      { patientId, code, value: { kind: "text", text: "null" } as const, category: "exam" as const },
      { patientId, code, value: { kind: "boolean", boolean: false } as const },
      { patientId, code, components: parts, effectiveAt: "2020-02-29T10:00:00.5Z" },
      {
        patientId,
        code,
        value: { kind: "quantity", number: "1", unit: null } as const,
        referenceRange: { low: "2", high: null, text: null },
      },
    ];
    const { items } = await caller.observation.createMany({ observations });
    const content = ({ id: _id, createdAt: _at, updatedAt: _then, ...record }: (typeof items)[number]) =>
      record;
    for (const [at, given] of observations.entries()) {
      const [created, alone] = [items[at], await caller.observation.create(given)];
      if (!created) throw new Error("one is missing");
      const effectiveAt = given.effectiveAt ?? created.effectiveAt;
      expect(content(created)).toEqual({ ...content(alone), effectiveAt: created.effectiveAt });
      expect(Date.parse(created.effectiveAt)).toBe(Date.parse(effectiveAt));
      expect(await caller.observation.byId({ id: created.id })).toEqual(created);
    }
  });

  it("name all that are refused", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const one = (unit: string) => ({
      patientId,
      code,
      value: { kind: "quantity", number: "1", unit } as const,
    });
    const refused = caller.observation.createMany({
      observations: [one("furlongs"), one("kg"), one("stones")],
    });
    const { code: refusal, details } = await failureOf(refused);
    expect(refusal).toBe("INVALID_INPUT");
    expect(Object.keys(details.errors ?? {})).toEqual([
      "observations.0.value.unit",
      "observations.2.value.unit",
    ]);
  });
});

describe("a measured value", () => {
  const coded = (number: string) => (text: string) => ({
    text,
    coding: { system: "http://loinc.org", code: number, display: text },
  });
  const temperature = coded("8310-5")("Temperature");
  const bodyWeight = coded("29463-7")("Body weight");
  const bodyHeight = coded("8302-2")("Body height");
  const systolic = coded("8480-6")("Systolic pressure");
  const quantity = (number: string, unit: string | null) => ({ kind: "quantity", number, unit }) as const;

  it("keeps what was entered, beside the same in the unit in which such values are compared", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const value = quantity("98.60", "[degF]");
    const created = await caller.observation.create({ patientId, code: temperature, value });
    expect(created).toMatchObject({ value, canonical: { number: "37", unit: "Cel" } });
    const change = { id: created.id, expectedVersion: 1, value: quantity("38.50", "Cel") } as const;
    const changed = await caller.observation.update(change);
    expect(changed).toMatchObject({ value: change.value, canonical: { number: "38.50", unit: "Cel" } });
    const { items } = await caller.observation.history({ id: created.id });
    expect(items[1]?.record).toMatchObject({ canonical: { number: "37", unit: "Cel" } });
    const recoded = await caller.observation.update({ id: created.id, expectedVersion: 2, code });
    expect(recoded.canonical).toBeNull();
  });

  it("in another unit has its range in that unit, and is interpreted by it", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const glucose = coded("2339-0")("Glucose");
    const referenceRange = { low: "70", high: "99", text: "Fasting" };
    const given = { patientId, code: glucose, value: quantity("100", "mg/dL"), referenceRange };
    const created = await caller.observation.create(given);
    expect(created.interpretation).toBe("high");
    const value = quantity("5.2", "mmol/L");
    const changed = await caller.observation.update({ id: created.id, expectedVersion: 1, value });
    expect(changed).toMatchObject({
      value,
      interpretation: "normal",
      isInterpretationComputed: true,
      referenceRange: { low: "3.88552", high: "5.49524", text: "Fasting" },
    });
    const sent = { value: quantity("100", "mg/dL"), referenceRange };
    expect(await caller.observation.update({ id: created.id, expectedVersion: 2, ...sent })).toMatchObject({
      interpretation: "high",
      referenceRange,
    });
  });

  it.each([
    [{ text: "Other" }, { low: "70", high: "99", text: null }, "g/L"],
    [{ text: "Other" }, { low: "70", high: "99", text: null }, null],
    [coded("2339-0")("Glucose"), { low: null, high: null, text: "70 to 99 mg/dL" }, "mmol/L"],
    [
      coded("2345-7")("Glucose"),
      { low: "70", high: "99", text: null },
      "mmol/L",
      coded("2571-8")("Triglycerides"),
    ],
  ] as const)("is refused in a unit to which its range cannot be converted: %o %o %s", async (...given) => {
    const [was, referenceRange, unit, code = was] = given;
    const { caller, patientId } = await practiceWithPatient();
    const created = { patientId, code: was, value: quantity("100", "mg/dL"), referenceRange };
    const { id } = await caller.observation.create(created);
    const value = quantity("1", unit);
    const refused = await failureOf(caller.observation.update({ id, expectedVersion: 1, code, value }));
    expect(refused.details.errors).toEqual({
      referenceRange: ["Is in the old unit. Send it in the new unit"],
    });
    const sent = { value, referenceRange: { low: "0.7", high: "0.9" } };
    expect(await caller.observation.update({ id, expectedVersion: 1, ...sent })).toMatchObject({
      value,
      interpretation: "high",
    });
  });

  it("in a component has its own canonical value, and is the same when it is sent again", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const components = [
      { code: coded("8480-6")("Systolic"), value: quantity("16", "kPa") },
      { code: coded("8462-4")("Diastolic"), value: quantity("80.0", "mm[Hg]") },
    ];
    const created = await caller.observation.create({ patientId, code, components });
    expect(created.components.map(({ canonical }) => canonical)).toEqual([
      { number: "120.0102008671", unit: "mm[Hg]" },
      { number: "80.0", unit: "mm[Hg]" },
    ]);
    const again = await caller.observation.update({ id: created.id, expectedVersion: 1, components });
    expect(again).toEqual(created);
    const wrong = components.map((part) => ({ ...part, value: quantity("80", "kg") }));
    const { details } = await failureOf(
      caller.observation.update({ id: created.id, expectedVersion: 1, components: wrong }),
    );
    expect(Object.keys(details.errors ?? {})).toEqual(["components.0.value.unit", "components.1.value.unit"]);
  });

  it.each([
    [bodyWeight, "300", "kg"],
    [temperature, "43", "Cel"],
    [bodyWeight, "0.4", "kg"],
    [coded("8867-4")("Heart rate"), "0", "{beats}/min"],
    [coded("9999998-1")("Other"), "-3", "{score}"],
  ] as const)("may be unusual: %o %s %s", async (what, number, unit) => {
    const { caller, patientId } = await practiceWithPatient();
    const referenceRange = { low: "10", high: "42" };
    const value = quantity(number, unit);
    const created = await caller.observation.create({ patientId, code: what, value, referenceRange });
    expect(created.value).toEqual({ ...value, comparator: null });
    expect(created.interpretation).toMatch(/low|high/);
  });

  it.each([
    [bodyWeight, "-3", "kg", "value.number", "Is impossible: has to be from 0.1 to 700 kg"],
    [bodyWeight, "70", null, "value.unit", "Has to be one of kg, g, [lb_av], [oz_av], [stone_av]"],
    [bodyWeight, "0", "kg", "value.number", "Is impossible: has to be from 0.1 to 700 kg"],
    [bodyWeight, "2000", "[lb_av]", "value.number", "Is impossible: has to be from 0.221 to 1543 lb"],
    [temperature, "98.6", "Cel", "value.number", "Is impossible: has to be from 10 to 50 °C"],
    [temperature, "37", "[degF]", "value.number", "Is impossible: has to be from 50 to 122 °F"],
    [bodyHeight, "1.75", "cm", "value.number", "Is impossible: has to be from 15 to 280 cm"],
    [bodyHeight, "175", "m", "value.number", "Is impossible: has to be from 0.15 to 2.8 m"],
    [systolic, "1450", "mm[Hg]", "value.number", "Is impossible: has to be from 0 to 500 mmHg"],
    [coded("8280-0")("Waist"), "450", "cm", "value.number", "Is impossible: has to be from 15 to 400 cm"],
    [temperature, "37", "kg", "value.unit", "Does not measure this. Send one of: Cel, [degF], K"],
    [temperature, "37", "°C", "value.unit", "Not in UCUM's spelling: did you mean Cel?"],
    [coded("2951-2")("Sodium"), "140", "mEq/L", "value.unit", "Not in UCUM's spelling: did you mean meq/L?"],
    [
      coded("2777-1")("Phosphate"),
      "1001",
      "mmol/L",
      "value.number",
      "Is impossible: has to be from 0 to 1000 mmol/L",
    ],
    [coded("8889-8")("Pulse"), "601", "/min", "value.number", "Is impossible: has to be from 0 to 600 /min"],
    [coded("4548-4")("A1c"), "48", "mmol/mol", "value.unit", "Does not measure this. Send one of: %"],
    [coded("4548-4")("A1c"), "65", "mg/g", "value.unit", "Does not measure this. Send one of: %"],
    [
      coded("4544-3")("Hematocrit"),
      "2",
      "mol/mol",
      "value.unit",
      "Does not measure this. Send one of: %, L/L",
    ],
    [coded("59408-5")("SpO2"), "98", "cmol/mol", "value.unit", "Does not measure this. Send one of: 1, %"],
    [{ text: "Other" }, "37", "°C", "value.unit", "Not in UCUM's spelling: did you mean Cel?"],
    [{ text: "Other" }, "37", "null", "value.unit", "Not a UCUM unit, such as mmol/L"],
  ] as const)("is refused if it is impossible: %o %s %s", async (...[what, number, unit, field, message]) => {
    const { caller, patientId } = await practiceWithPatient();
    const given = { patientId, code: what, value: quantity(number, unit) };
    const { code: refusal, details } = await failureOf(caller.observation.create(given));
    expect(refusal).toBe("INVALID_INPUT");
    expect(details.errors).toEqual({ [field]: [message] });
    const { details: ofMany } = await failureOf(
      caller.observation.createMany({ observations: [{ patientId, ...weight }, given] }),
    );
    expect(ofMany.errors).toEqual({ [`observations.1.${field}`]: [message] });
  });

  it.each([
    ["2345-7", "7.10", "mmol/l", { number: "7.10", unit: "mmol/L" }],
    ["2345-7", "1260", "ug/mL", { number: "6.9939385866", unit: "mmol/L" }],
    ["2951-2", "140", "meq/l", { number: "140", unit: "mmol/L" }],
    ["718-7", "140", "g/l", { number: "14", unit: "g/dL" }],
    ["59260-0", "8.7", "mmol/l", { number: "14.019615", unit: "g/dL" }],
    ["29463-7", "3400000", "mg", { number: "3.4", unit: "kg" }],
    ["4548-4", "6.5", "%{Hb}", { number: "6.5", unit: "%" }],
    ["4548-4", "6.5", "10*-2", { number: "6.5", unit: "%" }],
    ["4544-3", "45", "mL/dL", { number: "45", unit: "%" }],
    ["14682-9", "97", "umol/l", { number: "97", unit: "umol/L" }],
    ["17861-6", "9.5", "mg/dL", { number: "2.3703777634", unit: "mmol/L" }],
    ["17861-6", "4.8", "meq/L", { number: "2.4", unit: "mmol/L" }],
    ["19123-9", "1.6", "meq/l", { number: "0.8", unit: "mmol/L" }],
    ["2777-1", "3.1", "mg/dL", { number: "1.0008394137", unit: "mmol/L" }],
    ["8867-4", "4320", "/h", { number: "72", unit: "/min" }],
    ["8889-8", "72", "{beats}/min", { number: "72", unit: "/min" }],
    ["2160-0", "1.10", "mg/dl", { number: "97.2418670438", unit: "umol/L" }],
  ])(
    "has its unit by what it means, not by its spelling: %s %s %s",
    async (...[what, number, unit, canonical]) => {
      const { caller, patientId } = await practiceWithPatient();
      const value = quantity(number, unit);
      expect(await caller.observation.create({ patientId, code: coded(what)("x"), value })).toMatchObject({
        value,
        canonical,
      });
    },
  );

  it.each([{ kind: "text", text: "120/80" }, quantity("93", "mm[Hg]")] as const)(
    "of a panel is in its parts, and not %j",
    async (value) => {
      const { caller, patientId } = await practiceWithPatient();
      const given = { patientId, code: coded("85354-9")("Blood pressure"), value };
      expect((await failureOf(caller.observation.create(given))).details.errors).toEqual({
        value: ["Has its numbers in `components`, each with its code and unit"],
      });
    },
  );

  it("is required, whatever its components are", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const components = [{ code: { text: "Scale" }, value: { kind: "text", text: "On the floor" } }] as const;
    const problem = { value: ["Has to be a number with a unit, as this is measured"] };
    const given = { patientId, code: bodyWeight, components: [...components] };
    expect((await failureOf(caller.observation.create(given))).details.errors).toEqual(problem);
    const { id } = await caller.observation.create({
      patientId,
      code: bodyWeight,
      value: quantity("70", "kg"),
    });
    const change = { id, expectedVersion: "any" as const, value: null, components: [...components] };
    const { details } = await failureOf(caller.observation.update(change));
    expect(details.errors).toEqual(problem);
  });

  it("keeps its range in another spelling of the same unit", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const referenceRange = { low: "1.0", high: "2.0", text: "1 to 2" };
    const given = { patientId, code, value: quantity("1.5", "g/l"), referenceRange };
    const { id } = await caller.observation.create(given);
    const value = quantity("2.5", "g/L");
    expect(await caller.observation.update({ id, expectedVersion: 1, value })).toMatchObject({
      referenceRange,
      interpretation: "high",
    });
  });

  it.each([
    { kind: "text", text: "7 lb 4 oz" },
    { kind: "text", text: "abc" },
    { kind: "boolean", boolean: true },
    { kind: "concept", concept: { text: "Heavy" } },
  ] as const)("is a number with a unit, and nothing else: %o", async (value) => {
    const { caller, patientId } = await practiceWithPatient();
    const message = "Has to be a number with a unit, as this is measured";
    const alone = caller.observation.create({ patientId, code: bodyWeight, value });
    expect((await failureOf(alone)).details.errors).toEqual({ value: [message] });
    const components = [{ code: systolic, value }];
    const part = caller.observation.create({ patientId, code, components });
    expect((await failureOf(part)).details.errors).toEqual({ "components.0.value": [message] });
    expect(await caller.observation.create({ patientId, code, value })).toMatchObject({ value });
  });

  it("may be a bound, which is kept, and interpreted where it decides", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const troponin = coded("6598-7")("Troponin");
    const value = { ...quantity("1000", "ng/L"), comparator: ">" } as const;
    const given = { patientId, code: troponin, value, referenceRange: { low: "0", high: "5" } };
    const created = await caller.observation.create(given);
    expect(created).toMatchObject({ value, interpretation: "high", isInterpretationComputed: true });
    const less = { ...value, comparator: "<", number: "4" } as const;
    const changed = await caller.observation.update({ id: created.id, expectedVersion: 1, value: less });
    expect(changed).toMatchObject({ value: less, interpretation: "normal", status: "amended" });
    const { items } = await caller.observation.history({ id: created.id });
    expect(items.map(({ record }) => record?.value)).toEqual([less, value]);
    expect(items[0]?.changes).toMatchObject({ value: { from: value, to: less } });
    expect(
      await caller.observation.update({ id: created.id, expectedVersion: 2, value: less }),
    ).toMatchObject({
      version: 2,
    });
    const components = [
      { code: systolic, value: { ...quantity("250", "mm[Hg]"), comparator: ">=" } as const },
    ];
    const panel = await caller.observation.create({ patientId, code, components });
    expect(panel.components).toMatchObject(components);
    const { items: timeline } = await caller.chart.timeline({ patientId });
    expect(timeline.map(({ text }) => text)).toEqual([">=250 mm[Hg]", "<4 ng/L"]);
  });

  it("of creatinine from before it was compared in µmol/L is read in it", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const value = quantity("97", "umol/L");
    const creatinine = coded("2160-0")("Creatinine");
    const created = await caller.observation.create({ patientId, code: creatinine, value });
    await api.database.reader.execute(
      sql`update observation set canonical_number = 0.097, canonical_unit = 'mmol/L' where id = ${created.id}`,
    );
    await caller.observation.create({ patientId, code: creatinine, value: quantity("1", "mg/dL") });
    expect(await caller.observation.byId({ id: created.id })).toMatchObject({ canonical: created.canonical });
    const { series } = await caller.chart.trend({
      patientId,
      system: "http://loinc.org",
      code: "2160-0",
    });
    expect(series.map(({ unit, points }) => [unit, points.map(({ mean }) => mean)])).toEqual([
      ["umol/L", ["97", "88.4016973126"]],
    ]);
  });

  it("of a ratio that was taken for a percentage is none, by itself, in a panel and in a trend", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const hemoglobin = coded("4548-4")("Hemoglobin A1c");
    const create = async (unit: string, number: string) => {
      const value = quantity(number, unit);
      const one = { patientId, code: hemoglobin, value };
      const part = { patientId, code: { text: "Panel" }, components: [{ code: hemoglobin, value }] };
      return [await caller.observation.create(one), await caller.observation.create(part)] as const;
    };
    const [one, panel] = await create("%", "6.5");
    await api.database.reader.execute(sql`
      update observation set value_number = 48, value_unit = 'mmol/mol', canonical_number = 4.8, canonical_unit = '%'
      where id = ${one.id}`);
    await api.database.reader.execute(sql`
      update observation set components = jsonb_set(jsonb_set(components, '{0,value,number}', '"48"'),
        '{0,value,unit}', '"mmol/mol"') where id = ${panel.id}`);
    await create("%", "6.6");
    expect(await caller.observation.byId({ id: one.id })).toMatchObject({ canonical: null });
    expect((await caller.observation.byId({ id: panel.id })).components).toMatchObject([{ canonical: null }]);
    for (const asked of [{ system: "http://loinc.org", code: "4548-4" }, { code: "panel" }]) {
      const { series } = await caller.chart.trend({ patientId, ...asked });
      expect(series.map(({ unit, points }) => [unit, points.map(({ mean }) => mean)])).toEqual([
        ["%", ["6.6"]],
        ["mmol/mol", ["48"]],
      ]);
    }
    const hematocrit = coded("4544-3")("Hematocrit");
    for (const value of [quantity("0.45", "L/L"), quantity("44", "%")])
      await caller.observation.create({ patientId, code: hematocrit, value });
    const { series } = await caller.chart.trend({ patientId, system: "http://loinc.org", code: "4544-3" });
    expect(series.map(({ unit, points }) => [unit, points.map(({ mean }) => mean)])).toEqual([
      ["%", ["45", "44"]],
    ]);
  });

  it("with a unit from before they were checked is read, and changed in its other fields", async () => {
    const { caller, patientId } = await practiceWithPatient();
    const { id } = await caller.observation.create({ patientId, ...weight });
    await api.database.reader.execute(sql`update observation set value_unit = 'lbs' where id = ${id}`);
    const kept = await caller.observation.byId({ id });
    expect(kept).toMatchObject({ value: { unit: "lbs" }, canonical: null });
    const noted = await caller.observation.update({ id, expectedVersion: "any", note: "Old scales" });
    expect(noted).toMatchObject({ value: { unit: "lbs" }, note: "Old scales" });
    const change = caller.observation.update({ id, expectedVersion: "any", value: quantity("71", "lbs") });
    expect((await failureOf(change)).details.errors).toHaveProperty(["value.unit"]);
  });
});
