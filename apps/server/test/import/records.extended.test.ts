import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { asId, type PatientId } from "@caretype/core/kernel/field/ids";
import { expect, test } from "vitest";
import { clinicalExport as exportOf } from "./clinical-export.ts";
import { batchIn, createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const harness = await createImportHarness();
const { database, signUp, runImport, runUndo, runList } = harness;

type Account = Awaited<ReturnType<typeof signUp>>;

async function idOf({ caller }: Account, name: string): Promise<PatientId> {
  const [patient] = (await caller.patient.list({ q: name })).items;
  return patient?.id ?? asId<PatientId>("");
}

const counts = [
  "encounters: 2 rows (2 imported, 0 already existed)",
  "conditions: 2 rows (2 imported, 0 already existed)",
  "allergies: 1 rows (1 imported, 0 already existed)",
  "observations: 9 rows (8 imported, 0 already existed, 1 are part of another row's record)",
  "medications: 2 rows (2 imported, 0 already existed)",
  "immunizations: 1 rows (1 imported, 0 already existed)",
  "procedures: 1 rows (1 imported, 0 already existed)",
  "drafts of notes: 1 rows (1 imported, 0 already existed)",
];

const recordCount = async () => {
  const [row] = await database.reader.execute<{ count: string }>(
    `select (select count(*) from encounter) + (select count(*) from condition) + (select count(*) from allergy)
      + (select count(*) from observation) + (select count(*) from medication) + (select count(*) from immunization)
      + (select count(*) from procedure) + (select count(*) from note_draft) as count`,
  );
  return Number(row?.count);
};

test("drugs are compared with the allergies of the same export", async () => {
  const account = await signUp("warned@example.org");
  const started = "2020-01-01T10:00:00Z,";
  const folder = await exportOf("warned", {
    "medications.csv": [
      `${started},warned-p1,,723,Amoxicillin 500 MG Oral Capsule,,`,
      `${started}2020-02-01T10:00:00Z,warned-p1,,733,Ampicillin 250 MG Oral Capsule,,`,
      `${started},warned-p2,,723,Amoxicillin 500 MG Oral Capsule,,`,
    ],
  });
  const { out } = await runImport(folder, account.email);
  expect(out.split("\n").filter((line) => line.includes("allergy to"))).toEqual([
    "medications.csv:4 CODE: The patient has an allergy to this",
  ]);
});

test("each kind of record is imported, and a repeated import changes nothing", async () => {
  const account = await signUp("records@example.org");
  const { caller } = account;
  const folder = await exportOf("records");
  const { out, errors } = await runImport(folder, account.email);
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([]);
  expect(out.split("\n").slice(1, 9)).toEqual(counts);
  const patientId = await idOf(account, "Ana");

  const [encounter] = (await caller.encounter.list({ patientId })).items;
  expect(encounter).toMatchObject({
    class: "ambulatory",
    status: "finished",
    startedAt: "2020-01-01T10:00:00Z",
    endedAt: "2020-01-01T10:15:00Z",
    doctorName: "Víctor Noriega",
    reason: { text: "General examination", coding: { system: "http://snomed.info/sct", code: "162673000" } },
  });
  const encounterId = encounter?.id ?? null;
  const [other] = (await caller.encounter.list({ patientId: await idOf(account, "Bo Li") })).items;
  expect(other).toMatchObject({
    class: "emergency",
    status: "finished",
    endedAt: "2022-01-01T10:00:00Z",
    reason: { text: "Sinusitis", coding: { code: "36971009" } },
  });

  const conditions = (await caller.condition.list({ patientId })).items;
  expect(conditions).toMatchObject([
    {
      code: { text: "Essential hypertension", coding: { system: "http://snomed.info/sct" } },
      clinicalStatus: "active",
      onset: "2020-01-01",
      abatement: null,
      encounterId,
    },
    { clinicalStatus: "resolved", onset: "2019-05-01", abatement: "2019-06-01", encounterId: null },
  ]);
  expect((await caller.allergy.list({ patientId })).items).toMatchObject([
    {
      substance: {
        text: "Penicillin V",
        coding: { system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "7982" },
      },
      category: "medication",
      reactions: [{ manifestation: { text: "Eruption of skin" }, severity: "moderate" }],
    },
  ]);
  expect((await caller.medication.list({ patientId })).items).toMatchObject([
    { status: expect.any(String), drug: { coding: { system: expect.stringContaining("rxnorm") } } },
    { kind: "order" },
  ]);
  expect((await caller.immunization.list({ patientId })).items).toMatchObject([
    { vaccine: { coding: { system: "http://hl7.org/fhir/sid/cvx", code: "140" } }, occurred: "2020-01-01" },
  ]);
  expect((await caller.procedure.list({ patientId })).items).toMatchObject([
    { performedFrom: "2020-01-01", status: "completed", encounterId },
  ]);

  const [draft] = (await caller.noteDraft.list({ patientId })).items;
  expect(draft).toMatchObject({ kind: "Care plan", encounterId, recordedAt: "2020-01-01T00:00:00Z" });
  expect(draft?.text).toBe(
    [
      "# Self-care interventions",
      "",
      "- SNOMED CT 384758001",
      "- Because of Essential hypertension (59621000)",
      "- From 2020-01-01",
      "- Until 2020-03-01",
    ].join("\n"),
  );

  const before = await recordCount();
  const again = await runImport(folder, account.email);
  expect(again.out).not.toContain("To undo it");
  expect(again.out).toContain("observations: 9 rows (0 imported, 8 already existed, 1 are part of");
  expect(await recordCount()).toBe(before);
});

test("observations keep what real files have: loose panels, odd units, texts among numbers", async () => {
  const account = await signUp("observations@example.org");
  await runImport(await exportOf("observations"), account.email);
  const patientId = await idOf(account, "Ana");
  const { items } = await account.caller.observation.list({ patientId });
  const shown = items.map(({ code, value, components, category, encounterId }) =>
    [
      code.text,
      value?.kind === "quantity" ? `${value.number} ${value.unit}` : value?.kind === "text" ? value.text : "",
      ...components.map(
        (part) => `${part.code.coding?.code} ${JSON.stringify(part.value)} ${part.canonical?.unit}`,
      ),
      category,
      encounterId === null ? "alone" : "in an encounter",
    ].join(" | "),
  );
  expect(shown.toSorted()).toEqual(
    [
      'Blood pressure |  | 8480-6 {"kind":"quantity","number":"131.0","unit":"mm[Hg]","comparator":null} mm[Hg] | 8462-4 {"kind":"quantity","number":"84.0","unit":"mm[Hg]","comparator":null} mm[Hg] | vital-signs | in an encounter',
      "Body Height | 170.10 cm | vital-signs | in an encounter",
      "Cause of Death | Natural |  | alone",
      "Family members | 3 {#} | survey | in an encounter",
      "Pain severity | 2.0 {score} | survey | in an encounter",
      "QALY | 8.0 a |  | alone",
      "Systolic Blood Pressure | 128 mm[Hg] | vital-signs | in an encounter",
      "pH of Urine | Negative | laboratory | in an encounter",
    ].toSorted(),
  );
});

test("the rows of a blood pressure are known, whichever of them a later export has", async () => {
  const account = await signUp("pressures@example.org");
  const observations = (...rows: string[]) => ({
    "observations.csv": rows.map(
      (row) => `2021-01-01T10:00:00Z,pressures-p1,e1,vital-signs,${row},mm[Hg],numeric`,
    ),
  });
  const [systolic, diastolic] = [
    "8480-6,Systolic Blood Pressure,141.0",
    "8462-4,Diastolic Blood Pressure,94.0",
  ];
  const imported = async (...rows: string[]) => {
    const { out } = await runImport(await exportOf("pressures", observations(...rows)), account.email);
    return /observations: (.*)/.exec(out)?.[1];
  };
  expect(await imported(systolic)).toBe(
    "10 rows (9 imported, 0 already existed, 1 are part of another row's record)",
  );
  // The other row is a record of its own.
  expect(await imported(systolic, diastolic, systolic)).toBe(
    "12 rows (1 imported, 9 already existed, 1 repeat another row, 1 are part of another row's record)",
  );
  const folder = await exportOf("pressures");
  const file = path.join(folder, "observations.csv");
  const lines = (await readFile(file, "utf8")).split("\n");
  for (const left of ["8462-4", "8480-6"]) {
    await writeFile(file, lines.filter((line) => !line.includes(`,${left},`)).join("\n"));
    const { out } = await runImport(folder, account.email);
    expect(out).toMatch(/observations: \d rows \(0 imported/);
  }
  expect(await imported(diastolic, systolic)).toMatch(/^11 rows \(0 imported/);
  const patientId = await idOf(account, "Ana");
  expect((await account.caller.observation.list({ patientId })).items).toHaveLength(10);
});

test("an undo removes exactly what was made, unless somebody has worked on it", async () => {
  const account = await signUp("undone@example.org");
  const { caller } = account;
  const folder = await exportOf("undone");
  const people = batchIn((await runImport(folder, account.email, { clinicalRecords: false })).out);
  const patientId = await idOf(account, "Ana");
  const before = await recordCount();
  const own = await caller.condition.create({ patientId, code: { text: "Asthma" } });
  const { out } = await runImport(folder, account.email);
  expect(out).toMatch(/^0 patients, 0 doctors, 0 assignments imported \(6 already existed\)/);
  expect((await runList(account.email)).out).toContain(
    "2 encounters, 2 conditions, 1 allergies, 8 observations",
  );

  const [encounter] = (await caller.encounter.list({ patientId })).items;
  const encounterId = encounter?.id ?? null;
  const added = await caller.observation.create({
    patientId,
    encounterId,
    code: { text: "Pulse" },
    value: { kind: "text", text: "regular" },
  });
  const [allergy] = (await caller.allergy.list({ patientId })).items;
  if (!allergy) throw new Error("no allergy");
  await caller.allergy.update({ id: allergy.id, expectedVersion: 1, criticality: "high" });
  const refused = await runUndo(batchIn(out), account.email);
  expect(refused.errors).toEqual(
    expect.arrayContaining([
      `allergy ${allergy.id}: edited since, now version 2`,
      `observation ${added.id}: made since`,
    ]),
  );
  expect(refused.errors.join("\n")).toContain("2 in total. Nothing was removed.");

  // Back to its imported content.
  await caller.allergy.update({ id: allergy.id, expectedVersion: 2, criticality: null });
  await database.transaction(async (tx) => {
    await tx.execute(`delete from observation where id = '${added.id}'`);
  });
  const undone = await runUndo(batchIn(out), account.email);
  expect(undone.errors).toEqual([]);
  expect(undone.out).toContain("0 assignments, 2 encounters, 2 conditions, 1 allergies, 8 observations");
  expect(await recordCount()).toBe(before + 1);
  expect((await caller.condition.list({ patientId })).items.map(({ id }) => id)).toEqual([own.id]);
  // The patients have a record from outside the import.
  expect((await runUndo(people, account.email)).errors).toContain(`condition ${own.id}: made since`);
});

test("an undo leaves drafts that were edited or signed", async () => {
  const account = await signUp("signed@example.org");
  const { caller } = account;
  const folder = await exportOf("signed");
  const importId = batchIn((await runImport(folder, account.email)).out);
  const [draft] = (await caller.noteDraft.list()).items;
  if (!draft) throw new Error("no draft");
  const { id, version } = await caller.noteDraft.update({ id: draft.id, expectedVersion: 1, text: "Rest" });
  expect((await runUndo(importId, account.email)).errors).toContain(
    `note ${id}: edited since, now version 2`,
  );

  const [doctor] = (await caller.doctor.list({ q: "Eve" })).items;
  await database.transaction(async (tx) => {
    await tx.execute(`update membership set doctor_id = '${doctor?.id}' where account_id = '${account.id}'`);
  });
  expect(version).toBe(2);
  const { hash } = await caller.noteDraft.review({ id });
  await caller.noteDraft.sign({ id, hash });
  expect((await runUndo(importId, account.email)).errors).toContain(`note ${id}: made since`);
  const before = await recordCount();
  expect((await runImport(folder, account.email)).out).toContain(
    "drafts of notes: 1 rows (0 imported, 1 already",
  );
  expect(await recordCount()).toBe(before);
});

test("an undo removes the patients with their imported records", async () => {
  const account = await signUp("undone.all@example.org");
  const folder = await exportOf("undone-all");
  const before = await recordCount();
  const { out } = await runImport(folder, account.email, { appointments: true });
  const [visit] = (await account.caller.appointment.list({})).items;
  const patientId = await idOf(account, "Ana");
  const [encounter] = (await account.caller.encounter.list({ patientId })).items;
  expect(encounter?.appointmentId).toBe(visit?.id);
  const { out: undone, errors } = await runUndo(batchIn(out), account.email);
  expect(errors).toEqual([]);
  expect(undone).toMatch(/^2 patients, 2 doctors, 2 assignments, 1 appointments, 2 encounters, /);
  expect(await recordCount()).toBe(before);
});

test("merged patients get their records, and a locked encounter takes nothing new", async () => {
  const account = await signUp("merged@example.org");
  const { caller } = account;
  const folder = await exportOf("merged");
  await runImport(folder, account.email, { clinicalRecords: false });
  const mergedId = await idOf(account, "Ana");
  const kept = await caller.patient.create({ name: "Ana Silva", gender: "female", age: 40 });
  const [one, other] = [
    await caller.patient.byId({ id: kept.id }),
    await caller.patient.byId({ id: mergedId }),
  ];
  await caller.patient.merge({
    keepId: kept.id,
    expectedVersion: one.version,
    mergedId,
    mergedExpectedVersion: other.version,
  });
  await runImport(folder, account.email);
  const [encounter] = (await caller.encounter.list({ patientId: kept.id })).items;
  if (!encounter) throw new Error("no encounter");
  expect((await caller.observation.list({ patientId: kept.id })).items).toHaveLength(8);

  const { id, version } = encounter;
  await caller.encounter.lock({ id, expectedVersion: version });
  const again = await runImport(folder, account.email);
  expect(again.code).toBe(0);
  const more = await exportOf("merged", {
    "conditions.csv": ["2020-01-01,,merged-p1,e1,10509002,Acute bronchitis"],
    "careplans.csv": ["c2,2020-01-01,,merged-p1,e1,1,A draft may be late,,"],
    "observations.csv": ["2020-01-01T10:00:00Z,merged-p1,e1,vital-signs,8867-4,Heart rate,70,/min,numeric"],
  });
  const before = await recordCount();
  const { code, errors } = await runImport(more, account.email);
  expect(code).toBe(1);
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([
    "conditions.csv:4 ENCOUNTER: The encounter is locked",
    "observations.csv:11 ENCOUNTER: The encounter is locked",
  ]);
  expect(await recordCount()).toBe(before);
});

test("a code that the practice refuses is named, also without an encounter", async () => {
  const account = await signUp("refused@example.org");
  const { codes } = account.caller;
  const uri = "http://example.org/conditions";
  const { id } = await codes.start({ kind: "value-set", uri, version: "1" });
  const concepts = [
    { system: "http://snomed.info/sct", code: "59621000", display: "Essential hypertension" },
  ];
  await codes.addConcepts({ id, concepts });
  await codes.finish({ id, concepts: 1 });
  await codes.setField({ field: "condition.code", uri, mode: "refuse" });
  const folder = await exportOf("refused");
  const { errors } = await runImport(folder, account.email);
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([
    "conditions.csv:3 CODE: Not a code that this field offers",
  ]);
  await codes.setField({ field: "condition.code", uri, mode: "warn" });
  expect((await runImport(folder, account.email)).out).toContain("conditions: 2 rows (2 imported");
});

test("codes of components are refused, too, and others get the display of the terminology", async () => {
  const account = await signUp("parts@example.org");
  const { codes } = account.caller;
  const folder = await exportOf("parts");
  const loinc = "http://loinc.org";
  const known = ["85354-9", "8462-4", "8480-6", "8302-2", "72514-3", "63512-8", "5803-2", "69453-9"];
  const offer = async (version: string, offered: readonly string[]) => {
    const uri = "http://example.org/vitals";
    const { id } = await codes.start({ kind: "value-set", uri, version });
    const concepts = offered.map((code) => ({ system: loinc, code, display: `Term of ${code}` }));
    const own = { system: "urn:synthea", code: "QALY", display: "Term of QALY" };
    const { concepts: all } = await codes.addConcepts({ id, concepts: [...concepts, own] });
    await codes.finish({ id, concepts: all });
    await codes.setField({ field: "observation.code", uri, mode: "refuse" });
  };
  await offer(
    "1",
    known.filter((code) => code !== "8462-4"),
  );
  const { errors } = await runImport(folder, account.email);
  expect(errors.filter((line) => line.includes(".csv:")).join()).toMatch(
    /^observations.csv:\d+ CODE: Not a code that this field offers/,
  );
  await offer("2", known);
  const second = await runImport(folder, account.email);
  expect(second.errors.filter((line) => line.includes(".csv:"))).toEqual([]);
  const { items } = await account.caller.observation.list({ patientId: await idOf(account, "Ana") });
  const parts = items.flatMap(({ code, components }) => [code, ...components.map((part) => part.code)]);
  const coded = parts.flatMap(({ coding }) => coding ?? []);
  expect(coded.map(({ code }) => code)).toContain("8462-4");
  for (const { code, display } of coded) expect(display).toBe(`Term of ${code}`);
  expect(parts.map(({ text }) => text)).not.toContain("Term of 8462-4");
});

test("names each bad cell by line and column, and imports nothing", async () => {
  const account = await signUp("bad@example.org");
  const folder = await exportOf("bad", {
    "encounters.csv": [
      "e1,2021-01-01T10:00:00Z,2021-01-01T10:15:00Z,bad-p2,bad-d1,wellness,185349003,Repeated,,",
      "e4,2021-01-01T10:00:00Z,2020-01-01T10:15:00Z,bad-p1,bad-d1,wellness,185349003,Backwards,,",
      "e5,292278994-08-17T07:12:55Z,,bad-p1,bad-d1,wellness,185349003,Far,,",
      "e6,2021-01-01T10:00:00Z,,bad-p1,bad-d1,spaceship,185349003,Odd class,,",
    ],
    "conditions.csv": [
      "292278994-08-17,,bad-p1,e1,185349003,Far",
      "2020-01-01,2019-01-01,bad-p1,e1,185349003,Backwards",
      "2020-01-01,,nobody,,185349003,Unknown patient",
      "2020-01-01,,bad-p1,e9,185349003,Unknown encounter",
      "2020-01-01,,bad-p2,e1,185349003,Of another patient",
      "2020-01-01,,bad-p1,e1,,No code",
    ],
    "careplans.csv": [
      "c1,2020-01-01,,bad-p1,e1,185349003,Repeated,,",
      "c3,2020-01-01,292278994-08-17,bad-p1,e1,185349003,Far,,",
      ",2020-01-01,,bad-p1,e1,185349003,,,",
    ],
    "observations.csv": [
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,29463-7,Body Weight,-3,kg,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,29463-7,Body Weight,70,Cel,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,99999-9,Thing,70,furlongs,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,astrology,99999-9,Thing,70,,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,99999-9,Thing,,,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,99999-9,Thing,Trace,furlongs,text",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,29463-7,Body Weight,ERROR,kg,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,29463-7,Body Weight,70 kg,g,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,99999-9,Thing,NaN,mg/dL,numeric",
      "2020-01-01T10:00:00Z,bad-p1,e1,vital-signs,99999-9,Thing,None,,text",
    ],
  });
  const before = await recordCount();
  const { code, errors } = await runImport(folder, account.email);
  expect(code).toBe(1);
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([
    "encounters.csv:4 Id: Repeats the identifier of line 2",
    'encounters.csv:5 STOP: Has to be no earlier than the start: "2020-01-01T10:15:00Z"',
    'encounters.csv:6 START: Not an instant (YYYY-MM-DDTHH:MM:SSZ): "292278994-08-17T07:12:55Z"',
    expect.stringMatching(/^encounters.csv:7 ENCOUNTERCLASS: .*: "spaceship"$/),
    expect.stringMatching(/^conditions.csv:4 START: .*: "292278994-08-17"$/),
    'conditions.csv:5 STOP: Has to be no earlier than the start: "2019-01-01"',
    'conditions.csv:6 PATIENT: Not found in patients.csv or in an earlier import: "nobody"',
    "conditions.csv:7 ENCOUNTER: Not found in encounters.csv or in an earlier import",
    "conditions.csv:8 ENCOUNTER: Is of another patient",
    "conditions.csv:9 CODE: Required",
    "observations.csv:11 VALUE: Is impossible: has to be from 0.1 to 700 kg",
    expect.stringMatching(/^observations.csv:12 UNITS: Does not measure this/),
    'observations.csv:13 UNITS: Not a UCUM unit, such as mmol/L: "furlongs"',
    expect.stringMatching(/^observations.csv:14 CATEGORY: /),
    "observations.csv:15 VALUE: Required",
    'observations.csv:16 UNITS: Not a UCUM unit, such as mmol/L: "furlongs"',
    "observations.csv:17 VALUE: Has to be a number with a unit, as this is measured",
    "observations.csv:18 VALUE: Names another unit than the column of units",
    "observations.csv:19 VALUE: Required",
    "observations.csv:20 VALUE: Required",
    "careplans.csv:3 Id: Repeats the identifier of line 2",
    expect.stringMatching(/^careplans.csv:4 STOP: .*: "292278994-08-17"$/),
    "careplans.csv:5 Id: Required",
    "careplans.csv:5 DESCRIPTION: Required",
  ]);
  expect(await recordCount()).toBe(before);
});

test("an undo makes the statement hold again that its allergies had ended", async () => {
  const account = await signUp("none-known@example.org");
  const { allergy } = account.caller;
  await runImport(await folderWith(textOf(smallExport("none"))), account.email);
  const patientId = await idOf(account, "Ana");
  const stated = await allergy.recordNoneKnown({ patientId });
  const { out } = await runImport(await exportOf("none"), account.email);
  expect(await allergy.list({ patientId })).toMatchObject({ known: "listed", noneKnown: null });
  await runUndo(batchIn(out), account.email);
  expect(await allergy.list({ patientId })).toMatchObject({
    known: "none-known",
    items: [],
    noneKnown: { id: stated.id, version: 3 },
  });

  const again = await runImport(await exportOf("none"), account.email);
  await allergy.create({ patientId, substance: { text: "Peanuts" } });
  await runUndo(batchIn(again.out), account.email);
  expect(await allergy.list({ patientId })).toMatchObject({ known: "listed", noneKnown: null });
});

test("rows that differ only in their reason are two records, and repeated rows are called so", async () => {
  const account = await signUp("reasons@example.org");
  const at = "2020-01-01T10:00:00Z";
  const row = (reason: string) => `${at},,reasons-p1,e1,314077,Aspirin 81 MG,${reason}`;
  const folder = await exportOf("reasons", {
    "medications.csv": [
      row("59621000,Essential hypertension"),
      row("53741008,Coronary"),
      row("53741008,Coronary"),
    ],
    "observations.csv": [`${at},reasons-p1,e1,vital-signs,8302-2,Body Height,170.10,cm,numeric`],
  });
  const { out } = await runImport(folder, account.email);
  expect(out).toContain("medications: 5 rows (4 imported, 0 already existed, 1 repeat another row)");
  expect(out).toContain(
    "observations: 10 rows (8 imported, 0 already existed, 1 repeat another row, 1 are part",
  );
  const again = await runImport(folder, account.email);
  expect(again.out).toContain("medications: 5 rows (0 imported, 4 already existed, 1 repeat another row)");
});

test("procedures of Synthea before 3.0 have a DATE", async () => {
  const account = await signUp("before@example.org");
  const folder = await exportOf("before");
  await writeFile(
    path.join(folder, "procedures.csv"),
    "DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,BASE_COST,REASONCODE,REASONDESCRIPTION\n2019-05-01T08:00:00Z,before-p1,e1,430193006,Medication Reconciliation,1,,\n",
  );
  const { out, errors } = await runImport(folder, account.email);
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([]);
  expect(out).toContain("procedures: 1 rows (1 imported");
  const patientId = await idOf(account, "Ana");
  expect((await account.caller.procedure.list({ patientId })).items).toMatchObject([
    { performedFrom: "2019-05-01", performedUntil: null },
  ]);
});

test("encounters of Synthea before 2.5 name an organization, and no doctor", async () => {
  const account = await signUp("places@example.org");
  const folder = await exportOf("places");
  const place = path.join(folder, "encounters.csv");
  const text = await readFile(place, "utf8");
  await writeFile(place, text.replaceAll(/places-d\d/g, "places-o1"));
  const { out, errors } = await runImport(folder, account.email, { appointments: true });
  expect(errors.filter((line) => line.includes(".csv:"))).toEqual([]);
  expect(out).toMatch(/^2 patients, 2 doctors, 0 assignments, 0 appointments imported/);
  expect(out).toContain("encounters: 2 rows (2 imported, 0 already existed)");
  const patientId = await idOf(account, "Ana");
  const [encounter] = (await account.caller.encounter.list({ patientId })).items;
  expect(encounter).toMatchObject({ doctorId: null, startedAt: "2020-01-01T10:00:00Z" });
});

test("the oldest exports of Synthea name no providers, and have addresses in one column", async () => {
  const account = await signUp("oldest@example.org");
  const folder = await folderWith({
    "patients.csv":
      "ID,BIRTHDATE,DEATHDATE,PREFIX,FIRST,LAST,SUFFIX,GENDER,ADDRESS\no1,1954-03-02,,,Orval846,Dibbert990,,M,12 Kuhn Alley Lowell MA 01850\n",
    "encounters.csv":
      "ID,START,STOP,PATIENT,CODE,DESCRIPTION,COST,REASONCODE,REASONDESCRIPTION\nv1,2011-07-28T15:02Z,2011-07-28T15:32Z,o1,185345009,Encounter for symptom,129.16,,\n",
    "conditions.csv": "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n2011-07-28,,o1,v1,36971009,Sinusitis\n",
  });
  const { out, errors } = await runImport(folder, account.email, { appointments: true });
  expect(errors.filter((line) => line.includes(".csv"))).toEqual([]);
  expect(out).toMatch(/^1 patients, 0 doctors, 0 assignments, 0 appointments imported/);
  const { items } = await account.caller.patient.list();
  expect(items).toMatchObject([{ name: "Orval Dibbert", address: "12 Kuhn Alley Lowell MA 01850" }]);
  const patientId = items[0]?.id ?? expect.fail();
  expect((await account.caller.encounter.list({ patientId })).items).toMatchObject([
    { doctorId: null, startedAt: "2011-07-28T15:02:00Z", endedAt: "2011-07-28T15:32:00Z" },
  ]);
  expect((await account.caller.condition.list({ patientId })).items).toHaveLength(1);
});

test("exports of Synthea before May 2018 have days for encounters, and observations without a type", async () => {
  const account = await signUp("older@example.org");
  const folder = await folderWith({
    "patients.csv":
      "ID,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS\nd1,1961-07-04,,999-10-1,,,Mrs.,Ilse849,Braun213,,Huber31,M,white,german,F,Lynn,7 Oak Lane Lynn MA\n",
    "encounters.csv":
      "ID,DATE,PATIENT,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION\nv1,2012-09-15,d1,185345009,Encounter for symptom,10509002,Acute bronchitis\n",
    "observations.csv":
      "DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,VALUE,UNITS\n2012-09-15,d1,v1,8302-2,Body Height,171.5,cm\n2012-09-15,d1,v1,72166-2,Tobacco smoking status NHIS,Never smoker,\n2012-09-15,d1,v1,55284-4,Blood Pressure,128/82,mmHg\n2012-09-15,d1,v1,57698-3,Lipid Panel,,\n",
    "allergies.csv":
      "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n2012-09-15,,d1,v1,91935009,Allergy to peanuts\n",
    "careplans.csv":
      "ID,START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION\nc1,2012-09-15,,d1,v1,53950000,Respiratory therapy,10509002,Acute bronchitis\n",
  });
  const { out, errors } = await runImport(folder, account.email, { appointments: true });
  expect(errors.filter((line) => line.includes(".csv"))).toEqual([]);
  expect(out).toMatch(/^1 patients, 0 doctors, 0 assignments, 0 appointments imported/);
  const patientId = await idOf(account, "Ilse");
  const at = "2012-09-15T00:00:00Z";
  expect((await account.caller.encounter.list({ patientId })).items).toMatchObject([
    { status: "finished", startedAt: at, endedAt: at, reason: { text: "Acute bronchitis" } },
  ]);
  const { items } = await account.caller.observation.list({ patientId });
  expect(items.flatMap(({ components }) => components.map(({ value }) => value))).toMatchObject([
    { number: "128", unit: "mm[Hg]" },
    { number: "82", unit: "mm[Hg]" },
  ]);
  const values = items.flatMap(({ value }) => value ?? []);
  expect(values).toHaveLength(2);
  expect(values).toContainEqual({ kind: "text", text: "Never smoker" });
  expect(values).toContainEqual(expect.objectContaining({ number: "171.5", unit: "cm" }));
  expect((await runImport(folder, account.email)).out).toContain(
    "observations: 4 rows (0 imported, 3 already existed, 1 are part",
  );
});

test("a maiden name becomes a former name, which finds the patient and leaves with an undo", async () => {
  const account = await signUp("maiden@example.org");
  const header = "Id,BIRTHDATE,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,GENDER,ADDRESS";
  const folder = await folderWith({
    "patients.csv": `${header}\nm1,1961-07-04,Mrs.,Ilse849,Braun213,PhD,Huber31,F,7 Oak Lane\nm2,1970-01-02,,Bo,Li,,,M,8 Oak Lane\n`,
    "encounters.csv": "Id,START,STOP,PATIENT,DESCRIPTION,REASONDESCRIPTION\n",
  });
  const { out } = await runImport(folder, account.email);
  const { patient } = account.caller;
  const { items, formerNames } = await patient.list({ q: "ilse huber" });
  expect(items).toMatchObject([{ name: "Mrs. Ilse Braun PhD", lastName: "Braun", version: 2 }]);
  const id = items[0]?.id ?? expect.fail();
  expect(formerNames).toEqual([{ id, name: "Mrs. Ilse Huber PhD" }]);
  expect((await patient.formerNames({ id })).items).toMatchObject([{ name: "Mrs. Ilse Huber PhD" }]);
  expect((await runImport(folder, account.email)).out).toMatch(/^0 patients/);
  const changed = await patient.update({ id, expectedVersion: 2, address: "Seeweg 1" });
  const undo = () => runUndo(batchIn(out), account.email);
  expect((await undo()).code).toBe(1);
  await patient.update({ id, expectedVersion: changed.version, address: items[0]?.address ?? null });
  expect((await undo()).errors).toEqual([]);
  expect((await patient.list({ q: "huber" })).items).toEqual([]);
});

test("invalid rows are left out with what refers to them, and written to files", async () => {
  const account = await signUp("skipped@example.org");
  const at = "2020-01-01T10:00:00Z";
  const folder = await exportOf("skipped", {
    "patients.csv": ["skipped-p9,1990-13-01,,,Cy,Fox,,M,1 Elm St,Boston,MA,02101"],
    "encounters.csv": [
      `e9,${at},${at},skipped-p9,skipped-d1,ambulatory,162673000,General examination,,`,
      `e8,${at},2020-02-30,skipped-p1,skipped-d1,ambulatory,162673000,General examination,,`,
    ],
    "conditions.csv": [
      "2020-01-01,,skipped-p9,e9,59621000,Essential hypertension",
      "2020-01-01,,skipped-p1,e8,59621000,Essential hypertension",
      "2020-01-01,,skipped-p1,nowhere,59621000,Essential hypertension",
    ],
  });
  expect((await runImport(folder, account.email)).out).toBe("");
  const leftOut = path.join(folder, "left-out");
  const { out } = await runImport(folder, account.email, { skipInvalid: true, leftOut });
  expect(out).toContain("2 patients, 2 doctors, 2 assignments imported");
  expect(out).toContain("encounters: 4 rows (2 imported, 0 already existed, 2 left out)");
  expect(out).toContain("conditions: 5 rows (2 imported, 0 already existed, 3 left out)");
  expect(out).toContain("6 rows left out");
  const conditions = await readFile(path.join(leftOut, "conditions.csv"), "utf8");
  expect(conditions.trim().split("\n").slice(1)).toEqual([
    expect.stringContaining(
      ',4,"PATIENT: Not found in patients.csv or in an earlier import: ""skipped-p9"""',
    ),
    expect.stringContaining(",5,ENCOUNTER: Not found in encounters.csv or in an earlier import"),
    expect.stringContaining(",6,ENCOUNTER: Not found in encounters.csv or in an earlier import"),
  ]);
  // The assignment and the encounter come from one row.
  const encounters = await readFile(path.join(leftOut, "encounters.csv"), "utf8");
  expect(encounters.match(/Not found in patients\.csv/g)).toHaveLength(1);
  expect(await readFile(path.join(leftOut, "patients.csv"), "utf8")).toContain("skipped-p9,1990-13-01");
});
