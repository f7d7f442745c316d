import { linkToDoctor, signedNote } from "@caretype/chart/test/signing";
import type { DoctorId } from "@caretype/core/kernel/field/ids";
import { asId, type PatientId } from "@caretype/core/kernel/field/ids";
import { makeSchedule } from "@caretype/scheduling/test/schedules";
import { inDays, unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { untilWaiting } from "@caretype/test-api/waiting";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it, onTestFinished } from "vitest";
import { ErasureRefused, erasePerson, planErasure } from "../src/index.ts";

const api = await createTestApi();
const { database } = api;
const { reader } = database;
const any = { expectedVersion: "any" } as const;
const reason = "Request of 3 May, file 17";

/** What the log has of a record, besides what belongs to other records. */
async function eventsOf(id: string) {
  const of = sql`where ${id}::uuid in (record_id, patient_id)`;
  const rows = await reader.execute(
    sql`select action from change_log ${of} union all select action from change_pending ${of}`,
  );
  return rows.map(({ action }) => action);
}

/** Returns all tables that contain a text, including the planner's statistics. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await reader.execute<{ name: string }>(sql`
    select oid::regclass::text as name from pg_class
    where relkind in ('r', 'm') and relnamespace not in ('information_schema'::regnamespace)
      and (relnamespace <> 'pg_catalog'::regnamespace or relname = 'pg_statistic') order by 1`);
  const places: string[] = [];
  for (const { name } of tables) {
    const found = await reader.execute(sql`
      select 1 from ${sql.raw(name)} as whole_row where whole_row::text ilike ${`%${text}%`} limit 1`);
    if (found.length > 0) places.push(name);
  }
  return places;
}

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

const mergeTwo = (caller: Caller, keepId: PatientId, mergedId: PatientId) =>
  caller.patient.merge({ keepId, mergedId, ...any, mergedExpectedVersion: "any" });

/** Creates a patient with traces in every possible table, and other records that must stay. */
async function createTraces(secret: string) {
  const { caller, account } = await api.signUp();
  const practiceId = (await caller.practice.mine()).id;
  const fields = { name: `Ann ${secret}`, gender: "female", medicalHistory: `${secret} 1` } as const;
  const patient = await caller.patient.create(fields);
  const email = `${secret.toLowerCase()}@example.org`;
  const merged = await caller.patient.create({ ...fields, email });
  const other = await caller.patient.create({ name: "Bea Other", gender: "female" });
  const doctors = [];
  for (const name of ["D 1", "D 2", "D 3"]) doctors.push(await caller.doctor.create({ name }));
  const [first, second, third] = doctors.map(({ id }) => id);
  const assign = (patientId: PatientId, doctorId = asId<DoctorId>("")) =>
    caller.assignment.create({ patientId, doctorId, reasonForVisit: `of ${secret}` });
  const [kept, gone] = [await assign(patient.id, first), await assign(patient.id, second)];
  const ofOther = await caller.assignment.create({ patientId: other.id, doctorId: third ?? asId("") });
  await caller.assignment.update({ ...any, id: kept.id, reasonForVisit: `again ${secret}` });
  await caller.assignment.remove({ ...any, id: gone.id });
  await reader.execute(sql`insert into refused_email (practice_id, email) values (${practiceId}, ${email})`);
  const schedule = await makeSchedule({ caller });
  await caller.practice.update({ ...any, patientEmails: true });
  const visit = { doctorId: schedule.doctorId, visitTypeId: schedule.visitTypeId, reasonForVisit: secret };
  const booked = await caller.appointment.book({ ...visit, patientId: merged.id, startsAt: inDays(7) });
  await caller.appointment.cancel({ ...any, id: booked.id, reason: `by ${secret}` });
  const seen = await caller.encounter.create({
    patientId: merged.id,
    appointmentId: booked.id,
    reason: { text: `cough of ${secret}` },
  });
  await caller.encounter.enterInError({ ...any, id: seen.id, reason: `not ${secret}` });
  await caller.encounter.create({ patientId: patient.id, reason: { text: secret } });
  const about = { patientId: merged.id, note: `told by ${secret}` };
  await caller.condition.create({ ...about, encounterId: null, code: { text: secret } });
  const { id: recordId } = await caller.allergy.create({ ...about, substance: { text: secret } });
  const moved = { recordId, ...any, reason: `told by ${secret}` };
  await caller.chart.moveRecord({ ...moved, patientId: other.id });
  await caller.chart.moveRecord({ ...moved, patientId: merged.id });
  const value = { kind: "text", text: secret } as const;
  await caller.observation.create({ ...about, code: { text: "Words" }, value });
  await caller.medication.create({ ...about, drug: { text: secret } });
  await caller.immunization.create({ ...about, vaccine: { text: secret }, occurred: "2020" });
  await caller.procedure.create({ ...about, code: { text: secret } });
  await linkToDoctor({ caller }, account.id);
  const note = await signedNote(caller, { patientId: merged.id, text: `note of ${secret}` });
  const { hash } = await caller.note.review({ id: note.id });
  await caller.note.amend({ id: note.id, hash, text: `more of ${secret}`, reason: secret });
  await caller.noteDraft.create({ patientId: patient.id, text: `draft of ${secret}` });
  const { visitTypeId } = schedule;
  await caller.waitlist.add({
    patientId: patient.id,
    visitTypeId,
    note: `note of ${secret}`,
    lastDay: inDays(9).slice(0, 10),
  });
  await caller.patient.update({ ...any, id: patient.id, lastName: `${secret}-${secret}` });
  await reader.execute(sql`
    insert into patient_external_id (practice_id, system, value, patient_id)
    values (${practiceId}, 'test', ${secret}, ${merged.id})`);
  const merge = await mergeTwo(caller, patient.id, merged.id);
  const importId = uuidv7();
  await reader.execute(sql`
    insert into import_batch (practice_id, id, source, files, patients, doctors, assignments, imported_by)
    values (${practiceId}, ${importId}, 'test', ${`{letter of ${secret}.csv}`}, 2, 0, 0, ${account.id})`);
  await reader.execute(sql`
    insert into import_record (practice_id, import_id, record_id, record_type)
    values (${practiceId}, ${importId}, ${patient.id}, 'patient'), (${practiceId}, ${importId}, ${other.id}, 'patient')`);
  for (const [key, answer] of [
    ["of the patient", { id: patient.id, name: secret }],
    ["of the assignment", { blockedBy: [{ id: gone.id, label: secret }] }],
    ["of the other", { id: other.id }],
  ] as const) {
    await reader.execute(sql`
      insert into idempotency_key (account_id, key, action, input_hash, outcome, answer, created_at)
      values (${account.id}, ${key}, 'test', '', 'ok', ${JSON.stringify(answer)}, now())`);
  }
  const file = `letter of ${secret}.csv`;
  const { id: uploadId } = await caller.import.begin({
    format: "table",
    records: "patient",
    files: [{ file, columns: ["Name", "Sex"] }],
    table: { mapping: { name: "Name", gender: "Sex" } },
  });
  await caller.import.addPart({ id: uploadId, file, rows: [{ line: 2, cells: [`Ann ${secret}`, "F"] }] });
  await reader.execute(sql`
    insert into import_row (practice_id, upload_id, line, version, problems, content)
    values (${practiceId}, ${uploadId}, 2, 1, ${JSON.stringify([{ message: `Not a date: "${secret}"` }])}::text::jsonb, '[]')`);
  const staff = await api.signUpStaff();
  for (const { id } of [patient, other]) {
    const why = `called by ${id === patient.id ? secret : "Bea Other"}'s hospital`;
    await staff.caller.staff.breakGlass({ patientId: id, reason: why });
  }
  await reader.execute(sql`analyze`);
  return { caller, account, practiceId, patient, merged, merge, other, kept, gone, ofOther };
}

/** Returns all versions of a patient, oldest first, with their keys. */
async function historyOf(caller: Caller, id: PatientId) {
  const { items } = await caller.patient.history({ id });
  const versions = items.toReversed();
  return {
    keys: versions.map(({ version, changedAt, changedBy }) => ({ version, changedAt, changedBy })),
    before: versions.map(({ record }) => record),
  };
}

describe("the erasure of a patient", () => {
  it("leaves nothing but their ids in the audit", async () => {
    const secret = "Quisquilia";
    const traces = await createTraces(secret);
    const { caller, practiceId, patient, merged, other, kept, gone, ofOther } = traces;
    expect(await tablesWith(secret)).toEqual([
      "allergy",
      "appointment",
      "appointment_link",
      "assignment",
      "break_glass",
      "condition",
      "encounter",
      "idempotency_key",
      "immunization",
      "import_batch",
      "import_part",
      "import_row",
      "import_upload",
      "mail",
      "medication",
      "note",
      "note_draft",
      "note_signature",
      "observation",
      "patient",
      "patient_external_id",
      "patient_merge",
      "pg_statistic",
      "procedure",
      "record_move",
      "record_version",
      "refused_email",
      "removed_record",
      "waitlist_entry",
    ]);
    const before = [
      await caller.patient.byId({ id: other.id }),
      await caller.assignment.byId({ id: ofOther.id }),
    ];

    const request = { type: "patient", id: patient.id, reason } as const;
    const plan = await planErasure(database, request);
    expect(await caller.patient.byId({ id: patient.id })).toMatchObject({ version: 3 });
    const erasure = await erasePerson(database, request);
    expect(erasure).toEqual({
      type: "patient",
      id: patient.id,
      practiceId,
      mergedIds: [merged.id],
      records: 2,
      assignments: 2,
      appointments: 1,
      clinicalRecords: 10,
      versions: 20,
      externalIds: 1,
      storedAnswers: 2,
      clearedVersions: 0,
    });
    expect(plan).toEqual(erasure);
    expect(await tablesWith(secret)).toEqual([]);
    const ofAudit = (await tablesWith(patient.id)).filter((place) => !/^(?:change|pg)_/.test(place));
    expect(ofAudit.every((place) => place.startsWith("audit_"))).toBe(true);
    expect(await eventsOf(patient.id)).toEqual(["erased"]);

    const reads = [
      [() => caller.patient.byId({ id: patient.id }), "PATIENT_NOT_FOUND"],
      [() => caller.patient.restore({ id: patient.id }), "PATIENT_NOT_FOUND"],
      [() => caller.patient.restore({ id: merged.id }), "PATIENT_NOT_FOUND"],
      [() => caller.patient.update({ ...any, id: patient.id, name: "X" }), "PATIENT_NOT_FOUND"],
      [() => caller.assignment.byId({ id: kept.id }), "ASSIGNMENT_NOT_FOUND"],
      [() => caller.assignment.restore({ id: gone.id }), "ASSIGNMENT_NOT_FOUND"],
      [() => caller.assignment.listForPatient({ patientId: patient.id }), "PATIENT_NOT_FOUND"],
    ] as const;
    for (const [call, code] of reads) expect((await failureOf(call())).code).toBe(code);
    for (const list of [await caller.patient.removed(), await caller.assignment.removed()]) {
      expect(list.items).toEqual([]);
    }
    expect([
      await caller.patient.byId({ id: other.id }),
      await caller.assignment.byId({ id: ofOther.id }),
    ]).toEqual(before);
    const [left] = await reader.execute(sql`
      select (select count(*) from import_record where practice_id = ${practiceId})::int as records,
        (select count(*) from idempotency_key where account_id = ${traces.account.id})::int as answers,
        (select count(*) from break_glass where practice_id = ${practiceId})::int as grants,
        (select count(*) from mail where template = 'breakGlass' and data->>'patientId' = ${other.id})::int as mails`);
    expect(left).toEqual({ records: 1, answers: 1, grants: 1, mails: 1 });
  });

  it("leaves a tombstone in the audit, with the reason", async () => {
    const { caller } = await api.signUp();
    const { id: practiceId } = await caller.practice.mine();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    await caller.patient.remove({ ...any, id });
    await erasePerson(database, { type: "patient", id: id.toUpperCase(), practiceId, reason });
    const entries = await reader.execute(sql`
      select practice_id, account_id, outcome, basis, subject_ids::text as subjects from audit_entry
      where action = 'erase.patient' and subject_ids @> array[${id}::uuid]`);
    expect(entries).toEqual([
      {
        practice_id: practiceId,
        account_id: null,
        outcome: "ok",
        basis: `command line: ${reason}`,
        subjects: `{${id}}`,
      },
    ]);
  });

  it("erases rows of any table with a key to the patient", async () => {
    const { caller } = await api.signUp();
    const { id: practiceId } = await caller.practice.mine();
    const [{ id }, other] = [
      await caller.patient.create({ name: "Ann Lee", gender: "female" }),
      await caller.patient.create({ name: "Bea Other", gender: "female" }),
    ];
    await reader.execute(sql`
      create table care_goal (
        practice_id uuid not null, id uuid not null, told_by uuid not null, text text not null,
        primary key (practice_id, id), foreign key (practice_id, told_by) references patient (practice_id, id))`);
    onTestFinished(async () => void (await reader.execute(sql`drop table care_goal`)));
    for (const person of [id, other.id, id, other.id])
      await reader.execute(sql`
        insert into care_goal values (${practiceId}, ${uuidv7()}, ${person}, ${person === id ? "Ambulatio" : "Natatio"})`);
    await reader.execute(sql`analyze care_goal`);
    expect(await tablesWith("Ambulatio")).toEqual(["care_goal", "pg_statistic"]);
    await erasePerson(database, { type: "patient", id, reason });
    expect(await tablesWith("Ambulatio")).toEqual([]);
    expect(await tablesWith("Natatio")).toEqual(["care_goal", "pg_statistic"]);
  });

  it("refuses a merged patient, who is erased with the kept one", async () => {
    const { patient, merged } = await createTraces("Mergitur");
    const refusal = erasePerson(database, { type: "patient", id: merged.id, reason });
    await expect(refusal).rejects.toThrow(`merged into ${patient.id}`);
    expect(await tablesWith("Mergitur")).not.toEqual([]);
  });

  it("erases only one patient if the merge was undone", async () => {
    const { caller, patient, merged, merge } = await createTraces("Separata");
    const { merged: restored } = await caller.patient.unmerge({ mergeId: merge.id });
    expect(await erasePerson(database, { type: "patient", id: patient.id, reason })).toMatchObject({
      mergedIds: [],
    });
    expect(await caller.patient.byId({ id: merged.id })).toEqual(restored);
    await erasePerson(database, { type: "patient", id: merged.id, reason });
    expect(await tablesWith("Separata")).toEqual([]);
  });

  describe("after an undone merge", () => {
    const details = (secret: string) => ({
      name: `Ann ${secret}`,
      gender: "female" as const,
      email: `${secret.toLowerCase()}@example.org`,
      age: 44,
      medicalHistory: `${secret}, and asthma`,
      address: secret,
    });

    it("clears their data from the other's versions", async () => {
      const secret = "Infusa";
      const { caller } = await api.signUp();
      const own = { phoneNumber: "030 17", address: "Own Street" };
      const kept = await caller.patient.create({ name: "Bea Other", gender: "female", ...own });
      const gone = await caller.patient.create(details(secret));
      const { id: mergeId } = await mergeTwo(caller, kept.id, gone.id);
      await caller.patient.update({ ...any, id: kept.id, phoneNumber: "030 18" });
      const born = "1980-01-02";
      await caller.patient.update({ ...any, id: kept.id, dateOfBirth: born, email: null });
      await caller.patient.unmerge({ mergeId });
      await caller.patient.update({ ...any, id: kept.id, medicalHistory: "Her own" });
      expect(await tablesWith(secret)).toContain("record_version");
      const { keys, before } = await historyOf(caller, kept.id);

      const erasure = await erasePerson(database, { type: "patient", id: gone.id, reason });
      // The merge's version and the two after it. Earlier and later data is her own.
      expect(erasure).toMatchObject({ records: 1, clearedVersions: 3 });
      expect(await tablesWith(secret)).toEqual([]);
      const after = await historyOf(caller, kept.id);
      expect(after.keys).toEqual(keys);
      const unborn = { dateOfBirth: null, dateOfBirthApproximate: false, age: null, ageText: null };
      const lost = { email: null, medicalHistory: null };
      expect(after.before).toEqual([
        before[0],
        { ...before[1], ...lost, ...unborn },
        { ...before[2], ...lost, ...unborn },
        { ...before[3], ...lost },
        before[4],
        before[5],
      ]);
    });

    it("restores the other's values that were replaced by theirs", async () => {
      const secret = "Sumpta";
      const { caller } = await api.signUp();
      const own = { phoneNumber: "030 17", address: "Own Street", age: 30 };
      const kept = await caller.patient.create({ name: "Bea Other", gender: "other", ...own });
      const gone = await caller.patient.create(details(secret));
      const pair = { keepId: kept.id, mergedId: gone.id, ...any, mergedExpectedVersion: "any" } as const;
      const take = ["firstName", "lastName", "gender", "dateOfBirth", "address", "email"] as const;
      const { id: mergeId } = await caller.patient.merge({ ...pair, take: [...take] });
      await caller.patient.update({ ...any, id: kept.id, address: null });
      await caller.patient.update({ ...any, id: kept.id, address: secret });
      await caller.patient.update({ ...any, id: kept.id, lastName: "Else" });
      await caller.patient.update({ ...any, id: kept.id, lastName: secret });
      await caller.patient.unmerge({ mergeId });
      await erasePerson(database, { type: "patient", id: gone.id, reason });
      expect(await tablesWith(secret)).toEqual([]);
      expect(await caller.patient.byId({ id: kept.id })).toMatchObject({
        name: "Bea Other",
        firstName: "Bea",
        lastName: "Other",
        gender: "other",
        address: "Own Street",
        age: 30,
        email: null,
      });
      const { items } = await caller.patient.history({ id: kept.id });
      expect(items.at(-2)).toMatchObject({
        record: { name: "Bea Other", address: "Own Street", age: 30, dateOfBirthApproximate: true },
      });
    });

    it("gives an earlier birth back only if no record is before it", async () => {
      for (const onset of ["1985-03-04", "1995-03"]) {
        const { caller } = await api.signUp();
        const own = { dateOfBirth: "1990-05-06" };
        const mergedBirth = { dateOfBirth: "1980-01-02" };
        const kept = await caller.patient.create({ name: "Bea Other", gender: "other", ...own });
        const { age: _, ...named } = details("Natalia");
        const gone = await caller.patient.create({ ...named, ...mergedBirth });
        const pair = { keepId: kept.id, mergedId: gone.id, ...any, mergedExpectedVersion: "any" } as const;
        const { id: mergeId } = await caller.patient.merge({ ...pair, take: ["dateOfBirth"] });
        // Entered again, so that the undo keeps it.
        for (const birth of [{ dateOfBirth: null }, mergedBirth])
          await caller.patient.update({ ...any, id: kept.id, ...birth });
        await caller.patient.unmerge({ mergeId });
        await caller.condition.create({ patientId: kept.id, code: { text: "Asthma" }, onset });
        expect(await caller.patient.byId({ id: kept.id })).toMatchObject(mergedBirth);
        await erasePerson(database, { type: "patient", id: gone.id, reason });
        const { dateOfBirth } = await caller.patient.byId({ id: kept.id });
        expect(dateOfBirth).toBe(onset < own.dateOfBirth ? null : own.dateOfBirth);
      }
    });

    it("clears the same data entered again, also in a removed record", async () => {
      for (const isRemoved of [false, true]) {
        const secret = isRemoved ? "Remota" : "Iterata";
        const { caller } = await api.signUp();
        const { id } = await caller.patient.create({ name: "Bea Other", gender: "female" });
        const gone = await caller.patient.create(details(secret));
        const { id: mergeId } = await mergeTwo(caller, id, gone.id);
        await caller.patient.update({ ...any, id, address: null });
        await caller.patient.update({ ...any, id, address: secret });
        expect(await caller.patient.unmerge({ mergeId })).toMatchObject({ kept: { address: secret } });
        if (isRemoved) await caller.patient.remove({ ...any, id });
        await erasePerson(database, { type: "patient", id: gone.id, reason });
        expect(await tablesWith(secret)).toEqual([]);
        const kept = await (isRemoved ? caller.patient.restore({ id }) : caller.patient.byId({ id }));
        expect(kept).toMatchObject({ name: "Bea Other", address: null });
      }
    });

    it("clears their data after a chain of merges", async () => {
      const secret = "Transfusa";
      const { caller } = await api.signUp();
      const [first, second] = [
        await caller.patient.create({ name: "Bea Other", gender: "female", phoneNumber: "030 17" }),
        await caller.patient.create({ name: "Bea Other", gender: "female" }),
      ];
      const gone = await caller.patient.create(details(secret));
      const inner = await mergeTwo(caller, first.id, gone.id);
      const outer = await mergeTwo(caller, second.id, first.id);
      await caller.patient.unmerge({ mergeId: outer.id });
      await caller.patient.unmerge({ mergeId: inner.id });
      const again = await mergeTwo(caller, second.id, first.id);
      expect(again.filledFields).toEqual(["phoneNumber"]);
      await erasePerson(database, { type: "patient", id: gone.id, reason });
      expect(await tablesWith(secret)).toEqual([]);
      expect(await caller.patient.byId({ id: second.id })).toMatchObject({ phoneNumber: "030 17" });
    });

    it("leaves others of a chain of merges what is their own", async () => {
      const secret = "Sumptura";
      const { caller } = await api.signUp();
      const [first, second] = [
        await caller.patient.create({ name: "Kim Keeper", gender: "male", address: "First Street" }),
        await caller.patient.create({ name: "Kim Keeper", gender: "female", address: "Second Street" }),
      ];
      const gone = await caller.patient.create(details(secret));
      const merge = (keepId: PatientId, mergedId: PatientId, take: ("address" | "gender")[]) =>
        caller.patient.merge({ keepId, mergedId, ...any, mergedExpectedVersion: "any", take });
      const inner = await merge(first.id, gone.id, ["address", "gender"]);
      const outer = await merge(second.id, first.id, ["address"]);
      await caller.patient.unmerge({ mergeId: outer.id });
      await caller.patient.unmerge({ mergeId: inner.id });
      await erasePerson(database, { type: "patient", id: gone.id, reason });
      expect(await tablesWith(secret)).toEqual([]);
      const own = { name: "Kim Keeper", gender: "female" };
      expect(await caller.patient.byId({ id: second.id })).toMatchObject({
        ...own,
        address: "Second Street",
      });
      const { items } = await caller.patient.history({ id: second.id });
      for (const { record } of items) expect(record).toMatchObject(own);
    });
  });

  it("keeps assignments moved to other patients, without the earlier versions", async () => {
    const { caller, practiceId, patient, kept, other } = await createTraces("Translata");
    await reader.execute(sql`
      update assignment set patient_id = ${other.id}, reason_for_visit = 'new'
      where practice_id = ${practiceId} and id = ${kept.id}`);
    await erasePerson(database, { type: "patient", id: patient.id, reason });
    expect(await tablesWith("Translata")).toEqual([]);
    expect(await caller.assignment.byId({ id: kept.id })).toMatchObject({ patientId: other.id, version: 3 });
  });

  it("happens once in twenty concurrent calls", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const calls = Array.from({ length: 20 }, () => erasePerson(database, { type: "patient", id, reason }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ErasureRefused);
    }
  });

  it("waits for an undo of a merge before it locks the patients, to avoid a deadlock", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const { id: mergedId } = await caller.patient.create({ name: "Ann Ray", gender: "female" });
    const versions = { expectedVersion: "any", mergedExpectedVersion: "any" } as const;
    const { id: mergeId } = await caller.patient.merge({ keepId: id, mergedId, ...versions });
    const inPractice = sql`practice_id = ${(await caller.practice.mine()).id}`;
    let erasure: Promise<unknown> | undefined;
    await database.transaction(async (db) => {
      // Like the undo: locks the merge first, then its patients while the erasure waits.
      await db.execute(sql`select from patient_merge where ${inPractice} and id = ${mergeId} for update`);
      erasure = erasePerson(database, { type: "patient", id, reason });
      await untilWaiting(database, 1);
      await db.execute(sql`select from patient where ${inPractice} and id = ${id} for update nowait`);
    });
    expect(await erasure).toMatchObject({ mergedIds: [mergedId] });
  });

  it("leaves nothing behind in a race with changes, removals and assignments", async () => {
    const { caller } = await api.signUp();
    const { id: doctorId } = await caller.doctor.create({ name: "Bo Ray" });
    for (let round = 0; round < 8; round++) {
      const { id } = await caller.patient.create({ name: "Ann Fugitiva", gender: "female" });
      await Promise.allSettled([
        caller.patient.update({ ...any, id, phoneNumber: "1" }),
        caller.assignment.create({ patientId: id, doctorId, reasonForVisit: "Fugitiva" }),
        erasePerson(database, { type: "patient", id, reason }),
        caller.patient.remove({ ...any, id }),
        caller.patient.restore({ id }),
      ]);
      expect((await failureOf(caller.patient.restore({ id }))).code).toBe("PATIENT_NOT_FOUND");
      expect((await tablesWith(id)).filter((place) => !/^(audit_|change_|pg_)/.test(place))).toEqual([]);
      expect(await eventsOf(id)).toEqual(["erased"]);
    }
    await reader.execute(sql`analyze`);
    expect(await tablesWith("Fugitiva")).toEqual([]);
  });
});

describe("the erasure of a doctor", () => {
  it("is refused while assigned anywhere, and then leaves nothing", async () => {
    const { caller } = await api.signUp();
    const doctor = await caller.doctor.create({ name: "Bo Evanida", licenseNumber: "Evanida-1" });
    await caller.doctor.update({ ...any, id: doctor.id, contactInfo: "Evanida" });
    const patient = await caller.patient.create({ name: "Ann Lee", gender: "female" });
    const pair = { patientId: patient.id, doctorId: doctor.id };
    const { id } = await caller.assignment.create(pair);
    await reader.execute(sql`
      insert into doctor_external_id (system, value, doctor_id) values ('test', 'Evanida', ${doctor.id})`);
    const request = { type: "doctor", id: doctor.id, reason } as const;
    await expect(erasePerson(database, request)).rejects.toThrow("1 assignments in 1 practices");
    const [refused] = await reader.execute(sql`
      select outcome from audit_entry where action = 'erase.doctor' and subject_ids @> array[${doctor.id}::uuid]`);
    expect(refused).toEqual({ outcome: "DOCTOR_HAS_ASSIGNMENTS" });

    await caller.assignment.remove({ ...any, id });
    await reader.execute(sql`analyze`);
    expect(await erasePerson(database, request)).toMatchObject({
      versions: 2,
      externalIds: 1,
      practiceId: null,
    });
    expect(await tablesWith("Evanida")).toEqual([]);
    expect((await failureOf(caller.doctor.byId({ id: doctor.id }))).code).toBe("DOCTOR_NOT_FOUND");
    expect((await failureOf(caller.doctor.restore({ id: doctor.id }))).code).toBe("DOCTOR_NOT_FOUND");
    // The patient's assignment stays, without the doctor's name.
    expect((await caller.assignment.removed()).items).toMatchObject([
      { record: { id, ...pair, patientName: "Ann Lee", doctorName: null } },
    ]);
    expect(await failureOf(caller.assignment.restore({ id }))).toMatchObject({
      code: "RESTORE_BLOCKED",
      details: { blockedBy: [{ kind: "doctor", id: doctor.id, label: null }] },
    });
  });
});

describe("an invalid request", () => {
  const patient = { type: "patient", id: unknownId, reason } as const;

  it.each([
    [patient, `No patient ${unknownId} exists, present or removed.`],
    [{ ...patient, practiceId: unknownId }, `in the practice ${unknownId}`],
    [{ ...patient, type: "doctor" as const }, `No doctor ${unknownId}`],
    [{ ...patient, id: "17" }, '"17" is not an id.'],
    [{ ...patient, practiceId: "17" }, '"17" is not the id of a practice.'],
    [{ ...patient, type: "doctor" as const, practiceId: unknownId }, "Doctors belong to no practice"],
    [{ ...patient, reason: "too short" }, "10 to 500 characters"],
    [{ ...patient, reason: `  short    \n` }, "10 to 500 characters"],
    [{ ...patient, reason: "x".repeat(501) }, "10 to 500 characters"],
    [{ ...patient, reason: "Two\nlines of text" }, "one line"],
  ])("is refused with a reason: %j", async (request, message) => {
    for (const call of [erasePerson, planErasure]) {
      const refusal = await call(database, request).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ErasureRefused);
      expect(String(refusal)).toContain(message);
    }
  });

  it("changes nothing if the patient is in another practice", async () => {
    const [own, other] = [await api.signUp(), await api.signUp()];
    const { id } = await own.caller.patient.create({ name: "Ann Lee", gender: "female" });
    const { id: practiceId } = await other.caller.practice.mine();
    const refusal = erasePerson(database, { type: "patient", id, practiceId, reason });
    await expect(refusal).rejects.toThrow("No patient");
    expect(await own.caller.patient.byId({ id })).toMatchObject({ name: "Ann Lee" });
  });

  it("is refused if the reason contains the person's name", async () => {
    const { caller } = await api.signUp();
    const { id } = await caller.patient.create({ name: "Ann van der Lee", gender: "female" });
    for (const named of ["Asked for by Mrs LEE herself", "of Ann  Van der-Lee, by letter"]) {
      const refusal = erasePerson(database, { type: "patient", id, reason: named });
      await expect(refusal).rejects.toThrow("must not contain the person's name");
    }
    await erasePerson(database, { type: "patient", id, reason: "Sleepless in Leeds, annually" });
  });
});
