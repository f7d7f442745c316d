import { asId, type PatientId, type UploadId } from "@caretype/core/kernel/field/ids";
import type { Role } from "@caretype/core/kernel/permissions/permissions";
import { schema } from "@caretype/db";
import { syntheaColumns, syntheaFiles } from "@caretype/import/source/synthea/columns";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
const inUtc = { timeZone: "UTC" };
const female = { gender: "female" } as const;

type Owner = Awaited<ReturnType<typeof api.signUp>>;

async function addAt({ account, caller }: Owner, instants: readonly (string | undefined)[]) {
  const { id: practiceId } = await caller.practice.mine();
  const rows = instants.map((instant = "", at) => ({
    practiceId,
    id: asId<PatientId>(uuidv7({ msecs: Date.parse(instant) })),
    createdBy: account.id,
    ...female,
    name: `Number ${at}`,
    firstName: "Number",
    lastName: String(at),
  }));
  await reader.insert(schema.patient).values(rows);
}

/** Months in UTC, by the database's clock. */
async function monthBounds() {
  const [row] = await reader.execute<Record<"last" | "current" | "soFar", string>>(sql`
    select to_char(last, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last,
      to_char(current, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as current,
      to_char(least(last + (here - current), current), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "soFar"
    from (select now() at time zone 'UTC' as here, date_trunc('month', now() at time zone 'UTC') as current,
      date_trunc('month', now() at time zone 'UTC') - interval '1 month' as last) as months`);
  if (!row) throw new Error("no row");
  return row;
}
const shifted = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

describe("statistics", () => {
  it("leave connections for searches, however many practices count at once", async () => {
    const practices = await Promise.all([1, 2, 3, 4, 5].map(() => api.signUp()));
    const [searching, ...counting] = practices;
    const counted = await api.database.transaction(async (tx) => {
      await tx.execute(sql`lock table visit_type in access exclusive mode`);
      const overviews = counting.map(({ caller }) => caller.statistics.overview(inUtc));
      for (let search = 0; search < 30; search++)
        expect(await searching?.caller.patient.list({ q: "nobody" })).toMatchObject({ items: [] });
      return { overviews };
    });
    await expect(Promise.all(counted.overviews)).resolves.toHaveLength(4);
  });
});

describe("the overview of a practice", () => {
  it("is empty for a new practice", async () => {
    const { caller } = await api.signUp();
    const none = { addedThisMonth: 0, addedLastMonth: 0, addedLastMonthSoFar: 0 };
    expect(await caller.statistics.overview(inUtc)).toEqual({
      tasks: {
        unassignedPatients: 0,
        possibleDuplicates: { pairs: 0, compared: 200, isComplete: true },
        invitations: 0,
        imports: { waiting: 0, withProblems: 0 },
      },
      patients: { total: 0, ...none },
      doctors: { withPatients: 0, withNewPatients: 0 },
      assignments: { total: 0, ...none },
      setUp: { hasPatient: false, hasDoctor: false, hasSchedule: false, hasColleague: false },
      patientsChangedAt: null,
    });
  });

  it("compares this month with the last one, and with the same part of it", async () => {
    const owner = await api.signUp();
    const { last, current, soFar } = await monthBounds();
    await addAt(owner, [shifted(last, -1), last, shifted(current, -1), current]);
    const { patients } = await owner.caller.statistics.overview(inUtc);
    // At the end of a month as long as the previous one, "so far" may include its last millisecond.
    const isWhole = soFar === current;
    expect(patients).toEqual({
      total: 4,
      addedThisMonth: 1,
      addedLastMonth: 2,
      addedLastMonthSoFar: isWhole ? 2 : 1,
    });
  });

  it("rejects an unknown time zone", async () => {
    const { caller } = await api.signUp();
    expect((await failureOf(caller.statistics.overview({ timeZone: "Mars/Olympus" }))).code).toBe(
      "INVALID_INPUT",
    );
  });

  it("counts the patients that the filter for unassigned ones lists", async () => {
    const { caller } = await api.signUp();
    const add = (name: string) => caller.patient.create({ name, ...female });
    const [ann, bea, cy] = [await add("Ann Lee"), await add("Bea Ito"), await add("Cy Roe")];
    const doctor = await caller.doctor.create({ name: "Sam Okafor" });
    const other = await caller.doctor.create({ name: "Kim Okafor" });
    const pair = await caller.assignment.create({ patientId: ann.id, doctorId: doctor.id });
    await caller.assignment.create({ patientId: ann.id, doctorId: other.id });
    const idsOf = async (more = {}) =>
      (await caller.patient.list({ unassigned: true, ...more })).items.map(({ id }) => id);
    const counted = async () => {
      const { tasks, doctors, assignments } = await caller.statistics.overview(inUtc);
      return [tasks.unassignedPatients, doctors.withPatients, doctors.withNewPatients, assignments.total];
    };
    expect(await idsOf()).toEqual([cy.id, bea.id]);
    expect(await counted()).toEqual([2, 2, 2, 2]);
    expect(await idsOf({ sort: "name" })).toEqual([bea.id, cy.id]);
    expect(await idsOf({ q: "roe", sort: "relevance" })).toEqual([cy.id]);
    expect(await idsOf({ q: "lee", sort: "relevance" })).toEqual([]);
    expect(await idsOf({ gender: "male" })).toEqual([]);
    const { items, nextCursor } = await caller.patient.list({ unassigned: true, limit: 1 });
    expect(items).toEqual([cy]);
    expect(await idsOf({ cursor: nextCursor })).toEqual([bea.id]);
    // The other doctor remains.
    await caller.assignment.remove({ id: pair.id, expectedVersion: 1 });
    expect(await counted()).toEqual([2, 1, 1, 1]);
    expect(
      (await failureOf(caller.patient.list({ unassigned: true, doctorId: doctor.id }))).details.errors,
    ).toEqual({ unassigned: ["Cannot be combined with `doctorId`"] });
  });

  it("counts open invitations, and uploads that were checked but not run", async () => {
    const owner = await api.signUp();
    const { caller, account } = owner;
    const { id: practiceId } = await caller.practice.mine();
    await caller.invitation.create({ email: `${crypto.randomUUID()}@example.org`, role: "viewer" });
    const upload = (state: (typeof schema.importUpload.$inferInsert)["state"], total: number | null) => ({
      practiceId,
      id: asId<UploadId>(uuidv7()),
      format: "table" as const,
      records: "patient" as const,
      files: [],
      createdBy: account.id,
      state,
      expiresAt: sql`now() + interval '1 hour'`,
      problems: total === null ? null : { total, first: [] },
    });
    await reader
      .insert(schema.importUpload)
      .values([
        upload("checked", 0),
        upload("checked", 3),
        upload("failed", null),
        upload("uploading", null),
        upload("done", 0),
        { ...upload("checked", 5), expiresAt: sql`now() - interval '1 second'` },
      ]);
    const { tasks, setUp } = await caller.statistics.overview(inUtc);
    expect(tasks).toMatchObject({ invitations: 1, imports: { waiting: 3, withProblems: 1 } });
    expect(setUp.hasColleague).toBe(true);
  });

  it("counts waiting clinical uploads only for those who may read such records", async () => {
    const { caller } = await api.signUp();
    const permissions = [
      "import:run",
      "import:read",
      "patient:read",
      "doctor:read",
      "assignment:read",
      "statistics:read",
    ] as const;
    const { key } = await caller.apiKey.create({ name: "Import", permissions: [...permissions] });
    const files = syntheaFiles.map((file) => ({ file, columns: [...syntheaColumns[file].required] }));
    const { id } = await caller.import.begin({ format: "synthea", files });
    await reader.execute(sql`update import_upload set state = 'failed' where id = ${id}`);
    const waiting = async (one: typeof caller) =>
      (await one.statistics.overview(inUtc)).tasks.imports?.waiting;
    expect(await waiting(caller)).toBe(1);
    expect(await waiting(api.callerWith({ accessToken: key }))).toBe(0);
  });

  it("knows a practice's doctors and colleagues", async () => {
    const owner = await api.signUp();
    const stranger = await api.signUp();
    await stranger.caller.doctor.create({ name: "Kim Okafor" });
    const nothing = { hasPatient: false, hasDoctor: false, hasSchedule: false, hasColleague: false };
    const setUp = async () => (await owner.caller.statistics.overview(inUtc)).setUp;
    expect(await setUp()).toEqual(nothing);
    const { id: doctorId } = await owner.caller.doctor.create({ name: "Sam Okafor" });
    await owner.caller.patient.create({ name: "Ann Lee", ...female });
    await makeColleague(api, owner, "viewer");
    const people = { hasPatient: true, hasDoctor: true, hasColleague: true };
    expect(await setUp()).toEqual({ ...people, hasSchedule: false });
    await owner.caller.openingHours.set({
      doctorId,
      expectedVersion: 1,
      weekly: [{ weekday: 1, opens: "09:00", closes: "17:00" }],
    });
    expect(await setUp()).toEqual({ ...people, hasSchedule: false });
    await owner.caller.visitType.create({ name: "Check-up", minutes: 20 });
    expect(await setUp()).toEqual({ ...people, hasSchedule: true });
  });

  it("shows each role only what it may act on", async () => {
    const owner = await api.signUp();
    const tasksOf = async (role: Role) => {
      const { caller } = await makeColleague(api, owner, role);
      const { tasks } = await caller.statistics.overview(inUtc);
      return Object.entries(tasks).flatMap(([name, value]) => (value === null ? [name] : []));
    };
    expect(await tasksOf("clinician")).toEqual(["invitations"]);
    // A person who may merge sees both charts.
    expect(await tasksOf("reception")).toEqual(["possibleDuplicates", "invitations", "imports"]);
    expect(await tasksOf("viewer")).toEqual(["possibleDuplicates", "invitations", "imports"]);
    const { key } = await owner.caller.apiKey.create({
      name: "Wall",
      permissions: ["statistics:read", "doctor:read"],
    });
    const wall = api.callerWith({ accessToken: key });
    expect((await wall.statistics.overview(inUtc)).tasks).toEqual({
      unassignedPatients: null,
      possibleDuplicates: null,
      invitations: null,
      imports: null,
    });
  });

  it("does not reveal changes of medical histories", async () => {
    const owner = await api.signUp();
    const { id } = await owner.caller.patient.create({ name: "Ann Lee", ...female });
    const { caller: reception } = await makeColleague(api, owner, "reception");
    const changedAt = async (caller: Owner["caller"]) =>
      (await caller.statistics.overview(inUtc)).patientsChangedAt;
    const before = await changedAt(reception);
    expect(await changedAt(owner.caller)).toBe(before);
    await owner.caller.patient.update({ id, expectedVersion: 1, medicalHistory: "Migraine" });
    expect(await changedAt(reception)).toBe(before);
    expect(await changedAt(owner.caller)).not.toBe(before);
  });
});
