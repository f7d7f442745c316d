import { noteImport, noteMerge } from "@caretype/db/testing";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { noPractice } from "../src/field/no-practice.ts";
import { createStaffAccount } from "../src/index.ts";
import { importCases } from "./audit-cases/import.ts";
import { mailedLinkCases } from "./audit-cases/mailed-links.ts";
import { memberCases } from "./audit-cases/member.ts";
import { passkeyCases } from "./audit-cases/passkey.ts";
import { secondFactorCases } from "./audit-cases/second-factor.ts";
import { sessionCases } from "./audit-cases/session.ts";
import { staffCases } from "./audit-cases/staff.ts";
import { entryOf } from "./audit-entries.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";

const api = await createTestApi();
const { reader } = api.database;
const address = "192.0.2.7";

/** Values that are in no entry: what patients and their doctors are called, and what opens doors. */
const secrets = [
  "Zelda",
  "Quux",
  "zelda@example.org",
  "+49 30 5550199",
  "Palpitations",
  "correct horse battery",
];

async function makeWorld() {
  const owner = await api.signUp();
  const patient = await owner.caller.patient.create({
    name: "Zelda Quux",
    gender: "female",
    email: "zelda@example.org",
    phoneNumber: "+49 30 5550199",
  });
  const other = await owner.caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const doctor = await owner.caller.doctor.create({ name: "Quux Zelda" });
  const free = await owner.caller.doctor.create({ name: "Quux Zelda" });
  const pair = { patientId: patient.id, doctorId: doctor.id };
  const assignment = await owner.caller.assignment.create({ ...pair, reasonForVisit: "Palpitations" });
  const practice = await owner.caller.practice.mine();
  const removed = await makeRemoved(owner.caller, { patientId: other.id, doctorId: free.id });
  return {
    ...removed,
    // Of a patient who is removed already: what an undoing removes is in entries of its own.
    importId: await noteImport(reader, owner.account.id, removed.removedPatient),
    mergeId: await noteMerge(reader, patient.id, removed.mergedPatient),
    ...owner,
    practice: practice.id,
    patient: patient.id,
    other: other.id,
    doctor: doctor.id,
    free: free.id,
    assignment: assignment.id,
  };
}

/** A patient, a doctor and an assignment that were removed. */
async function makeRemoved(
  caller: Awaited<ReturnType<typeof api.signUp>>["caller"],
  pair: { patientId: string; doctorId: string },
) {
  const patient = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const merged = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
  await caller.patient.remove({ id: merged.id, expectedVersion: 1 });
  const doctor = await caller.doctor.create({ name: "Quux Zelda" });
  const assignment = await caller.assignment.create(pair);
  await caller.assignment.remove({ id: assignment.id, expectedVersion: 1 });
  await caller.doctor.remove({ id: doctor.id, expectedVersion: 1 });
  await caller.patient.remove({ id: patient.id, expectedVersion: 1 });
  return {
    ...{ removedPatient: patient.id, removedDoctor: doctor.id, removedAssignment: assignment.id },
    mergedPatient: merged.id,
  };
}

type World = Awaited<ReturnType<typeof makeWorld>>;
type Case = {
  /** What it asks for is so already. */
  changesNothing?: true;
  /** What has to be there first, it may make. */
  input?: (world: World) => object | undefined | Promise<object | undefined>;
  /** Where nobody is named, or nobody is signed in, by what nobody has to be signed in for. */
  from?: "nobody" | "no session";
  /** In whose audit it is. Default: the caller's, or nobody's where nobody has to be signed in. */
  practice?: (world: World, made: string) => string;
  /** Whom and what the entry has to name; `made` is the id in the answer. */
  subjects: (world: World, made: string) => string[];
};

const assigned = ({ assignment, patient, doctor }: World) => [assignment, patient, doctor];
const wasAssigned = ({ removedAssignment, other, free }: World) => [removedAssignment, other, free];
const self = ({ account }: World) => [account.id];

/** A call that succeeds, for each procedure. A new one without a row fails below. */
const cases: Record<string, Case> = {
  ...importCases,
  "account.register": {
    input: () => ({ email: `${uuidv7()}@example.org`, password: "correct horse battery" }),
    subjects: (_, made) => [made],
  },
  "account.login": { input: ({ email, password }) => ({ email, password }), subjects: self },
  "account.refresh": { input: ({ refresh }) => ({ refresh }), subjects: self },
  "account.me": { subjects: self },
  "account.update": { input: () => ({ name: "Quux" }), subjects: self },
  "account.logout": { subjects: () => [] },
  "account.logoutEverywhere": { subjects: () => [] },
  ...passkeyCases,
  ...secondFactorCases,
  ...memberCases(api),
  ...mailedLinkCases(api),
  ...sessionCases,
  "practice.mine": { subjects: ({ practice }) => [practice] },
  "practice.updateSecondFactor": {
    input: () => ({ secondFactor: "optional", graceDays: 30, expectedVersion: "any" }),
    subjects: ({ practice }) => [practice],
  },
  "practice.update": {
    input: () => ({ name: "Quux", expectedVersion: "any" }),
    subjects: ({ practice }) => [practice],
  },
  "patient.list": { subjects: ({ patient, other }) => [patient, other] },
  "patient.byId": { input: ({ patient }) => ({ id: patient }), subjects: ({ patient }) => [patient] },
  "patient.create": {
    input: () => ({ name: "Zelda Quux", gender: "other" }),
    subjects: (_, made) => [made],
  },
  "patient.update": {
    input: ({ patient }) => ({ id: patient, expectedVersion: "any", name: "Quux" }),
    subjects: ({ patient }) => [patient],
  },
  "patient.remove": {
    input: ({ other }) => ({ id: other, expectedVersion: "any" }),
    subjects: ({ other }) => [other],
  },
  "patient.duplicates": { input: ({ patient }) => ({ id: patient }), subjects: ({ patient }) => [patient] },
  "patient.merge": {
    input: ({ patient, other }) => ({
      ...{ keepId: patient, expectedVersion: 1, mergedId: other, mergedExpectedVersion: "any" },
    }),
    subjects: ({ patient, other }, made) => [patient, other, made],
  },
  "patient.unmerge": {
    input: ({ mergeId }) => ({ mergeId }),
    subjects: ({ mergeId, patient, mergedPatient }) => [mergeId, patient, mergedPatient],
  },
  "patient.merges": {
    input: ({ patient }) => ({ id: patient }),
    subjects: ({ mergeId, patient, mergedPatient }) => [mergeId, patient, mergedPatient],
  },
  "patient.removed": {
    subjects: ({ removedPatient, mergedPatient, patient }) => [removedPatient, mergedPatient, patient],
  },
  "patient.restore": {
    input: ({ removedPatient }) => ({ id: removedPatient }),
    subjects: ({ removedPatient }) => [removedPatient],
  },
  "patient.history": { input: ({ patient }) => ({ id: patient }), subjects: ({ patient }) => [patient] },
  "patient.asOf": {
    input: ({ patient }) => ({ id: patient, at: "2999-01-01T00:00:00Z" }),
    subjects: ({ patient }) => [patient],
  },
  "patient.diff": {
    input: ({ patient }) => ({ id: patient, from: 1 }),
    subjects: ({ patient }) => [patient],
  },
  "patient.revert": {
    changesNothing: true,
    input: ({ patient }) => ({ id: patient, version: 1, expectedVersion: "any" }),
    subjects: ({ patient }) => [patient],
  },
  "patient.doctors": {
    input: ({ patient }) => ({ id: patient }),
    subjects: ({ patient, doctor }) => [patient, doctor],
  },
  "doctor.list": {
    input: () => ({ limit: 2, sort: "newest" }),
    subjects: ({ doctor, free }) => [doctor, free],
  },
  "doctor.byId": { input: ({ doctor }) => ({ id: doctor }), subjects: ({ doctor }) => [doctor] },
  "doctor.workload": {
    input: ({ doctor, free }) => ({ ids: [doctor, free] }),
    subjects: ({ doctor, free }) => [doctor, free],
  },
  "doctor.specializations": { subjects: () => [] },
  "doctor.mayChange": { input: ({ doctor }) => ({ id: doctor }), subjects: ({ doctor }) => [doctor] },
  "doctor.create": { input: () => ({ name: "Quux Zelda" }), subjects: (_, made) => [made] },
  "doctor.update": {
    input: ({ doctor }) => ({ id: doctor, expectedVersion: "any", contactInfo: "Zelda" }),
    subjects: ({ doctor }) => [doctor],
  },
  "doctor.remove": {
    input: ({ free }) => ({ id: free, expectedVersion: "any" }),
    subjects: ({ free }) => [free],
  },
  "doctor.removed": {
    input: () => ({ limit: 1 }),
    subjects: ({ removedDoctor }) => [removedDoctor],
  },
  "doctor.restore": {
    input: ({ removedDoctor }) => ({ id: removedDoctor }),
    subjects: ({ removedDoctor }) => [removedDoctor],
  },
  "doctor.history": { input: ({ doctor }) => ({ id: doctor }), subjects: ({ doctor }) => [doctor] },
  "doctor.asOf": {
    input: ({ doctor }) => ({ id: doctor, at: "2999-01-01T00:00:00Z" }),
    subjects: ({ doctor }) => [doctor],
  },
  "doctor.diff": {
    input: ({ doctor }) => ({ id: doctor, from: 1 }),
    subjects: ({ doctor }) => [doctor],
  },
  "doctor.revert": {
    changesNothing: true,
    input: ({ doctor }) => ({ id: doctor, version: 1, expectedVersion: "any" }),
    subjects: ({ doctor }) => [doctor],
  },
  "assignment.list": { subjects: assigned },
  "assignment.listForPatient": { input: ({ patient }) => ({ patientId: patient }), subjects: assigned },
  "assignment.byId": { input: ({ assignment }) => ({ id: assignment }), subjects: assigned },
  "assignment.lookup": {
    input: ({ patient }) => ({ id: patient }),
    subjects: ({ patient, doctor }) => [patient, doctor],
  },
  "assignment.create": {
    input: ({ other, doctor }) => ({ patientId: other, doctorId: doctor, reasonForVisit: "Palpitations" }),
    subjects: ({ other, doctor }, made) => [made, other, doctor],
  },
  "assignment.update": {
    input: ({ assignment }) => ({ id: assignment, expectedVersion: "any", reasonForVisit: "Quux" }),
    subjects: assigned,
  },
  "assignment.remove": {
    input: ({ assignment }) => ({ id: assignment, expectedVersion: "any" }),
    subjects: assigned,
  },
  "assignment.removed": { subjects: wasAssigned },
  "assignment.restore": {
    input: ({ removedAssignment }) => ({ id: removedAssignment }),
    subjects: wasAssigned,
  },
  "assignment.history": { input: ({ assignment }) => ({ id: assignment }), subjects: assigned },
  "assignment.asOf": {
    input: ({ assignment }) => ({ id: assignment, at: "2999-01-01T00:00:00Z" }),
    subjects: assigned,
  },
  "assignment.diff": {
    input: ({ assignment }) => ({ id: assignment, from: 1 }),
    subjects: assigned,
  },
  "assignment.revert": {
    changesNothing: true,
    input: ({ assignment }) => ({ id: assignment, version: 1, expectedVersion: "any" }),
    subjects: assigned,
  },
  "assignment.removePair": {
    input: ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor, expectedVersion: "any" }),
    subjects: assigned,
  },
  "statistics.patientGrowth": { input: () => ({ timeZone: "UTC" }), subjects: () => [] },
  "statistics.patientGroups": { subjects: () => [] },
  "statistics.doctorLoad": { subjects: ({ doctor }) => [doctor] },
  "statistics.today": { input: () => ({ timeZone: "UTC" }), subjects: () => [] },
  "audit.list": {
    input: ({ account, patient }) => ({ accountId: account.id, subjectId: patient }),
    subjects: ({ account, patient }) => [account.id, patient],
  },
  "audit.breakGlass": { subjects: () => [] },
  "audit.accessReport": {
    input: ({ patient }) => ({ patientId: patient }),
    // Of whoever was merged into the patient, too.
    subjects: ({ patient, mergedPatient }) => [patient, mergedPatient],
  },
};

/** Calls with a request id of its own, under which the entry is found. */
function callAs(accessToken: string | null) {
  const requestId = uuidv7();
  return { requestId, call: callerByPath(api.callerWith({ accessToken, requestId, address })) };
}

it("has a case for every procedure, and no other", () => {
  const paths = [...Object.keys(cases), ...Object.keys(staffCases)];
  expect(paths.toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});

/** Those of staff are called in a test of their own. */
const ofEverybody = procedures.filter(({ path }) => !path.startsWith("staff."));

describe.each(ofEverybody)("$path", ({ path, guard }) => {
  it("writes one entry: who, where, what, on whom, why", async () => {
    const world = await makeWorld();
    const row: Case = cases[path] ?? { subjects: () => [] };
    const isOpen = guard?.kind === "public";
    const { requestId, call } = callAs(isOpen ? null : world.access);
    const answer = await call(path, await row.input?.(world));
    const { at, id, subjectIds, sessionId, ...entry } = await entryOf(reader, requestId);
    const made = String(Reflect.get(Object(answer), "id"));
    const idle = row.changesNothing ? ", unchanged" : "";
    const isNew = ["account.register", "account.confirmRegistration"].includes(path);
    const somebody = isNew ? made : world.account.id;
    expect(entry).toEqual({
      practiceId: row.practice?.(world, made) ?? (isOpen ? noPractice : world.practice),
      accountId: row.from === "nobody" ? null : somebody,
      action: path,
      outcome: "ok",
      basis: guard?.kind === "protected" ? `owner ${guard.permission}${idle}` : null,
      address,
      requestId,
      clientRequestId: null,
    });
    expect((subjectIds ?? []).toSorted()).toEqual(row.subjects(world, made).toSorted());
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    // Also of a session that began with the call.
    expect(sessionId === null).toBe(row.from !== undefined);
  });
});

/** What anybody may call, and nothing is asked for, refuses nobody. */
const refusing = procedures.filter(({ guard, input }) => guard?.kind !== "public" || input !== undefined);

describe.each(refusing)("$path", ({ path }) => {
  it("writes one entry of a call that is refused", async () => {
    const { requestId, call } = callAs(null);
    const { code } = await failureOf(call(path, { unknown: "Zelda Quux" }));
    const entry = await entryOf(reader, requestId);
    expect(entry).toMatchObject({
      action: path,
      outcome: code,
      practiceId: noPractice,
      accountId: null,
      sessionId: null,
      basis: null,
      subjectIds: null,
    });
  });
});

describe("a call that fails", () => {
  it("names what it asked for, and whom it was from", async () => {
    const [{ access, account, practice }, { patient }] = await Promise.all([makeWorld(), makeWorld()]);
    const { requestId, call } = callAs(access);
    expect((await failureOf(call("patient.byId", { id: patient }))).code).toBe("PATIENT_NOT_FOUND");
    expect(await entryOf(reader, requestId)).toMatchObject({
      outcome: "PATIENT_NOT_FOUND",
      accountId: account.id,
      practiceId: practice,
      subjectIds: [patient],
      basis: "owner patient:read",
    });
  });

  it("names the records that the refusal tells of", async () => {
    const { access, patient, doctor, assignment } = await makeWorld();
    const subjectsOf = async (path: string, input: object, code: string) => {
      const { requestId, call } = callAs(access);
      expect((await failureOf(call(path, input))).code).toBe(code);
      return (await entryOf(reader, requestId)).subjectIds?.toSorted();
    };
    const all = [patient, doctor, assignment].toSorted();
    const any = { expectedVersion: "any" };
    expect(await subjectsOf("patient.remove", { id: patient, ...any }, "PATIENT_HAS_ASSIGNMENTS")).toEqual(
      all,
    );
    expect(await subjectsOf("doctor.remove", { id: doctor, ...any }, "DOCTOR_HAS_ASSIGNMENTS")).toEqual(all);
    expect(
      await subjectsOf("assignment.remove", { id: assignment, expectedVersion: 9 }, "STALE_VERSION"),
    ).toEqual(all);
  });

  it("names the ids of an input that is refused, and nothing else of it", async () => {
    const { access, patient, doctor } = await makeWorld();
    const refused = async (path: string, input: unknown) => {
      const { requestId, call } = callAs(access);
      await failureOf(call(path, input));
      const { outcome, subjectIds } = await entryOf(reader, requestId);
      return [outcome, subjectIds];
    };
    const update = { id: patient.toUpperCase(), expectedVersion: "any", age: "Zelda" };
    expect(await refused("patient.update", update)).toEqual(["INVALID_INPUT", [patient]]);
    const astray = { patientId: "Zelda Quux", doctorId: doctor, reasonForVisit: patient, [patient]: patient };
    expect(await refused("assignment.create", astray)).toEqual(["INVALID_INPUT", [doctor]]);
    expect(await refused("assignment.list", { patientId: patient, limit: -1 })).toEqual([
      "INVALID_INPUT",
      [patient],
    ]);
    expect(await refused("patient.update", [patient])).toEqual(["INVALID_INPUT", null]);
  });

  it("names the patient and the doctor whose assignment cannot be brought back, or is not what was asked for", async () => {
    const world = await makeWorld();
    const { caller, access, assignment, patient, doctor } = world;
    const subjectsOf = async (path: string, input: object, code: string) => {
      const { requestId, call } = callAs(access);
      expect((await failureOf(call(path, input))).code).toBe(code);
      return (await entryOf(reader, requestId)).subjectIds?.toSorted();
    };
    const all = [assignment, patient, doctor].toSorted();
    const id = { id: assignment };
    const gone = { id: world.removedAssignment };
    const ofGone = [world.removedAssignment, world.other, world.free].toSorted();
    expect(await subjectsOf("assignment.diff", { ...id, from: 9 }, "VERSION_NOT_FOUND")).toEqual(all);
    expect(
      await subjectsOf("assignment.asOf", { ...id, at: "2001-01-01T00:00:00Z" }, "NOT_THERE_THEN"),
    ).toEqual(all);
    expect(await subjectsOf("assignment.diff", { ...gone, from: 9 }, "VERSION_NOT_FOUND")).toEqual(ofGone);
    await caller.doctor.remove({ id: world.free, expectedVersion: "any" });
    expect(await subjectsOf("assignment.restore", gone, "RESTORE_BLOCKED")).toEqual(ofGone);
  });

  it("names the assignments that a parting has moved back, and those that it has restored", async () => {
    const { caller, access, patient, other, doctor, free } = await makeWorld();
    const moved = await caller.assignment.create({ patientId: other, doctorId: free });
    const doubled = await caller.assignment.create({ patientId: other, doctorId: doctor });
    const merged = await caller.patient.merge({
      ...{ keepId: patient, expectedVersion: 1, mergedId: other, mergedExpectedVersion: "any" },
    });
    const { requestId, call } = callAs(access);
    await call("patient.unmerge", { mergeId: merged.id });
    expect((await entryOf(reader, requestId)).subjectIds?.toSorted()).toEqual(
      [merged.id, patient, other, moved.id, doubled.id].toSorted(),
    );
  });

  it("is recorded with the permission that its role lacks, and with what it asked for", async () => {
    const { access, account, patient } = await makeWorld();
    await reader.execute(sql`update membership set role = 'viewer' where account_id = ${account.id}`);
    const { requestId, call } = callAs(access);
    api.services.principals.forget({ account: account.id });
    expect((await failureOf(call("patient.remove", { id: patient, expectedVersion: "any" }))).code).toBe(
      "PERMISSION_DENIED",
    );
    expect(await entryOf(reader, requestId)).toMatchObject({
      outcome: "PERMISSION_DENIED",
      basis: "viewer patient:remove",
      subjectIds: [patient],
    });
    const malformed = callAs(access);
    expect((await failureOf(malformed.call("patient.remove", {}))).code).toBe("PERMISSION_DENIED");
    expect(await entryOf(reader, malformed.requestId)).toMatchObject({ subjectIds: null });
    // A snooper does not stay out of the report by a field too many.
    const odd = callAs(access);
    expect((await failureOf(odd.call("patient.remove", { id: patient, x: 1 }))).code).toBe(
      "PERMISSION_DENIED",
    );
    expect(await entryOf(reader, odd.requestId)).toMatchObject({ subjectIds: [patient] });
  });

  it("is recorded apart from the mutation that was rolled back", async () => {
    const { access, patient, doctor } = await makeWorld();
    const { requestId, call } = callAs(access);
    const again = { patientId: patient, doctorId: doctor };
    expect((await failureOf(call("assignment.create", again))).code).toBe("ALREADY_ASSIGNED");
    const { outcome, subjectIds } = await entryOf(reader, requestId);
    expect([outcome, subjectIds?.toSorted()]).toEqual(["ALREADY_ASSIGNED", [patient, doctor].toSorted()]);
  });
});

describe("a call of somebody who is not signed in", () => {
  it("names the account that a password was tried on, and nobody where there is none", async () => {
    const { email, account } = await makeWorld();
    const [known, unknown] = [callAs(null), callAs(null)];
    await failureOf(known.call("account.login", { email, password: "wrong" }));
    await failureOf(unknown.call("account.login", { email: "zelda@example.org", password: "wrong" }));
    const refused = { outcome: "INVALID_CREDENTIALS", basis: null };
    expect(await entryOf(reader, known.requestId)).toMatchObject({
      ...refused,
      accountId: account.id,
      subjectIds: [account.id],
    });
    expect(await entryOf(reader, unknown.requestId)).toMatchObject({ ...refused, accountId: null });
  });

  it("is recorded as refused when it uses a refresh token twice, with the session that this ends", async () => {
    const { refresh, account } = await makeWorld();
    const next = await api.anonymous.account.refresh({ refresh });
    await api.anonymous.account.refresh({ refresh: next.refresh });
    const { requestId, call } = callAs(null);
    expect((await failureOf(call("account.refresh", { refresh }))).code).toBe("INVALID_REFRESH_TOKEN");
    const entry = await entryOf(reader, requestId);
    expect(entry).toMatchObject({ outcome: "INVALID_REFRESH_TOKEN", accountId: account.id });
    const [session] = await reader.execute(
      sql`select ended_at is not null as ended from session where id = ${entry.sessionId}`,
    );
    expect(session).toEqual({ ended: true });
  });
});

it("records a staff account that is made on the command line", async () => {
  const { id } = await createStaffAccount(api.services, {
    email: `${uuidv7()}@example.org`,
    password: "correct horse battery",
  });
  const [entry] = await reader.execute(sql`
    select outcome, basis, account_id, address, subject_ids::text as subjects from audit_entry
    where action = 'admin.create'`);
  expect(entry).toEqual({
    outcome: "ok",
    basis: "command line",
    account_id: null,
    address: null,
    subjects: `{${id}}`,
  });
});

it("is not there at all where it is off", async () => {
  const off = await createTestApi({ audit: "off, to measure its cost" });
  const { caller } = await off.signUp();
  await caller.patient.list();
  const [count] = await off.database.reader.execute(sql`select count(*) as count from audit_entry`);
  expect(count).toEqual({ count: 0 });
});

it("holds nothing of what the records say, and nothing that opens a door", async () => {
  const world = await makeWorld();
  const forged = `${world.access}forged`;
  await failureOf(callAs(forged).call("patient.byId", { id: world.patient }));
  await failureOf(callAs(null).call("account.refresh", { refresh: `${world.refresh}forged` }));
  const rows = await reader.execute<{ row: string }>(
    sql`select entry::text as row from audit_entry as entry`,
  );
  const text = rows.map(({ row }) => row).join("\n");
  expect(rows.length).toBeGreaterThan(100);
  for (const secret of [...secrets, world.email, world.access, world.refresh])
    expect(text).not.toContain(secret);
});
