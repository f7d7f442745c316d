import { linkToDoctor, signedNote } from "@caretype/chart/test/signing";
import { loinc } from "@caretype/chart/unit/measures";
import { asId, type DoctorId, type PatientId } from "@caretype/core/kernel/field/ids";
import { erasePerson } from "@caretype/core/people/erasure/erase-person";
import { createChangePlacer } from "@caretype/db";
import { dateInDays } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { codeOf, failureOf, tally } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { shareSampling } from "./queries.ts";
import texts from "./texts.json" with { type: "json" };

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;
const both = { ...any, mergedExpectedVersion: "any" } as const;
const own = { name: "Zora Own", gender: "female", age: 40 } as const;

/** The owner of a practice with sample data. */
async function createSample() {
  const person = await api.signUp();
  const added = await person.caller.sampleData.add();
  return { ...person, added };
}

/** Shared by tests that only read. */
let shared: ReturnType<typeof createSample> | undefined;
const sharedSample = () => (shared ??= createSample());

const named = ({ id, name }: { id: PatientId; name: string }) => ({ id, name });

/** All patients of the practice, newest first. */
const patientsOf = async ({ caller }: Awaited<ReturnType<typeof api.signUp>>) =>
  (await caller.patient.list({ limit: 200 })).items;

const sampleDoctorsIn = async () =>
  (await api.database.reader.execute(sql`select from doctor_external_id where system = 'sample'`)).count;

describe("sample data", () => {
  it("fills an empty practice with patients, doctors, assignments and a history", async () => {
    const { caller, added, account } = await sharedSample();
    expect(added).toMatchObject({ patients: 198, doctors: 12 });
    expect(added.assignments).toBeGreaterThan(150);
    const { items, nextCursor } = await caller.patient.list({ limit: 200 });
    expect([items.length, nextCursor]).toEqual([198, null]);
    const changed = items.filter(({ version }) => version > 1);
    expect(changed.length).toBeGreaterThan(10);
    const { items: versions } = await caller.patient.history({
      id: changed[0]?.id ?? asId(""),
    });
    expect(versions[0]).toMatchObject({ changedBy: account.id, version: 2 });
    const removed = await caller.patient.removed();
    expect(removed.items.map(({ mergedInto }) => mergedInto !== null).toSorted()).toEqual([false, true]);
    await createChangePlacer(api.database)();
    const types = ["sampleData.added", "patient.created"] as const;
    expect((await caller.event.list({ types: [...types] })).items).toMatchObject([
      { type: "sampleData.added", by: account.id, count: 198 },
    ]);
    expect((await caller.practice.mine()).sampleDataAt).not.toBeNull();
    expect(await caller.sampleData.preview()).toMatchObject({
      patients: 198,
      changedPatients: 0,
      keptPatients: 0,
    });
    const growth = await caller.statistics.patientGrowth({ timeZone: "UTC", months: 12 });
    expect(growth.patients).toBe(198);
    // Patients came over years, as reports show. This month may have just begun.
    expect(growth.months.slice(0, -1).map(({ added: each }) => each > 0)).not.toContain(false);
    expect((await caller.statistics.overview({ timeZone: "UTC" })).patients.addedThisMonth).toBeLessThan(20);
  });

  it("is in the language of the call, down to the charts", async () => {
    const { caller } = await api.signUp();
    await caller.sampleData.add({ language: "de" });
    const names = async (list: Promise<{ items: { name: string }[] }>) =>
      (await list).items.map(({ name }) => name).toSorted();
    expect(await names(caller.visitType.list())).toContain("Sprechstunde");
    expect(await names(caller.room.list())).toContain("Zimmer 1");
    const { items } = await caller.patient.list({ limit: 200 });
    const stories = items.flatMap(({ medicalHistory }) => medicalHistory?.split("\n") ?? []);
    const english = new Set(Object.entries(texts).flatMap(([each, { de }]) => (each === de ? [] : each)));
    expect(stories.length).toBeGreaterThan(50);
    expect(stories.filter((line) => english.has(line))).toEqual([]);
    const { items: visits } = await caller.appointment.list({ limit: 200 });
    const reasons = visits.map(({ reasonForVisit, visitTypeName }) => `${visitTypeName}: ${reasonForVisit}`);
    expect(reasons).toContain("Impfung: Impfung");
    expect(visits.map(({ roomName }) => roomName)).toContain("Zimmer 1");
    const diabetic = items
      .filter(({ medicalHistory }) => medicalHistory?.includes("Typ-2-Diabetes"))
      .slice(0, 3);
    const charts = await Promise.all(diabetic.map(({ id }) => caller.condition.list({ patientId: id })));
    const problems = charts.flatMap((chart) => chart.items.map(({ code }) => code.text));
    expect(problems).toContain("Typ-2-Diabetes");
    expect(problems.filter((problem) => english.has(problem ?? ""))).toEqual([]);
    const results = await Promise.all(diabetic.map(({ id }) => caller.observation.list({ patientId: id })));
    const measured = results.flatMap(({ items }) => items.map(({ code }) => code.coding?.display));
    expect(measured).toContain("Blutzucker");
    expect(measured.filter((name) => english.has(name ?? ""))).toEqual([]);
  });

  it("is added once, and only to a practice without patients", async () => {
    const { caller } = await api.signUp();
    const calls = Array.from({ length: 5 }, () => caller.sampleData.add());
    expect(await tally(calls)).toEqual({ ok: 1, PRACTICE_NOT_EMPTY: 4 });
    const other = await api.signUp();
    await other.caller.patient.create(own);
    expect(await codeOf(other.caller.sampleData.add())).toBe("PRACTICE_NOT_EMPTY");
    expect(await other.caller.sampleData.preview()).toMatchObject({ addedAt: null, patients: 0 });
    expect(await codeOf(other.caller.sampleData.remove())).toBe("SAMPLE_DATA_NOT_FOUND");
  });

  it("is for owners, and for servers that offer it", async () => {
    const owner = await api.signUp();
    const colleague = await makeColleague(api, owner, "clinician");
    expect(await codeOf(colleague.caller.sampleData.add())).toBe("PERMISSION_DENIED");
    const services = { ...api.services, sampleData: false };
    const elsewhere = api.callerWith({ accessToken: owner.access, services });
    expect(await codeOf(elsewhere.sampleData.add())).toBe("SAMPLE_DATA_NOT_OFFERED");
    const strict = { ...api.services, directoryWrites: "verified" as const };
    const unverified = api.callerWith({ accessToken: owner.access, services: strict });
    expect(await codeOf(unverified.sampleData.add())).toBe("VERIFIED_EMAIL_REQUIRED");
    expect((await owner.caller.patient.list()).items).toEqual([]);
  });

  it("leaves nothing if the call is interrupted", async () => {
    const { caller } = await api.signUp();
    const { reader } = api.database;
    // Fails at the end, like a server that is stopped halfway.
    await reader.execute(sql`create function fail_sample() returns trigger language plpgsql as
      $$ begin raise exception 'stopped'; end $$`);
    await reader.execute(sql`create trigger fail_sample before insert on patient_merge
      for each row execute function fail_sample()`);
    await failureOf(caller.sampleData.add());
    await reader.execute(sql`drop trigger fail_sample on patient_merge`);
    expect((await caller.patient.list()).items).toEqual([]);
    expect((await caller.practice.mine()).sampleDataAt).toBeNull();
    expect(await caller.sampleData.add()).toMatchObject({ patients: 198 });
  });

  it("is removed alone: patients that were added stay, and changed ones can be restored, and removed again", async () => {
    const person = await createSample();
    const { caller } = person;
    const [first, second, third, fourth] = await patientsOf(person);
    if (!first || !second || !third || !fourth) throw new Error("no sample");
    const added = await caller.patient.create(own);
    await caller.patient.update({ ...any, id: first.id, phoneNumber: "+41 44 000 09 99" });
    // This patient now has another patient's data.
    const absorbed = await caller.patient.create({ ...own, name: "Zora Absorbed" });
    await caller.patient.merge({ keepId: second.id, mergedId: absorbed.id, ...both });
    const [assignment] = (await caller.patient.doctors({ id: third.id })).items;
    await caller.encounter.create({ patientId: fourth.id });
    const { patientIds, doctorIds } = await caller.sampleData.invented();
    expect(patientIds).not.toContain(added.id);
    const doctorId = asId<DoctorId>(doctorIds[0] ?? "");
    await caller.assignment.create({ patientId: added.id, doctorId });

    expect(await caller.sampleData.preview()).toMatchObject({
      patients: 197,
      changedPatients: 2,
      changed: expect.arrayContaining([named(first), named(fourth)]),
      kept: [named(second)],
    });
    expect(await caller.sampleData.remove()).toEqual({ patients: 197, keptPatients: 1 });
    expect((await patientsOf(person)).map(({ id }) => id).toSorted()).toEqual(
      [added.id, second.id].toSorted(),
    );
    expect((await caller.patient.doctors({ id: added.id })).items).toHaveLength(1);
    // Once the merge is undone, nothing of the sample remains.
    expect((await caller.practice.mine()).sampleDataAt).not.toBeNull();
    const [merge] = (await caller.patient.merges({ id: second.id })).items;
    if (merge) await caller.patient.unmerge({ mergeId: merge.id });
    expect(await caller.sampleData.remove()).toEqual({ patients: 1, keptPatients: 0 });
    expect((await patientsOf(person)).map(({ id }) => id).toSorted()).toEqual(
      [added.id, absorbed.id].toSorted(),
    );
    expect((await caller.practice.mine()).sampleDataAt).toBeNull();
    const restored = await caller.patient.restore({ id: first.id });
    expect((await caller.practice.mine()).sampleDataAt).not.toBeNull();
    expect(await caller.sampleData.preview()).toMatchObject({ patients: 1, keptPatients: 0 });
    expect(restored).toMatchObject({ name: first.name, phoneNumber: "+41 44 000 09 99" });
    expect(assignment === undefined || (await caller.patient.restore({ id: third.id })).id === third.id).toBe(
      true,
    );
    expect(await caller.sampleData.remove()).toMatchObject({ keptPatients: 0 });
    expect(await codeOf(caller.sampleData.remove())).toBe("SAMPLE_DATA_NOT_FOUND");
  });

  it("has appointments around today, which obey all rules", async () => {
    const { caller, added } = await sharedSample();
    const days = { from: dateInDays(-14), to: dateInDays(14) };
    const items = [];
    let cursor: string | null | undefined;
    do {
      const page = await caller.appointment.list({ ...days, limit: 200, ...(cursor && { cursor }) });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(items).toHaveLength(added.appointments);
    const statuses = new Set(items.map(({ status }) => status));
    for (const status of ["booked", "fulfilled", "cancelled", "noshow"] as const)
      expect([status, statuses.has(status)]).toEqual([status, true]);
    expect((await caller.openingHours.list()).items).toHaveLength(12);
    expect(items.some(({ roomName }) => roomName === "Room 1")).toBe(true);
    const visitTypeId = items.find(({ visitTypeName }) => visitTypeName === "Consultation")?.visitTypeId;
    const wanted = { visitTypeId: visitTypeId ?? asId<never>(""), from: dateInDays(1), to: dateInDays(8) };
    expect((await caller.appointment.slots(wanted)).items.length).toBeGreaterThan(10);
    // The database checks only future visits.
    const clashes = await api.database.reader.execute(sql`
      select from appointment one join appointment other using (practice_id)
      where one.id < other.id and one.status <> 'cancelled' and other.status <> 'cancelled'
        and (one.doctor_id = other.doctor_id and one.slot <> other.slot or one.room_id = other.room_id
          and one.slot <> other.slot or one.patient_id = other.patient_id)
        and tstzrange(one.occupied_from, one.occupied_to) && tstzrange(other.occupied_from, other.occupied_to)`);
    expect(clashes.count).toBe(0);
  });

  it("has charts, one of them of a patient who is seen today", async () => {
    const person = await sharedSample();
    const { caller } = person;
    const { items: seen } = await caller.encounter.list({ limit: 100, status: "in-progress" });
    expect(seen).toHaveLength(1);
    const appointment = await caller.appointment.byId({ id: seen[0]?.appointmentId ?? asId("") });
    expect(Math.abs(Date.parse(appointment.startsAt) - Date.now())).toBeLessThan(86_400_000);
    const drafts = (await caller.noteDraft.list()).items;
    expect(drafts).toHaveLength(2);
    expect(drafts.map(({ encounterId }) => encounterId)).toContain(seen[0]?.id);
    const patients = await patientsOf(person);
    const patientsWithDraft = new Set(drafts.map(({ patientId }) => patientId));
    const charts = [];
    for (const each of patients)
      if (patientsWithDraft.has(each.id) || each.medicalHistory?.includes("diabetes") || each.age === 9)
        charts.push({ ...each, ...(await caller.chart.summary({ patientId: each.id })) });
    // The chart contains what the text says.
    const diabetic = charts.filter(({ medicalHistory }) => medicalHistory?.includes("diabetes"));
    expect(diabetic.length).toBeGreaterThan(3);
    for (const { id: patientId, problems, medications } of diabetic) {
      expect(problems.map(({ code }) => code.text)).toContain("Type 2 diabetes");
      expect(medications.map(({ drug }) => drug.text)).toContain("Metformin");
      const trend = await caller.chart.trend({ patientId, system: loinc, code: "15074-8" });
      expect(trend.series[0]?.points.length).toBeGreaterThan(5);
    }
    const child = charts.find(({ age }) => age === 9);
    const height = { patientId: child?.id ?? asId<PatientId>(""), system: loinc, code: "8302-2" };
    const [grown] = (await caller.chart.trend(height)).series;
    expect(grown?.points).toHaveLength(10);
    expect(patients.filter(({ deceasedOn }) => deceasedOn !== null)).toHaveLength(1);
    const pressed = charts.find(({ allergiesKnown }) => allergiesKnown === "none-known");
    const patientId = pressed?.id ?? asId<PatientId>("");
    const { series } = await caller.chart.trend({ patientId, system: loinc, code: "85354-9" });
    expect(series.map(({ points }) => points.length)).toEqual([13, 13]);
    // Only a person can sign.
    expect((await caller.note.list({ patientId })).items).toEqual([]);
  });

  it("is removed with its charts, also those that somebody has changed, but not with signed notes", async () => {
    const { caller, account } = await createSample();
    await linkToDoctor({ caller }, account.id);
    const { items } = await caller.encounter.list({ limit: 100 });
    const ids = [...new Set(items.map(({ patientId }) => patientId))];
    const counts = async (patientId: PatientId) =>
      (await caller.chart.timeline({ patientId, limit: 100 })).items.length;
    const problems = await Promise.all(ids.map((patientId) => caller.condition.list({ patientId })));
    const [first, second] = problems.flatMap(({ items: [problem] }) => problem ?? []);
    if (!first || !second) throw new Error("no problem");
    await caller.condition.update({ ...any, id: first.id, note: "Better" });
    await caller.condition.create({ patientId: second.patientId, code: { text: "Cough" } });
    await signedNote(caller, { patientId: second.patientId });
    expect(await caller.sampleData.preview()).toMatchObject({
      patients: 197,
      changed: [{ id: first.patientId }],
      kept: [{ id: second.patientId }],
    });
    expect(await caller.sampleData.remove()).toEqual({ patients: 197, keptPatients: 1 });
    for (const id of ids.filter((each) => each !== second.patientId).slice(0, 5)) {
      await caller.patient.restore({ id });
      expect(await counts(id)).toBe(0);
    }
    // Patients stay removed for good, even restored ones.
    expect((await caller.sampleData.invented()).patientIds).toEqual(expect.arrayContaining(ids));
  });

  it("fills no gap of a real patient by a merge, and keeps who has the data of one's own, by several merges, too", async () => {
    const { caller } = await createSample();
    const [first, second] = (await caller.sampleData.invented()).patientIds.map((id) => asId<PatientId>(id));
    const invented = (await caller.patient.list({ limit: 100 })).items.find((each) => each.phoneNumber);
    if (!first || !second || !invented) throw new Error("no sample");
    const real = await caller.patient.create(own);
    const pair = { keepId: real.id, mergedId: invented.id, ...both };
    const unfilled = await caller.patient.merge(pair);
    expect(unfilled.filledFields).toEqual([]);
    await caller.patient.unmerge({ mergeId: unfilled.id });
    const asked = await caller.patient.merge({ ...pair, take: ["phoneNumber"] });
    expect(asked.patient).toMatchObject({ phoneNumber: invented.phoneNumber });
    await caller.patient.unmerge({ mergeId: asked.id });
    const problem = await caller.condition.create({ patientId: real.id, code: { text: "Epilepsy" } });
    await caller.patient.merge({ keepId: first, mergedId: real.id, ...both });
    await caller.patient.merge({ keepId: second, mergedId: first, ...both });
    const { kept } = await caller.sampleData.preview();
    expect(kept.map(({ id }) => id)).toEqual([second]);
    await caller.sampleData.remove();
    expect(await caller.condition.byId({ id: problem.id })).toMatchObject({ patientId: second });
  });

  it("is removed with its appointments and their versions, and with what no other appointment needs", async () => {
    const { caller, added } = await createSample();
    expect(added.appointments).toBeGreaterThan(200);
    const { id: practiceId } = await caller.practice.mine();
    const rowsIn = async (table: string) => {
      const { count } = await api.database.reader.execute(
        sql`select from ${sql.identifier(table)} where practice_id = ${practiceId}`,
      );
      return count;
    };
    const tables = ["appointment", "visit_type", "room", "opening_hours"];
    const counts = () => Promise.all(tables.map(rowsIn));
    expect((await counts()).slice(1)).toEqual([6, 5, 12]);
    const [sample] = (await caller.patient.list({ limit: 1 })).items;
    const { items: types } = await caller.visitType.list();
    const consultation = types.find(({ name }) => name === "Consultation");
    if (!sample || !consultation) throw new Error("no sample");
    const own = { visitTypeId: consultation.id, from: dateInDays(1), to: dateInDays(10) };
    const [slot] = (await caller.appointment.slots(own)).items;
    const owns = await caller.patient.create({ name: "Zora Own", gender: "female", age: 40 });
    const { doctorId, startsAt } = slot ?? { doctorId: asId<never>(""), startsAt: "" };
    const kept = { patientId: owns.id, doctorId, startsAt, visitTypeId: consultation.id };
    const { id } = await caller.appointment.book(kept);
    const [coming] = (await caller.appointment.list({ from: dateInDays(1), status: "booked" })).items.filter(
      (each) => each.id !== id,
    );
    if (!coming) throw new Error("no sample");
    await caller.appointment.cancel({ id: coming.id, ...any, reason: "Ill" });
    const versions = async () =>
      (await api.database.reader.execute(sql`select from record_version where record_id = ${coming.id}`))
        .count;
    expect(await versions()).toBe(1);
    await caller.sampleData.remove();
    expect(await versions()).toBe(0);
    expect(await counts()).toEqual([1, 1, 0, 1]);
    expect(await caller.appointment.byId({ id })).toMatchObject({ visitTypeName: "Consultation" });
    expect((await caller.patient.restore({ id: sample.id })).name).toBe(sample.name);
    expect(await rowsIn("appointment")).toBe(1);
    await erasePerson(api.database, {
      type: "patient",
      id: coming.patientId,
      reason: "Request of 3 May, file 17",
    });
    expect(await versions()).toBe(0);
  });

  it("is removed but for the visit type of a removed patient, who can be restored", async () => {
    const { caller } = await createSample();
    const visitTypeId = (await caller.visitType.list()).items.find(({ name }) => name === "Consultation")?.id;
    if (!visitTypeId) throw new Error("no sample");
    const [slot] = (await caller.appointment.slots({ visitTypeId, from: dateInDays(1), to: dateInDays(10) }))
      .items;
    if (!slot) throw new Error("no slot");
    const { id: patientId } = await caller.patient.create({ name: "Zora Own", gender: "female", age: 40 });
    const { doctorId, startsAt } = slot;
    const { id } = await caller.appointment.book({ patientId, doctorId, startsAt, visitTypeId });
    await caller.appointment.cancel({ id, expectedVersion: "any", reason: "Moved" });
    await caller.patient.remove({ id: patientId, expectedVersion: "any" });
    await caller.sampleData.remove();
    await caller.patient.restore({ id: patientId });
    expect(await caller.appointment.byId({ id })).toMatchObject({ visitTypeName: "Consultation" });
  });

  it("keeps visit types and rooms that were there before", async () => {
    const { caller } = await api.signUp();
    const own = await caller.visitType.create({ name: "consultation", minutes: 25 });
    await caller.room.create({ name: "room 1" });
    await caller.sampleData.add();
    const { items } = await caller.appointment.list({ limit: 200 });
    expect(items.some(({ visitTypeId }) => visitTypeId === own.id)).toBe(true);
    await caller.sampleData.remove();
    expect((await caller.visitType.list()).items).toEqual([own]);
    expect((await caller.room.list()).items.map(({ name }) => name)).toEqual(["room 1"]);
    expect((await caller.appointment.list()).items).toEqual([]);
  });

  it("includes patients who were restored or unmerged since", async () => {
    const { caller } = await createSample();
    const { items } = await caller.patient.removed();
    for (const { record, mergedInto } of items) {
      if (mergedInto === null) await caller.patient.restore({ id: record.id });
      else {
        const [merge] = (await caller.patient.merges({ id: mergedInto })).items;
        if (merge) await caller.patient.unmerge({ mergeId: merge.id });
      }
    }
    expect(await caller.sampleData.remove()).toEqual({ patients: 200, keptPatients: 0 });
    expect((await caller.patient.list()).items).toEqual([]);
    // The sample can be added again.
    expect(await caller.sampleData.add()).toMatchObject({ patients: 198 });
  });

  it("shares its doctors with all practices, and removes them with the last one", async () => {
    await api.database.reader.execute(sql`delete from assignment where doctor_id in
      (select doctor_id from doctor_external_id where system = 'sample')`);
    await api.database.reader.execute(sql`update encounter set appointment_id = null`);
    await api.database.reader.execute(sql`delete from appointment`);
    const [one, other] = [await createSample(), await createSample()];
    expect(await sampleDoctorsIn()).toBe(12);
    await one.caller.sampleData.remove();
    expect(await sampleDoctorsIn()).toBe(12);
    expect(await patientsOf(other)).toHaveLength(198);
    await other.caller.sampleData.remove();
    expect(await sampleDoctorsIn()).toBe(0);
  });

  it("is added while another practice adds its own", async () => {
    const [first, second] = [await api.signUp(), await api.signUp()];
    await first.caller.sampleData.add();
    await api.database.transaction(async (tx) => {
      await shareSampling(tx);
      expect(await second.caller.sampleData.add()).toMatchObject({ doctors: expect.any(Number) });
    });
  });

  it("is added and removed by many practices at once", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => api.signUp()));
    await Promise.all(people.map(({ caller }) => caller.sampleData.add()));
    const calls = people.map(({ caller }, index) =>
      index % 2 === 0 ? caller.sampleData.remove() : caller.patient.list({ limit: 200 }),
    );
    expect(await tally(calls)).toEqual({ ok: 8 });
  });
});
