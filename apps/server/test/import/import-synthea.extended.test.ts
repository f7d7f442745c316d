import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { asId } from "@caretype/core/kernel/field/ids";
import { countLockWaits } from "@caretype/test-database";
import { array, assert, asyncProperty, constantFrom, record, string } from "fast-check";
import { expect, test, vi } from "vitest";
import {
  createImportHarness,
  encountersHeader,
  folderWith,
  patientsHeader,
  providersHeader,
  smallExport,
  textOf,
} from "./support.ts";

const { database, signUp, runImport, rowCounts } = await createImportHarness();
const ana = await signUp("ana@example.org");

test("imports patients, doctors and assignments with all their fields", async () => {
  const { caller, id } = await signUp("fields@example.org");
  const folder = await folderWith(textOf(smallExport("fields")));
  const { code, out } = await runImport(folder, "Fields@Example.org");
  expect(out).toMatch(
    /^2 patients, 2 doctors, 2 assignments imported \(0 already existed\) in \d+\.\d s\nTo undo it: npx -y pnpm@12 caretype import undo [\w-]{36} --account Fields@Example.org\n$/,
  );
  expect(code).toBe(0);

  // Newest first, in reverse order of the files.
  const { items: patients } = await caller.patient.list();
  expect(patients).toMatchObject([
    { name: "Bo Li", firstName: "Bo", lastName: "Li", gender: "male", dateOfBirth: "2001-12-31" },
    { name: "Mrs. Ana Silva PhD", firstName: "Ana", lastName: "Silva", gender: "female" },
  ]);
  expect(patients[0]).toMatchObject({ address: "2 Elm St, Salem, MA", dateOfBirthApproximate: false });
  expect(patients[1]).toMatchObject({
    address: "1 Main St, Boston, MA 02101",
    dateOfBirth: "1980-02-29",
    createdBy: id,
    version: 1,
    phoneNumber: null,
    email: null,
    medicalHistory: null,
  });
  const { items: assignments } = await caller.assignment.list();
  expect(assignments).toMatchObject([
    { patientName: "Bo Li", doctorName: "Eve Stone", reasonForVisit: "Asthma", assignedBy: id },
    // The latest encounter has no reason, so the kind of visit is used.
    { patientName: "Mrs. Ana Silva PhD", doctorName: "Víctor Noriega", reasonForVisit: "Check-up" },
  ]);
  expect(assignments[1]?.doctor).toMatchObject({
    firstName: "Víctor",
    lastName: "Noriega",
    specialization: "General practice",
    contactInfo: "3 Oak St, Boston, MA 02101",
    phoneNumber: "617-555-0100",
    gender: "male",
    createdBy: id,
    maxAppointmentsPerDay: 10,
  });
  expect(assignments[0]?.doctor).toMatchObject({ phoneNumber: null });
});

test("names are written without numbers, unless asked for, and another run finds the records either way", async () => {
  const { caller } = await signUp("numbered@example.org");
  const { "patients.csv": patients, ...others } = smallExport("numbered");
  const numbered = patients.map((row) => row.replace(/Silva|Li(?=,)/, (name) => `${name}823`));
  const folder = await folderWith(textOf({ ...others, "patients.csv": numbered }));
  await runImport(folder, "numbered@example.org", { readableNames: false });
  const before = await caller.patient.list();
  expect(before.items.every(({ lastName }) => lastName.endsWith("823"))).toBe(true);
  const { out } = await runImport(folder, "numbered@example.org");
  expect(out).toMatch(/^0 patients, 0 doctors, 0 assignments/);
  expect(await caller.patient.list()).toEqual(before);

  const readable = await signUp("readable@example.org");
  await runImport(folder, "readable@example.org");
  const { items } = await readable.caller.patient.list();
  expect(items.map(({ lastName }) => lastName)).toEqual(["Li", "Silva"]);
});

test("a second run changes nothing, even if a record was edited since", async () => {
  const { caller } = await signUp("twice@example.org");
  const folder = await folderWith(textOf(smallExport("twice")));
  await runImport(folder, "twice@example.org");
  const [patient] = (await caller.patient.list()).items;
  const [assignment] = (await caller.assignment.list()).items;
  if (!patient || !assignment) throw new Error("nothing imported");
  await caller.patient.update({ id: patient.id, expectedVersion: "any", name: "Edited Since" });
  await caller.assignment.update({ id: assignment.id, expectedVersion: "any", reasonForVisit: "edited" });
  const before = { patients: await caller.patient.list(), assignments: await caller.assignment.list() };
  const counts = await rowCounts();

  const { code, out } = await runImport(folder, "twice@example.org");
  // Nothing was created, so there is nothing to undo.
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("(6 already existed)") });
  expect(out).not.toContain("undo");
  expect(out).toMatch(/^0 patients, 0 doctors, 0 assignments/);
  expect({ patients: await caller.patient.list(), assignments: await caller.assignment.list() }).toEqual(
    before,
  );
  expect(await rowCounts()).toEqual(counts);
});

test("another practice gets its own patients, and uses the directory's doctors unchanged", async () => {
  const second = await signUp("second@example.org");
  const folder = await folderWith(textOf(smallExport("shared")));
  await runImport(folder, ana.email);
  const { out } = await runImport(folder, second.email);
  expect(out).toMatch(/^2 patients, 0 doctors, 2 assignments imported \(2 already existed\)/);
  const [otherPatient] = (await second.caller.patient.list()).items;
  await expect(ana.caller.patient.byId({ id: otherPatient?.id ?? asId("") })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const doctorOf = async ({ caller }: typeof second) => (await caller.assignment.list()).items[0]?.doctor;
  expect(await doctorOf(second)).toEqual(await doctorOf(ana));
});

test("encounters alone may refer to records of an earlier import", async () => {
  const { caller } = await signUp("earlier@example.org");
  const lines = smallExport("earlier");
  await runImport(await folderWith(textOf(lines)), "earlier@example.org");
  const more = {
    ...lines,
    "patients.csv": lines["patients.csv"].slice(0, 1),
    "providers.csv": lines["providers.csv"].slice(0, 1),
  };
  more["encounters.csv"] = [
    ...lines["encounters.csv"],
    "e5,2024-01-01T00:00:00Z,earlier-p2,earlier-d1,Walk-in,",
  ];
  const { out } = await runImport(await folderWith(textOf(more)), "earlier@example.org");
  expect(out).toMatch(/^0 patients, 0 doctors, 1 assignments imported/);
  expect((await caller.assignment.list()).items[0]).toMatchObject({ reasonForVisit: "Walk-in" });
});

test("a dry run reports what would be imported, and imports nothing", async () => {
  const before = await rowCounts();
  const folder = await folderWith(textOf(smallExport("dry")));
  const { code, out, errors } = await runImport(folder, ana.email, { dryRun: true });
  expect(code).toBe(0);
  expect(errors).toContain("comparing with the database");
  expect(errors.join()).not.toContain("writing");
  expect(out).toMatch(
    /^Dry run: 2 patients, 2 doctors, 2 assignments would be imported \(0 already existed\)/,
  );
  expect(await rowCounts()).toEqual(before);
});

test("an export of another version, without organizations, is imported in the same way", async () => {
  const { caller } = await signUp("version@example.org");
  const { "organizations.csv": _none, ...lines } = smallExport("version");
  const folder = await folderWith({
    ...textOf({ ...lines, "organizations.csv": [] }),
    "patients.csv": [
      "\ufeffZIP,STATE,CITY,ADDRESS,GENDER,SUFFIX,LAST,MIDDLE,FIRST,PREFIX,BIRTHDATE,ID,INCOME,FIPS",
      '02101,MA,Boston,"1 Main St, ""Rear""",x,,Silva,Lu,Ana,,1980-02-29,version-p1,1,2',
      "02101,MA,Boston,,F,,,,Bo,,,version-p2,1,2",
    ].join("\r\n"),
  });
  await rm(`${folder}/organizations.csv`);
  const { code } = await runImport(folder, "version@example.org");
  expect(code).toBe(0);
  expect((await caller.patient.list()).items).toMatchObject([
    { name: "Bo", firstName: "Bo", lastName: "", dateOfBirth: null },
    {
      name: "Ana Lu Silva",
      firstName: "Ana Lu",
      gender: "other",
      address: '1 Main St, "Rear", Boston, MA 02101',
    },
  ]);
});

test("a pair that recurs after thousands of others is one assignment, with its latest reason", async () => {
  const { caller, email } = await signUp("apart@example.org");
  const numbers = Array.from({ length: 80 }, (_none, number) => number);
  const crossed = numbers.flatMap((patient) =>
    numbers.map(
      (provider) => `e,2020-01-01T00:00:00Z,apart-p${patient},apart-d${provider},Check-up,${"r".repeat(40)}`,
    ),
  );
  const files = textOf({
    "patients.csv": [patientsHeader, ...numbers.map((number) => `apart-p${number},,,,A,B,,F,,,,`)],
    "providers.csv": [
      providersHeader,
      ...numbers.map((number) => `apart-d${number},,Doctor ${number},,,,,,`),
    ],
    "organizations.csv": ["Id,PHONE"],
    "encounters.csv": [
      encountersHeader,
      "e,2023-01-01T00:00:00Z,apart-p0,apart-d0,Latest,",
      ...crossed,
      "e,2022-01-01T00:00:00Z,apart-p0,apart-d0,Not the latest,",
    ],
  });
  const { out } = await runImport(await folderWith(files), email);
  expect(out).toMatch(/^80 patients, 80 doctors, 6400 assignments imported \(0 already existed\)/);
  const oldest = (await caller.patient.list({ sort: "oldest", limit: 1 })).items[0];
  const { items } = await caller.assignment.list({ patientId: oldest?.id ?? asId(""), limit: 200 });
  expect(items).toHaveLength(80);
  expect(items.find(({ doctorName }) => doctorName === "Doctor 0")).toMatchObject({
    reasonForVisit: "Latest",
  });
});

test("a doctor of an earlier import who was removed meanwhile is still assigned", async () => {
  const { caller, email, id: accountId } = await signUp("meanwhile@example.org");
  const lines = smallExport("meanwhile");
  await runImport(await folderWith(textOf({ ...lines, "encounters.csv": [encountersHeader] })), email);
  const [, doctor] = (await caller.doctor.list()).items;
  const [pair] = await database.reader.execute(`
    select patient.id as patient, doctor.id as doctor from patient, doctor
    where patient.name = 'Bo Li' and patient.created_by = '${accountId}' and doctor.name = 'Eve Stone'
      and doctor.created_by = '${accountId}'`);
  const { id: practiceId } = await caller.practice.mine();
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  const { promise: isHeld, resolve: hold } = Promise.withResolvers<void>();
  // Another pair pauses the import half-way, after it has read these records.
  const holding = database.transaction(async (tx) => {
    await tx.execute(`
      insert into assignment (practice_id, id, patient_id, doctor_id, assigned_by)
      values ('${practiceId}', '${randomUUID()}', '${pair?.patient}', '${pair?.doctor}', '${accountId}')`);
    hold();
    await isReleased;
  });
  await isHeld;
  const importing = runImport(await folderWith(textOf(lines)), email);
  await waiting(1);
  const removing = caller.doctor.remove({ id: doctor?.id ?? asId(""), expectedVersion: "any" });
  const refused = expect(removing).rejects.toMatchObject({ code: "CONFLICT" });
  await waiting(2);
  release();
  await Promise.all([holding, refused]);
  expect((await importing).out).toMatch(/^0 patients, 0 doctors, 1 assignments imported/);
});

/** Resolves when this number of statements waits for a lock. */
const waiting = (count: number) =>
  vi.waitFor(async () => expect(await countLockWaits(database.reader)).toBe(count), { interval: 10 });

test("accounts that import the same folder at once all succeed, with one set of doctors", async () => {
  const others = await Promise.all(["c1", "c2", "c3"].map((name) => signUp(`${name}@example.org`)));
  const before = await rowCounts();
  const folder = await folderWith(textOf(smallExport("crowd")));
  const results = await Promise.all([...others, ...others].map(({ email }) => runImport(folder, email)));
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  const after = await rowCounts();
  const recorded = Object.fromEntries(
    Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]),
  );
  expect(recorded).toEqual({ patients: 6, doctors: 2, assignments: 6, patientIds: 6, doctorIds: 2 });
});

const unit = constantFrom("a", "B", ",", '"', "\n", "\r\n", " ", "é", "🩺", "\\", "\t", "\\N", "\\.", "'");
const anyText = string({ unit, minLength: 1, maxLength: 12 }).map((text) => `x${text}x`);
const anyLine = anyText.map((text) => text.replace(/[\n\r\t]/g, ";"));
const person = record({ first: anyLine, last: anyLine, address: anyText });
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

test("any text is stored unchanged", async () => {
  const { email, caller } = await signUp("any@example.org");
  let run = 0;
  const property = asyncProperty(array(person, { minLength: 1, maxLength: 40 }), async (people) => {
    run++;
    const rows = people.map(
      ({ first, last, address }, index) =>
        `any-${run}-${index},,,,${cell(first)},${cell(last)},,F,${cell(address)},,,`,
    );
    const files = {
      ...smallExport("any"),
      "patients.csv": [patientsHeader, ...rows],
      "encounters.csv": [encountersHeader],
    };
    const { code } = await runImport(await folderWith(textOf(files)), email);
    expect(code).toBe(0);
    const { items } = await caller.patient.list({ limit: people.length });
    const stored = items
      .toReversed()
      .map(({ firstName, lastName, address }) => ({ firstName, lastName, address }));
    expect(stored).toEqual(
      people.map(({ first, last, address }) => ({ firstName: first, lastName: last, address })),
    );
  });
  await assert(property, { numRuns: 8 });
});
