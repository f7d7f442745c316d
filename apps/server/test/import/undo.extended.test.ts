import type { AssignmentId, DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import { asId } from "@caretype/core/kernel/field/ids";
import { advisoryLocks } from "@caretype/db";
import { countLockWaits } from "@caretype/test-database";
import { describe, expect, test, vi } from "vitest";
import { createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const harness = await createImportHarness();
const { database, signUp, runImport, runUndo, runList, importSmall, rowCounts } = harness;

type Account = Awaited<ReturnType<typeof signUp>>;

async function everything({ caller }: Account) {
  const [patients, doctors, assignments] = await Promise.all([
    caller.patient.list({ limit: 200 }),
    caller.doctor.list({ limit: 200 }),
    caller.assignment.list({ limit: 200 }),
  ]);
  return { patients: patients.items, doctors: doctors.items, assignments: assignments.items };
}

/** Three records from outside the import, with their own assignment. */
async function ownRecords({ caller }: Account) {
  const patient = await caller.patient.create({ name: "Own Patient", gender: "other" });
  const doctor = await caller.doctor.create({ name: "Own Doctor" });
  const assignment = await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
  return { patient, doctor, assignment };
}

test("removes exactly the import's records, and the same export can be imported again", async () => {
  const account = await signUp("exactly@example.org");
  await ownRecords(account);
  const [before, counts] = [await everything(account), await rowCounts()];
  const id = await importSmall("exactly", account.email);
  const { code, out } = await runUndo(id, account.email);
  expect(out).toMatch(
    /^2 patients, 2 doctors, 2 assignments removed \(0 were already removed\) in \d+\.\d s\n$/,
  );
  expect(code).toBe(0);
  expect(await everything(account)).toEqual(before);
  expect(await rowCounts()).toEqual(counts);

  const again = await importSmall("exactly", account.email);
  expect(again).not.toBe(id);
  expect((await rowCounts()).patients).toBe((counts.patients ?? 0) + 2);
  expect((await runUndo(again, account.email)).code).toBe(0);
});

test("keeps the removed records like any removal, with their author", async () => {
  const account = await signUp("kept@example.org");
  const id = await importSmall("kept", account.email);
  const created = await everything(account);
  await runUndo(id, account.email);
  const removed = await database.reader.execute<{ id: string; by: string; name: string; relations: string }>(
    `select record_id as id, removed_by as by, record->>'name' as name, relations::text as relations
     from (select record_id, removed_by, record, relations from removed_record
       union all select record_id, removed_by, record, relations from removed_doctor) as removed
     where record_id in (select record_id from import_record where import_id = '${id}')`,
  );
  expect(removed).toHaveLength(6);
  expect(new Set(removed.map(({ by }) => by))).toEqual(new Set([account.id]));
  const [patient] = created.patients;
  expect(removed.find((row) => row.id === patient?.id)).toMatchObject({
    name: patient?.name,
    relations: expect.stringContaining("synthea"),
  });
});

test("a dry run removes nothing and reports what would be removed", async () => {
  const account = await signUp("try@example.org");
  const id = await importSmall("try", account.email);
  const before = await everything(account);
  const { code, out } = await runUndo(id, account.email, { dryRun: true });
  expect({ code, out }).toEqual({
    code: 0,
    out: "Dry run: 2 patients, 2 doctors, 2 assignments would be removed (0 were already removed)\n",
  });
  expect(await everything(account)).toEqual(before);
  expect((await runUndo(id, account.email)).code).toBe(0);
});

test("skips records that are already removed, and reports a second undo", async () => {
  const account = await signUp("over@example.org");
  const id = await importSmall("over", account.email);
  const { assignments, doctors } = await everything(account);
  await account.caller.assignment.remove({
    id: assignments[0]?.id ?? asId<AssignmentId>(""),
    expectedVersion: "any",
  });
  const doctorId = assignments[0]?.doctorId;
  const doctor = doctors.find((each) => each.id === doctorId);
  await account.caller.doctor.remove({ id: doctor?.id ?? asId(""), expectedVersion: "any" });
  const { out } = await runUndo(id, account.email);
  expect(out).toMatch(/^2 patients, 1 doctors, 1 assignments removed \(2 were already removed\)/);
  expect(await runUndo(id, account.email)).toEqual({
    code: 1,
    out: "",
    errors: ["This import has been undone."],
  });
});

describe("is refused as a whole", () => {
  /** Expects a refusal with exactly these lines, and that nothing has changed. */
  async function refused(id: string, account: Account, lines: string[]) {
    const [before, counts] = [await everything(account), await rowCounts()];
    const { code, out, errors } = await runUndo(id, account.email);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(errors.slice(0, -2).toSorted()).toEqual(lines.toSorted());
    expect(errors.at(-1)).toMatch(
      /^Remove edited records or revert them to version 1, .* then undo the import again\.$/,
    );
    expect(errors.at(-2)).toMatch(
      /^The imported records have been changed or used since: \d+ in total\. Nothing was removed\.$/,
    );
    expect(await everything(account)).toEqual(before);
    expect(await rowCounts()).toEqual(counts);
    return errors.at(-2);
  }

  test("for records edited since", async () => {
    const account = await signUp("edited@example.org");
    const id = await importSmall("edited", account.email);
    const { patients, doctors, assignments } = await everything(account);
    const [patient, doctor, assignment] = [
      patients[0]?.id ?? asId<PatientId>(""),
      assignments[0]?.doctorId ?? asId<DoctorId>(""),
      assignments[0]?.id ?? asId<AssignmentId>(""),
    ];
    expect(doctors.map((each) => each.id)).toContain(doctor);
    await account.caller.patient.update({ id: patient, name: "Zelda Quux", expectedVersion: "any" });
    await account.caller.patient.update({ id: patient, address: "1 New St", expectedVersion: "any" });
    await account.caller.doctor.update({ id: doctor, contactInfo: "there", expectedVersion: "any" });
    await account.caller.assignment.update({ id: assignment, reasonForVisit: "x", expectedVersion: "any" });
    await refused(id, account, [
      `patient ${patient}: edited since, now version 3`,
      `doctor ${doctor}: edited since, now version 2`,
      `assignment ${assignment}: edited since, now version 2`,
    ]);
    // A record with the import's content again counts as unedited.
    const { caller } = account;
    await caller.patient.revert({ id: patient, version: 1, expectedVersion: "any" });
    await caller.assignment.remove({ id: assignment, expectedVersion: "any" });
    await caller.assignment.restore({ id: assignment });
    await caller.assignment.revert({ id: assignment, version: 1, expectedVersion: "any" });
    await refused(id, account, [`doctor ${doctor}: edited since, now version 2`]);
    await caller.doctor.revert({ id: doctor, version: 1, expectedVersion: "any" });
    expect(await runUndo(id, account.email)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 patients, 2 doctors, 2 assignments removed \(0 were already/),
    });
  });

  test("for uses of its records, which are named in this practice, and only mentioned for others", async () => {
    const [account, stranger] = [await signUp("used@example.org"), await signUp("stranger@example.org")];
    const own = await ownRecords(account);
    const id = await importSmall("used", account.email);
    const { assignments } = await everything(account);
    const { patientId = asId<PatientId>(""), doctorId = asId<DoctorId>("") } = assignments[0] ?? {};
    const ofPatient = await account.caller.assignment.create({ patientId, doctorId: own.doctor.id });
    const ofDoctor = await account.caller.assignment.create({ patientId: own.patient.id, doctorId });
    const otherPatient = await stranger.caller.patient.create({ name: "Their Patient", gender: "other" });
    await stranger.caller.assignment.create({ patientId: otherPatient.id, doctorId });
    const summary = await refused(id, account, [
      `assignment ${ofPatient.id}: made since`,
      `assignment ${ofDoctor.id}: made since`,
      "Other practices have assigned doctors of this import.",
    ]);
    expect(summary).toContain("2 in total");
  });

  test("for a patient with whom another was merged since, until that is undone", async () => {
    const account = await signUp("merged@example.org");
    const { patient, assignment } = await ownRecords(account);
    await account.caller.assignment.remove({ id: assignment.id, expectedVersion: "any" });
    const id = await importSmall("merged", account.email);
    const [kept] = (await everything(account)).patients;
    const merge = await account.caller.patient.merge({
      keepId: kept?.id ?? asId(""),
      expectedVersion: "any",
      mergedId: patient.id,
      mergedExpectedVersion: "any",
    });
    expect(merge.filledFields).toEqual([]);
    await refused(id, account, [`merge ${merge.id}: made since`]);
    await account.caller.patient.unmerge({ mergeId: merge.id });
    expect((await runUndo(id, account.email)).code).toBe(0);
  });

  test("with the first hundred listed, and all counted", async () => {
    const account = await signUp("hundred@example.org");
    const lines = smallExport("hundred");
    const rows = Array.from({ length: 150 }, (_, row) => `hundred-q${row},1980-01-01,,,Ana,Silva,,F,,,,`);
    lines["patients.csv"].push(...rows);
    const { out } = await runImport(await folderWith(textOf(lines)), account.email);
    const [, id = ""] = /import undo (\S+)/.exec(out) ?? [];
    await database.reader.execute(
      `update patient set address = 'changed' where id in
         (select record_id from import_record where import_id = '${id}')`,
    );
    const { errors } = await runUndo(id, account.email);
    expect(errors).toHaveLength(103);
    expect(errors.slice(-3, -1)).toEqual([
      "… and 52 more",
      "The imported records have been changed or used since: 152 in total. Nothing was removed.",
    ]);
    expect(errors.join()).not.toMatch(/Ana|Silva/);
  });
});

test("another practice's import is unknown, like one that does not exist", async () => {
  const [account, stranger] = [await signUp("mine@example.org"), await signUp("other@example.org")];
  const id = await importSmall("mine", account.email);
  const counts = await rowCounts();
  const refusals = [
    await runUndo(id, stranger.email),
    await runUndo("0198c0de-0000-7000-8000-000000000000", stranger.email),
  ];
  for (const refusal of refusals) {
    expect(refusal).toEqual({ code: 1, out: "", errors: ["No such import."] });
  }
  expect((await runUndo("17", stranger.email)).errors).toEqual(['"17" is not the id of an import.']);
  expect((await runList(stranger.email)).out).toBe("Nothing has been imported yet.\n");
  expect(await rowCounts()).toEqual(counts);
});

test("says that it waits for another import to end", async () => {
  const account = await signUp("waits@example.org");
  const id = await importSmall("waits", account.email);
  const undoing = await database.bulkTransaction(async (tx) => {
    await tx.execute(`select pg_advisory_xact_lock(${advisoryLocks.importing})`);
    const running = runUndo(id, account.email);
    await vi.waitFor(async () => {
      const waiting = await database.reader.execute(
        `select from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(waiting.count).toBe(1);
    });
    // In an object, so that the transaction does not await it.
    return { running };
  });
  expect(await undoing.running).toMatchObject({
    code: 0,
    errors: ["waiting for another import or undo to end"],
  });
});

test("several concurrent undos count as one", async () => {
  const account = await signUp("once@example.org");
  const counts = await rowCounts();
  const id = await importSmall("once", account.email);
  const results = await Promise.all(Array.from({ length: 6 }, () => runUndo(id, account.email)));
  expect(results.map(({ code }) => code).toSorted()).toEqual([0, 1, 1, 1, 1, 1]);
  expect(await rowCounts()).toEqual(counts);
});

test("concurrent imports and undos of the same export leave all of it or nothing", async () => {
  const account = await signUp("mixed@example.org");
  const counts = await rowCounts();
  const folder = await folderWith(textOf(smallExport("mixed")));
  let id = await importSmall("mixed", account.email);
  for (let round = 0; round < 5; round++) {
    const [undone, imported] = await Promise.all([
      runUndo(id, account.email),
      runImport(folder, account.email),
    ]);
    expect([undone.code, imported.code]).toEqual([0, 0]);
    const { patients, doctors, assignments } = await rowCounts();
    const created = [patients, doctors, assignments].map(
      (count = 0, at) => count - ([counts.patients, counts.doctors, counts.assignments][at] ?? 0),
    );
    // The import ran first and found everything, or second and created it again.
    expect([
      [0, 0, 0],
      [2, 2, 2],
    ]).toContainEqual(created);
    const [, next] = /import undo (\S+)/.exec(imported.out) ?? [];
    id = next ?? (await importSmall("mixed", account.email));
  }
});

test("the undo waits for an edit in progress, and is then refused", async () => {
  const account = await signUp("edit@example.org");
  const id = await importSmall("edit", account.email);
  const [patient] = (await everything(account)).patients;
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
  const { promise: isEdited, resolve: edited } = Promise.withResolvers<void>();
  const editing = database.transaction(async (tx) => {
    await tx.execute(`update patient set address = 'under way' where id = '${patient?.id}'`);
    edited();
    await isReleased;
  });
  await isEdited;
  const undoing = runUndo(id, account.email);
  await vi.waitFor(async () => expect(await countLockWaits(database.reader)).toBe(1), { interval: 10 });
  release();
  await editing;
  const { code, errors } = await undoing;
  expect({ code, first: errors[0] }).toEqual({
    code: 1,
    first: `patient ${patient?.id}: edited since, now version 2`,
  });
  expect(await account.caller.patient.byId({ id: patient?.id ?? asId("") })).toMatchObject({
    address: "under way",
  });
});

test("a new assignment during an undo is refused, or prevents the undo", async () => {
  const account = await signUp("race@example.org");
  const own = await ownRecords(account);
  for (let round = 0; round < 5; round++) {
    const id = await importSmall(`race${round}`, account.email);
    const { items } = await account.caller.assignment.list({ limit: 1 });
    const pair = { patientId: items[0]?.patientId ?? asId(""), doctorId: own.doctor.id };
    const [undone, assigned] = await Promise.all([
      runUndo(id, account.email),
      account.caller.assignment.create(pair).then(
        () => "made",
        (error: unknown) => Reflect.get(Object(Reflect.get(Object(error), "cause")), "code"),
      ),
    ]);
    expect([
      [0, "PATIENT_OR_DOCTOR_NOT_FOUND"],
      [1, "made"],
    ]).toContainEqual([undone.code, assigned]);
  }
});

test("the list shows the newest import first, with its author, its counts and when it was undone", async () => {
  const account = await signUp("list@example.org");
  const first = await importSmall("list1", account.email);
  const second = await importSmall("list2", account.email);
  await runUndo(first, account.email);
  const { out, code } = await runList("List@example.org");
  const created = "2 patients, 2 doctors, 2 assignments";
  const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`;
  expect(code).toBe(0);
  expect(out).toMatch(
    new RegExp(
      `^${second}  ${time}  synthea  list@example.org: ${created}\n${first}  ${time}  synthea  list@example.org: ${created}, undone ${time}\n$`,
    ),
  );
  expect((await runList(account.email, "1")).out).toContain("… and older ones");
  expect((await runList(account.email, "x")).errors).toEqual([
    "--limit must be a whole number from 1 to 200.",
  ]);
});

test("an account without the permission is refused, and the audit records it", async () => {
  const account = await signUp("viewer@example.org");
  const id = await importSmall("viewer", account.email);
  await database.reader.execute(
    `update membership set role = 'reception' where account_id = '${account.id}'`,
  );
  const { errors } = await runUndo(id, account.email);
  expect(errors).toEqual([
    'The account "viewer@example.org" has the role reception, which lacks import:undo.',
  ]);
  expect((await runList(account.email)).code).toBe(1);
  expect(await entriesOf(account.id)).toMatchObject([
    { action: "import.undo", outcome: "PERMISSION_DENIED", subjects: id },
    { action: "import.list", outcome: "PERMISSION_DENIED" },
  ]);
});

type Entry = { action: string; outcome: string; basis: string; subjects: string; run: string };

const entriesOf = (account: string) =>
  database.reader.execute<Entry>(
    `select action, outcome, basis, coalesce(array_to_string(subject_ids, ','), '') as subjects, request_id as run
     from audit_entry where account_id = '${account}' and action in ('import.undo', 'import.list') order by id`,
  );

test("the undo's audit entries name every removed record, and the import", async () => {
  const account = await signUp("audited@example.org");
  const id = await importSmall("audited", account.email);
  const { patients, doctors, assignments } = await everything(account);
  const mine = new Set(assignments.flatMap(({ id, patientId, doctorId }) => [id, patientId, doctorId]));
  expect([patients.length, mine.size]).toEqual([2, 6]);
  expect(doctors.length).toBeGreaterThanOrEqual(2);
  await runUndo(id, account.email, { dryRun: true });
  await runUndo(id, account.email);
  await runUndo(id, account.email);
  const [dry, ...entries] = await entriesOf(account.id);
  expect(dry).toMatchObject({ outcome: "ok", basis: "command line, owner, dry run", subjects: id });
  const refused = entries.pop();
  expect(refused).toMatchObject({
    outcome: "IMPORT_ALREADY_UNDONE",
    basis: "command line, owner",
    subjects: id,
  });
  expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(["ok"]));
  expect(new Set(entries.map(({ run }) => run)).size).toBe(1);
  expect(entries.flatMap(({ subjects }) => subjects.split(",")).toSorted()).toEqual([...mine, id].toSorted());
});
