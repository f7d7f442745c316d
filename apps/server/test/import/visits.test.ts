import { readFile } from "node:fs/promises";
import path from "node:path";
import { erasePerson } from "@caretype/api";
import { type AppointmentId, asId, type PatientId } from "@caretype/core/kernel/field/ids";
import { expect, test } from "vitest";
import { batchIn, createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const harness = await createImportHarness();
const { database, signUp, runImport, runUndo, runList } = harness;

const header = "Id,START,STOP,PATIENT,PROVIDER,ENCOUNTERCLASS,DESCRIPTION,REASONDESCRIPTION";
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

/** A small export with times of encounters. The patients of `e4` and `e5` see one doctor at the same time. */
const exportOf = (mark: string, more: string[] = []) =>
  textOf({
    ...smallExport(mark),
    "encounters.csv": [
      header,
      `e1,2020-01-01T10:00:00Z,2020-01-01T10:15:00Z,${mark}-p1,${mark}-d1,wellness,Check-up,Old reason`,
      `e2,2022-01-01T10:00:00Z,2022-01-01T10:00:00Z,${mark}-p1,${mark}-d1,urgentcare,Check-up,`,
      `e3,2022-01-01T10:00:00Z,,${mark}-p1,${mark}-d1,wellness,Check-up,Has not ended`,
      `e4,2021-01-01T10:00:00Z,2021-03-01T10:00:00Z,${mark}-p2,${mark}-d2,inpatient,Check-up,Asthma`,
      `e5,2021-01-02T10:00:00Z,2021-01-02T11:00:00Z,${mark}-p1,${mark}-d2,WELLNESS,Check-up,`,
      `e6,2021-01-02T10:00:00Z,${tomorrow},${mark}-p1,${mark}-d1,wellness,Check-up,Ends tomorrow`,
      ...more,
    ],
  });

type Account = Awaited<ReturnType<typeof signUp>>;

const visitsOf = async ({ caller }: Account) =>
  (await caller.appointment.list({})).items.map(
    ({ startsAt, endsAt, patientName, doctorName, visitTypeName, status, reasonForVisit }) =>
      [startsAt, endsAt, patientName, doctorName, visitTypeName, status, reasonForVisit].join(" | "),
  );

/** Resolves to the number of entries of the action that name the patient. */
async function entriesOf(id: PatientId) {
  const rows = await database.reader.execute(
    `select from audit_entry where action = 'import.synthea' and subject_ids @> array['${id}']::uuid[]`,
  );
  return rows.count;
}

const four = [
  "2020-01-01T10:00:00Z | 2020-01-01T10:15:00Z | Mrs. Ana Silva PhD | Víctor Noriega | Wellness | fulfilled | Old reason",
  "2021-01-01T10:00:00Z | 2021-03-01T10:00:00Z | Bo Li | Eve Stone | Inpatient | fulfilled | Asthma",
  "2021-01-02T10:00:00Z | 2021-01-02T11:00:00Z | Mrs. Ana Silva PhD | Eve Stone | Wellness | fulfilled | Check-up",
  "2022-01-01T10:00:00Z | 2022-01-01T10:01:00Z | Mrs. Ana Silva PhD | Víctor Noriega | Urgent care | fulfilled | Check-up",
];

test("encounters that have ended become completed appointments when asked, once", async () => {
  const account = await signUp("visits@example.org");
  const folder = await folderWith(exportOf("visits"));
  await runImport(folder, account.email);
  expect(await visitsOf(account)).toEqual([]);
  const [patient] = (await account.caller.patient.list({ q: "Ana" })).items;
  const id = patient?.id ?? asId<PatientId>("");
  expect(await entriesOf(id)).toBe(1);

  const dry = await runImport(folder, account.email, { appointments: true, dryRun: true });
  expect(dry.out).toMatch(/^Dry run: 0 patients, 0 doctors, 0 assignments, 4 appointments would be imported/);
  expect(await visitsOf(account)).toEqual([]);

  const { out } = await runImport(folder, account.email, { appointments: true });
  expect(out).toMatch(/^0 patients, 0 doctors, 0 assignments, 4 appointments imported \(7 already existed\)/);
  expect(await visitsOf(account)).toEqual(four);
  // The patient's access log names it, as their record has more in it now.
  expect(await entriesOf(id)).toBe(2);
  const { items } = await account.caller.visitType.list({});
  expect(items.map(({ name, isActive }) => `${name} ${isActive}`).toSorted()).toEqual([
    "Inpatient false",
    "Urgent care false",
    "Wellness false",
  ]);

  const again = await runImport(folder, account.email, { appointments: true });
  expect(again.out).toMatch(/^0 patients, 0 doctors, 0 assignments, 0 appointments imported \(11 already/);
  expect(await visitsOf(account)).toEqual(four);
});

test("an undo removes appointments of earlier patients, and keeps the patients", async () => {
  const account = await signUp("visits.undone@example.org");
  const folder = await folderWith(exportOf("undone"));
  const first = batchIn((await runImport(folder, account.email)).out);
  const second = batchIn((await runImport(folder, account.email, { appointments: true })).out);
  const { errors } = await runUndo(first, account.email);
  expect(errors.filter((line) => line.startsWith("appointment"))).toHaveLength(4);
  const { out } = await runUndo(second, account.email);
  expect(out).toMatch(/^0 patients, 0 doctors, 0 assignments, 4 appointments removed \(0 were/);
  expect(await visitsOf(account)).toEqual([]);
  expect((await account.caller.patient.list({})).items).toHaveLength(2);
  expect((await runUndo(first, account.email)).code).toBe(0);
});

test("an undo removes appointments with the import's patients, who bring them back", async () => {
  const account = await signUp("visits.restored@example.org");
  const folder = await folderWith(exportOf("restored"));
  const { out } = await runImport(folder, account.email, { appointments: true });
  expect(out).toMatch(/^2 patients, 2 doctors, 3 assignments, 4 appointments imported \(0 already/);
  const [patient] = (await account.caller.patient.list({ q: "Bo Li" })).items;
  const id = patient?.id ?? asId<PatientId>("");
  expect(await entriesOf(id)).toBe(1);
  expect((await runList(account.email)).out).toContain("3 assignments, 4 appointments\n");
  const undone = await runUndo(batchIn(out), account.email);
  expect(undone.out).toMatch(/^2 patients, 2 doctors, 3 assignments, 4 appointments removed \(0 were/);
  expect(await visitsOf(account)).toEqual([]);
  await account.caller.patient.restore({ id });
  expect(await visitsOf(account)).toEqual(four.slice(1, 2));
});

test("names rows with times that make no sense, and imports nothing", async () => {
  const account = await signUp("visits.refused@example.org");
  const bad = [
    "e7,2022-01-01T10:00:00Z,2022-01-01T09:59:00Z,bad-p1,bad-d1,wellness,Check-up,",
    "e8,2022-01-01T10:00:00Z,yesterday,bad-p1,bad-d1,wellness,Check-up,",
    ",2022-01-01T10:00:00Z,2022-01-01T11:00:00Z,bad-p1,bad-d1,wellness,Check-up,",
    "e9,2022-01-01T10:00:00Z,2022-01-01T11:00:00Z,nobody,bad-d1,wellness,Check-up,",
  ];
  const folder = await folderWith(exportOf("bad", bad));
  const { code, errors } = await runImport(folder, account.email, { appointments: true });
  expect(code).toBe(1);
  expect(errors).toEqual(
    expect.arrayContaining([
      'encounters.csv:8 STOP: Is before START: "2022-01-01T09:59:00Z"',
      'encounters.csv:9 STOP: Not an instant (YYYY-MM-DDTHH:MM:SSZ): "yesterday"',
      "encounters.csv:10 Id: Required",
      'encounters.csv:11 PATIENT: Not found in patients.csv or in an earlier import: "nobody"',
      "The export has errors. 4 problems; nothing was imported.",
    ]),
  );
  expect(await visitsOf(account)).toEqual([]);
});

test("an appointment that a removed patient keeps begins anew with the next import", async () => {
  const account = await signUp("anew@example.org");
  const { appointment, patient } = account.caller;
  const folder = await folderWith(exportOf("anew"));
  const { out } = await runImport(folder, account.email, { appointments: true });
  const oldest = async () => (await appointment.list({})).items[0];
  const { id = asId<AppointmentId>(""), patientId = asId<PatientId>("") } = (await oldest()) ?? {};
  const { id: keepId } = await patient.create({ name: "Cy Fox", gender: "male" });
  const mergeBackAndForth = async (mergedId: PatientId) => {
    const versions = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    const { id: mergeId } = await patient.merge({ keepId, mergedId, ...versions });
    await patient.unmerge({ mergeId });
  };
  await mergeBackAndForth(patientId);
  const history = await appointment.history({ id });
  await runUndo(batchIn(out), account.email);

  await patient.restore({ id: patientId });
  expect(await appointment.history({ id })).toEqual(history);
  await patient.remove({ id: patientId, expectedVersion: "any" });

  await runImport(folder, account.email, { appointments: true });
  const again = await oldest();
  expect(again).toMatchObject({ id, version: 1 });
  await mergeBackAndForth(again?.patientId ?? asId<PatientId>(""));
  expect((await appointment.history({ id })).items).toHaveLength(3);

  await erasePerson(database, { type: "patient", id: patientId, reason: "Request of 3 May, file 17" });
  expect((await appointment.history({ id })).items).toHaveLength(3);
});

test("a visit before the birth and a death before it are problems of their cells, and others are imported", async () => {
  const account = await signUp("unborn@example.org");
  const lines = smallExport("unborn");
  const folder = await folderWith(
    textOf({
      ...lines,
      "patients.csv": [
        `${lines["patients.csv"][0]},DEATHDATE`,
        ...lines["patients.csv"].slice(1).map((line) => `${line},`),
        "unborn-p3,1980-02-01,,,Cy,Fox,,M,1 Elm St,Boston,MA,02101,1970-01-01",
      ],
      "encounters.csv": [
        header,
        "e1,1979-01-01T10:00:00Z,1979-01-01T10:15:00Z,unborn-p1,unborn-d1,wellness,Check-up,",
        "e2,1981-01-01T10:00:00Z,1981-01-01T10:15:00Z,unborn-p1,unborn-d1,wellness,Check-up,",
      ],
    }),
  );
  const leftOut = path.join(folder, "left-out");
  const request = { appointments: true, skipInvalid: true, leftOut };
  const { out } = await runImport(folder, account.email, request);
  const wrongIn = (file: string) => readFile(path.join(leftOut, file), "utf8");
  expect(await wrongIn("patients.csv")).toContain("DEATHDATE: Is before the date of birth");
  expect(await wrongIn("encounters.csv")).toContain(",2,START: Is before the patient's birth");
  expect(out).toContain("2 patients, 2 doctors, 1 assignments, 1 appointments imported");
});
