import { today } from "@caretype/core/kernel/field/day";
import { asId, type DoctorId, type PatientId } from "@caretype/core/kernel/field/ids";
import { schema } from "@caretype/db";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { procedures } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { insertImport, isOnCitus } from "@caretype/test-database";
import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { countedActions } from "./today.ts";

const api = await createTestApi();
const { reader } = api.database;

type Owner = Awaited<ReturnType<typeof api.signUp>>;
const female = { gender: "female" } as const;

/** Adds patients created at these instants. */
async function addAt({ account, caller }: Owner, instants: readonly string[]) {
  const { id: practiceId } = await caller.practice.mine();
  const rows = instants.map((instant) => ({
    practiceId,
    id: asId<PatientId>(uuidv7({ msecs: Date.parse(instant) })),
    createdBy: account.id,
    ...female,
    name: "Ann Lee",
    firstName: "Ann",
    lastName: "Lee",
  }));
  await reader.insert(schema.patient).values(rows);
}

describe("the growth of a practice", () => {
  it("counts patients by month in the caller's time zone, with a running total", async () => {
    const owner = await api.signUp();
    const inApril = ["2024-03-31T22:00:00.000Z", "2024-04-30T21:59:59.999Z"];
    const before = ["2001-01-01T00:00:00Z", "2024-03-31T21:59:59.999Z"];
    await addAt(owner, [...before, ...inApril, "2024-12-31T23:30:00Z"]);
    const growthIn = async (timeZone: string) => {
      const { months } = await owner.caller.statistics.patientGrowth({ timeZone, months: 120 });
      return Object.fromEntries(months.map(({ month, ...numbers }) => [month, numbers]));
    };
    expect(await growthIn("Europe/Zurich")).toMatchObject({
      "2024-02": { added: 0, total: 1 },
      "2024-03": { added: 1, total: 2 },
      "2024-04": { added: 2, total: 4 },
      "2024-05": { added: 0, total: 4 },
      "2025-01": { added: 1, total: 5 },
    });
    expect(await growthIn("UTC")).toMatchObject({
      "2024-03": { added: 2, total: 3 },
      "2024-04": { added: 1, total: 4 },
      "2024-12": { added: 1, total: 5 },
    });
  });

  it("ends with the current month and all current patients", async () => {
    const owner = await api.signUp();
    await addAt(owner, ["2001-01-01T00:00:00Z"]);
    const { id } = await owner.caller.patient.create({ name: "Bea Ito", ...female });
    const growth = () => owner.caller.statistics.patientGrowth({ timeZone: "UTC" });
    const { patients, months } = await growth();
    expect(patients).toBe(2);
    expect(months).toHaveLength(24);
    expect(months.at(-1)).toEqual({ month: today(null).slice(0, 7), added: 1, total: 2 });
    expect(months.map(({ month }) => month)).toEqual(months.map(({ month }) => month).toSorted());
    await owner.caller.patient.remove({ id, expectedVersion: 1 });
    expect(await growth()).toMatchObject({ patients: 1 });
  });

  it.each(["Mars/Olympus", "+01:00", "", "'; drop table patient; --", "x".repeat(65)])(
    "rejects %j, which is not a time zone",
    async (timeZone) => {
      const { caller } = await api.signUp();
      for (const call of [caller.statistics.patientGrowth, caller.statistics.today])
        expect(await failureOf(call({ timeZone }))).toMatchObject({
          code: "INVALID_INPUT",
          details: { errors: { timeZone: [expect.any(String)] } },
        });
    },
  );

  it.each([
    "UTC",
    "europe/zurich",
    "Asia/Calcutta",
    "Asia/Kolkata",
    "America/Argentina/Buenos_Aires",
    "Etc/GMT+3",
  ])("accepts the time zone %s", async (timeZone) => {
    const { caller } = await api.signUp();
    expect(await caller.statistics.patientGrowth({ timeZone, months: 1 })).toMatchObject({ patients: 0 });
  });
});

const yearsAgo = (years: number, days = 0) => {
  const date = new Date(`${today(null)}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCFullYear(date.getUTCFullYear() - years);
  // If that year has no 29 February, use the 28th. The date would roll over to 1 March.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

describe("the groups of a practice's patients", () => {
  it("are counted by age today and by gender", async () => {
    const { caller } = await api.signUp();
    const born: [string | null, "female" | "male" | "other" | "unknown"][] = [
      ...([0, 17] as const).map((age) => [yearsAgo(age), "female"] as [string, "female"]),
      // The day before the birthday.
      [yearsAgo(18, 1), "male"] as [string, "male"],
      [yearsAgo(18), "male"] as [string, "male"],
      [yearsAgo(65), "other"] as [string, "other"],
      [yearsAgo(80), "male"] as [string, "male"],
      [yearsAgo(120), "female"] as [string, "female"],
      [null, "female"] as [null, "female"],
      [null, "unknown"] as [null, "unknown"],
    ];
    for (const [dateOfBirth, gender] of born)
      await caller.patient.create({ name: "Ann Lee", dateOfBirth, gender });
    for (const dateOfBirth of [yearsAgo(70), null])
      await caller.patient.create({ name: "Ann Lee", dateOfBirth, ...female, deceasedOn: yearsAgo(1) });
    expect(await caller.statistics.patientGroups()).toEqual({
      patients: 11,
      groups: [
        { ageGroup: "0-17", female: 2, male: 1, other: 0, unknown: 0, patients: 3 },
        { ageGroup: "18-39", female: 0, male: 1, other: 0, unknown: 0, patients: 1 },
        { ageGroup: "40-64", female: 0, male: 0, other: 0, unknown: 0, patients: 0 },
        { ageGroup: "65-79", female: 0, male: 0, other: 1, unknown: 0, patients: 1 },
        { ageGroup: "80+", female: 1, male: 1, other: 0, unknown: 0, patients: 2 },
        { ageGroup: "unknown", female: 1, male: 0, other: 0, unknown: 1, patients: 2 },
      ],
      deceased: { female: 2, male: 0, other: 0, unknown: 0, patients: 2 },
    });
  });

  it("include empty groups, and exclude other practices' patients", async () => {
    const [{ caller }, other] = [await api.signUp(), await api.signUp()];
    await other.caller.patient.create({ name: "Ann Lee", ...female });
    const { patients, groups } = await caller.statistics.patientGroups();
    expect(patients).toBe(0);
    expect(groups).toHaveLength(6);
  });
});

describe("the load of doctors", () => {
  it("lists the doctors with the most patients of the practice first", async () => {
    const [owner, other] = [await api.signUp(), await api.signUp()];
    const [busy, idle, busyElsewhere] = [
      await owner.caller.doctor.create({ name: "Sam Okafor", specialization: "CARD" }),
      await owner.caller.doctor.create({ name: "Mia Wong" }),
      await owner.caller.doctor.create({ name: "Leo Fry", maxAppointmentsPerDay: 3 }),
    ];
    const assign = async ({ caller }: Owner, doctorIds: DoctorId[]) => {
      const { id: patientId } = await caller.patient.create({ name: "Ann Lee", ...female });
      for (const doctorId of doctorIds) await caller.assignment.create({ patientId, doctorId });
    };
    await assign(owner, [busy.id, busyElsewhere.id]);
    await assign(owner, [busy.id]);
    for (let count = 0; count < 3; count++) await assign(other, [busyElsewhere.id, idle.id]);
    const first = {
      doctorId: busy.id,
      name: "Sam Okafor",
      specializationLabel: "Cardiology",
      patients: 2,
      maxAppointmentsPerDay: 10,
    };
    const second = {
      doctorId: busyElsewhere.id,
      name: "Leo Fry",
      specializationLabel: null,
      patients: 1,
      maxAppointmentsPerDay: 3,
    };
    expect(await owner.caller.statistics.doctorLoad()).toEqual({
      doctorsWithPatients: 2,
      doctors: [first, second],
    });
    expect(await owner.caller.statistics.doctorLoad({ most: 1 })).toEqual({
      doctorsWithPatients: 2,
      doctors: [first],
    });
  });

  it("is empty in a practice without assignments", async () => {
    const { caller } = await api.signUp();
    expect(await caller.statistics.doctorLoad()).toEqual({ doctorsWithPatients: 0, doctors: [] });
  });
});

describe("today", () => {
  const none = { added: 0, changed: 0, removed: 0, restored: 0 };
  const inUtc = { timeZone: "UTC" };

  it("counts changes by kind of record, without reads, refusals and no-ops", async () => {
    const { caller } = await api.signUp();
    const [patient, other] = [
      await caller.patient.create({ name: "Ann Lee", ...female }),
      await caller.patient.create({ name: "Bea Ito", ...female }),
    ];
    const doctor = await caller.doctor.create({ name: "Sam Okafor" });
    const pair = { patientId: patient.id, doctorId: doctor.id };
    const { id } = await caller.assignment.create(pair);
    await failureOf(caller.assignment.create(pair));
    await caller.patient.update({ id: patient.id, expectedVersion: 1, phoneNumber: "030 1" });
    await caller.patient.update({ id: patient.id, expectedVersion: 2, phoneNumber: "030 2" });
    await caller.patient.update({ id: patient.id, expectedVersion: 3, phoneNumber: "030 2" });
    await caller.patient.revert({ id: patient.id, expectedVersion: 3, version: 1 });
    await caller.assignment.update({ id, expectedVersion: 1, reasonForVisit: "Palpitations" });
    await caller.assignment.removePair({ ...pair, expectedVersion: 2 });
    await caller.patient.remove({ id: other.id, expectedVersion: 1 });
    await caller.patient.restore({ id: other.id });
    await caller.patient.merge({
      keepId: patient.id,
      expectedVersion: "any",
      mergedId: other.id,
      mergedExpectedVersion: "any",
    });
    await caller.doctor.remove({ id: doctor.id, expectedVersion: 1 });
    await caller.patient.list();
    expect(await caller.statistics.today(inUtc)).toMatchObject({
      patients: { added: 2, changed: 1, removed: 1, restored: 1 },
      doctors: { ...none, added: 1, removed: 1 },
      assignments: { ...none, added: 1, changed: 1, removed: 1 },
    });
  });

  it("counts a repeated call once, and colleagues' changes in this practice only", async () => {
    const owner = await api.signUp();
    const { caller, ownCaller, access, practice } = await makeColleague(api, owner, "clinician");
    await ownCaller.patient.create({ name: "Ann Elsewhere", ...female });
    await caller.doctor.create({ name: "Sam Okafor" });
    for (let sent = 0; sent < 2; sent++) {
      const idempotency = { keys: ["one-key"], replayed: new Set<number>() };
      const keyed = api.callerWith({ accessToken: access, practice, idempotency });
      await keyed.patient.create({ name: "Ann Lee", ...female });
    }
    expect(await owner.caller.statistics.today(inUtc)).toMatchObject({
      patients: { ...none, added: 1 },
      doctors: { ...none, added: 1 },
    });
  });

  it("says the same to every role, and counts no version of the sample data", async () => {
    const owner = await api.signUp();
    const { caller: reception } = await makeColleague(api, owner, "reception");
    const { caller: clinician } = await makeColleague(api, owner, "clinician");
    await owner.caller.sampleData.add();
    const callers = [owner.caller, clinician, reception];
    const numbers = () =>
      Promise.all(callers.map(async (caller) => (await caller.statistics.today(inUtc)).patients));
    expect(await numbers()).toEqual(callers.map(() => none));
    const { items } = await owner.caller.patient.list({ limit: 2 });
    for (const { id } of items)
      for (const phoneNumber of ["030 1", "030 2"])
        await reception.patient.update({ id, expectedVersion: "any", phoneNumber });
    expect(await numbers()).toEqual(callers.map(() => ({ ...none, changed: 2 })));
  });

  // On Citus, an undo right after an import is queued.
  it.skipIf(isOnCitus())("includes records created by imports and removed by undoing them", async () => {
    const { caller, account } = await api.signUp();
    const patient = await caller.patient.create({ name: "Ann Lee", ...female });
    const importId = await insertImport(reader, account.id, patient.id);
    await insertImport(reader, account.id, patient.id);
    expect(await caller.statistics.today(inUtc)).toMatchObject({ patients: { ...none, added: 3 } });
    await caller.import.undo({ id: importId });
    expect(await caller.statistics.today(inUtc)).toMatchObject({
      patients: { ...none, added: 3, removed: 1 },
      doctors: none,
      assignments: none,
    });
  });

  it.each(["Pacific/Kiritimati", "Europe/Zurich", "Etc/GMT+12"])(
    "begins at midnight in %s",
    async (timeZone) => {
      const { caller, account } = await api.signUp();
      const { since } = await caller.statistics.today({ timeZone });
      const format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" });
      expect(format.format(new Date(since))).toMatch(/ 00:00:00$/);
      const elapsed = Date.now() - Date.parse(since);
      expect(elapsed).toBeGreaterThanOrEqual(0);
      expect(elapsed).toBeLessThan(25 * 60 * 60 * 1000);
      const patient = await caller.patient.create({ name: "Ann Lee", ...female });
      for (const [earlier, added] of [
        ["1 microsecond", 1],
        ["0 seconds", 2],
      ] as const) {
        const { importBatch } = schema;
        const id = await insertImport(reader, account.id, patient.id);
        const importedAt = sql`${since}::timestamptz - ${earlier}::interval`;
        await reader.update(importBatch).set({ importedAt }).where(eq(importBatch.id, id));
        expect((await caller.statistics.today({ timeZone })).patients.added).toBe(added);
      }
    },
  );

  it("covers each procedure that changes a patient, a doctor or an assignment", () => {
    // Marking pairs as different people changes no patient.
    const changing = procedures.filter(
      ({ path, type }) =>
        type === "mutation" && /^(patient|doctor|assignment)\.(?!(?:un)?markDistinct$)/i.test(path),
    );
    expect([...countedActions.keys()]).toEqual(expect.arrayContaining(changing.map(({ path }) => path)));
  });
});

describe("the permission for statistics", () => {
  it("is held by all members, and can be granted to an API key together with doctor:read", async () => {
    const owner = await api.signUp();
    const { caller } = await makeColleague(api, owner, "viewer");
    await expect(caller.statistics.doctorLoad()).resolves.toMatchObject({ doctors: [] });
    const { create } = owner.caller.apiKey;
    expect(
      (await failureOf(create({ name: "Wall", permissions: ["statistics:read"] }))).details.errors,
    ).toEqual({
      permissions: ["Also requires doctor:read"],
    });
    const { key } = await create({ name: "Wall", permissions: ["statistics:read", "doctor:read"] });
    const wall = api.callerWith({ accessToken: key });
    await expect(wall.statistics.patientGroups()).resolves.toMatchObject({ patients: 0 });
  });
});
