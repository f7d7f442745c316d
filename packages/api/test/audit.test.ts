import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { cases } from "../src/cases.ts";
import { noPractice } from "../src/field/no-practice.ts";
import { createStaffAccount } from "../src/index.ts";
import type { World } from "../src/testing/world.ts";
import { entryOf } from "./audit-entries.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { procedures, type WalkedProcedure } from "./procedures.ts";
import { createTestApi } from "./support.ts";
import { makeFullWorld, makeWorld as makeWorldOf, secretsOfWorld } from "./world.ts";

const api = await createTestApi();
const { reader } = api.database;
const address = "192.0.2.7";

/** Values that are in no entry: what patients and their doctors are called, and what opens doors. */
const secrets = [...secretsOfWorld, "correct horse battery"];

const makeWorld = () => makeWorldOf(api);

/** Calls with a request id of its own, under which the entry is found. */
function callAs(accessToken: string | null) {
  const requestId = uuidv7();
  return { requestId, call: callerByPath(api.callerWith({ accessToken, requestId, address })) };
}

it("has a case for every procedure, and no other", () => {
  expect([...cases.keys()].toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});

/** Those of staff are called in a test of their own. */
const ofEverybody = procedures.filter(({ path }) => !path.startsWith("staff."));

async function expectEntry({ path, guard }: WalkedProcedure, world: World) {
  const { input, entry: difference = {}, subjects } = cases.get(path) ?? { subjects: () => [] };
  const isOpen = guard?.kind === "public";
  const { requestId, call } = callAs(isOpen ? null : world.access);
  const answer = await call(path, await input?.(world));
  const { at, id, subjectIds, sessionId, ...entry } = await entryOf(reader, requestId);
  const made = String(Reflect.get(Object(answer), "id"));
  const idle = difference.unchanged ? ", unchanged" : "";
  const isNew = ["account.register", "account.confirmRegistration"].includes(path);
  const somebody = isNew ? made : world.account.id;
  expect(entry).toEqual({
    practiceId: (await difference.practice?.(world, made)) ?? (isOpen ? noPractice : world.practice),
    accountId: difference.from === "nobody" ? null : somebody,
    action: path,
    outcome: "ok",
    basis: guard?.kind === "protected" ? `owner ${guard.permission}${idle}` : null,
    address,
    requestId,
    clientRequestId: null,
  });
  expect((subjectIds ?? []).toSorted()).toEqual((await subjects(world, made)).toSorted());
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  // Also of a session that began with the call.
  expect(sessionId === null).toBe(difference.from !== undefined);
}

/** Queries share a world. They come first, as the directory then has no newer doctors. */
const shared = await makeFullWorld(api);

describe.each(ofEverybody.filter(({ type }) => type === "query"))("$path", (procedure) => {
  it("writes one entry: who, where, what, on whom, why", () => expectEntry(procedure, shared));
});

describe.each(ofEverybody.filter(({ type }) => type === "mutation"))("$path", (procedure) => {
  it("writes one entry: who, where, what, on whom, why", async () => {
    await expectEntry(procedure, await makeWorld());
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
      keepId: patient,
      expectedVersion: 1,
      mergedId: other,
      mergedExpectedVersion: "any",
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
