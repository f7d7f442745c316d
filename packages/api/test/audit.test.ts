import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { cases } from "@caretype/test-api/all-cases";
import { entryOf } from "@caretype/test-api/audit-entries";
import { callerByPath } from "@caretype/test-api/caller";
import { failureOf } from "@caretype/test-api/failure";
import {
  createFixture as createFixtureFor,
  createFullFixture,
  fixtureSecrets,
} from "@caretype/test-api/fixture";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { procedures, type WalkedProcedure } from "@caretype/test-api/procedures";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { createStaffAccount } from "../src/index.ts";

const api = await createTestApi();
const { reader } = api.database;
const address = "192.0.2.7";

/** Names and credentials, which no entry may contain. */
const secrets = [...fixtureSecrets, "correct horse battery"];

const createFixture = () => createFixtureFor(api);

/** Calls with a new request id, to find the audit entry. */
function callAs(accessToken: string | null) {
  const requestId = uuidv7();
  return { requestId, call: callerByPath(api.callerWith({ accessToken, requestId, address })) };
}

it("has a case for exactly every procedure", () => {
  expect([...cases.keys()].toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});

/** Staff procedures have a separate test. */
const nonStaffProcedures = procedures.filter(({ path }) => !path.startsWith("staff."));

async function expectEntry({ path, guard }: WalkedProcedure, fixture: Fixture) {
  const { input, entry: difference = {}, subjects } = cases.get(path) ?? { subjects: () => [] };
  const isOpen = guard?.kind === "public";
  const { requestId, call } = callAs(isOpen ? null : fixture.access);
  const answer = await call(path, await input?.(fixture));
  const { at, id, subjectIds, sessionId, ...entry } = await entryOf(reader, requestId);
  const answerId = String(Reflect.get(Object(answer), "id"));
  const idle = difference.unchanged ? ", unchanged" : "";
  const mark = difference.mark ? `, ${await difference.mark(fixture, answerId)}` : "";
  const isNew = ["account.register", "account.confirmRegistration"].includes(path);
  const somebody = isNew ? answerId : fixture.account.id;
  expect(entry).toEqual({
    practiceId: (await difference.practice?.(fixture, answerId)) ?? (isOpen ? noPractice : fixture.practice),
    accountId: difference.from === "nobody" ? null : somebody,
    action: path,
    outcome: "ok",
    basis: guard?.kind === "protected" ? `owner ${guard.permission}${mark}${idle}` : null,
    address,
    requestId,
    clientRequestId: null,
  });
  expect((subjectIds ?? []).toSorted()).toEqual((await subjects(fixture, answerId)).toSorted());
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  // Includes a session that began with the call.
  expect(sessionId === null).toBe(difference.from !== undefined);
}

/** Queries share a fixture. They run first, before other tests add newer doctors to the directory. */
const shared = await createFullFixture(api);

describe.each(nonStaffProcedures.filter(({ type }) => type === "query"))("$path", (procedure) => {
  it("writes one complete entry", () => expectEntry(procedure, shared));
});

/** The fixture of the last mutation. Creating one takes longer than a call. */
let used: Fixture | undefined;

describe.each(nonStaffProcedures.filter(({ type }) => type === "mutation"))("$path", (procedure) => {
  it("writes one complete entry", async () => {
    used ??= await createFixture();
    await expectEntry(procedure, used).catch(async () => {
      // Earlier mutations may have consumed a record or the session that this one needs.
      used = await createFixture();
      await expectEntry(procedure, used);
    });
  });
});

/** A public procedure without an input cannot be refused. */
const refusing = procedures.filter(({ guard, input }) => guard?.kind !== "public" || input !== undefined);

describe.each(refusing)("$path", ({ path }) => {
  it("writes one entry for a refused call", async () => {
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
  it("names the requested record and the caller", async () => {
    const [{ access, account, practice }, { patient }] = await Promise.all([
      createFixture(),
      createFixture(),
    ]);
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

  it("names the records that the error discloses", async () => {
    const { access, patient, doctor, assignment } = await createFixture();
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

  it("names only the ids of a refused input", async () => {
    const { access, patient, doctor } = await createFixture();
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

  it("names patient and doctor of an assignment whose restoration or lookup fails", async () => {
    const fixture = await createFixture();
    const { caller, access, assignment, patient, doctor } = fixture;
    const subjectsOf = async (path: string, input: object, code: string) => {
      const { requestId, call } = callAs(access);
      expect((await failureOf(call(path, input))).code).toBe(code);
      return (await entryOf(reader, requestId)).subjectIds?.toSorted();
    };
    const all = [assignment, patient, doctor].toSorted();
    const id = { id: assignment };
    const gone = { id: fixture.removedAssignment };
    const ofGone = [fixture.removedAssignment, fixture.other, fixture.free].toSorted();
    expect(await subjectsOf("assignment.diff", { ...id, from: 9 }, "VERSION_NOT_FOUND")).toEqual(all);
    expect(
      await subjectsOf("assignment.asOf", { ...id, at: "2001-01-01T00:00:00Z" }, "NOT_THERE_THEN"),
    ).toEqual(all);
    expect(await subjectsOf("assignment.diff", { ...gone, from: 9 }, "VERSION_NOT_FOUND")).toEqual(ofGone);
    await caller.doctor.remove({ id: fixture.free, expectedVersion: "any" });
    expect(await subjectsOf("assignment.restore", gone, "RESTORE_BLOCKED")).toEqual(ofGone);
  });

  it("names the assignments that an unmerge moves back and restores", async () => {
    const { caller, access, patient, other, doctor, free } = await createFixture();
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

  it("is recorded with the missing permission and the requested record", async () => {
    const { access, account, patient } = await createFixture();
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
    // A call with an invalid field must still appear in the access report.
    const odd = callAs(access);
    expect((await failureOf(odd.call("patient.remove", { id: patient, x: 1 }))).code).toBe(
      "PERMISSION_DENIED",
    );
    expect(await entryOf(reader, odd.requestId)).toMatchObject({ subjectIds: [patient] });
  });

  it("is recorded outside the rolled back mutation", async () => {
    const { access, patient, doctor } = await createFixture();
    const { requestId, call } = callAs(access);
    const again = { patientId: patient, doctorId: doctor };
    expect((await failureOf(call("assignment.create", again))).code).toBe("ALREADY_ASSIGNED");
    const { outcome, subjectIds } = await entryOf(reader, requestId);
    expect([outcome, subjectIds?.toSorted()]).toEqual(["ALREADY_ASSIGNED", [patient, doctor].toSorted()]);
  });
});

describe("an anonymous call", () => {
  it("names the account of a sign-in attempt, if it exists", async () => {
    const { email, account } = await createFixture();
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

  it("is recorded as refused if it reuses a refresh token, with the session that this ends", async () => {
    const { refresh, account } = await createFixture();
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

it("records the creation of a staff account on the command line", async () => {
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

it("has no entries if turned off", async () => {
  const off = await createTestApi({ audit: "off, to measure its cost" });
  const { caller } = await off.signUp();
  await caller.patient.list();
  const [count] = await off.database.reader.execute(sql`select count(*) as count from audit_entry`);
  expect(count).toEqual({ count: 0 });
});

it("contains neither record data nor credentials", async () => {
  const fixture = await createFixture();
  const forged = `${fixture.access}forged`;
  await failureOf(callAs(forged).call("patient.byId", { id: fixture.patient }));
  await failureOf(callAs(null).call("account.refresh", { refresh: `${fixture.refresh}forged` }));
  const rows = await reader.execute<{ row: string }>(
    sql`select entry::text as row from audit_entry as entry`,
  );
  const text = rows.map(({ row }) => row).join("\n");
  expect(rows.length).toBeGreaterThan(100);
  for (const secret of [...secrets, fixture.email, fixture.access, fixture.refresh])
    expect(text).not.toContain(secret);
});
