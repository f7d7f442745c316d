import type { SessionId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { schema } from "@caretype/db";
import { cases } from "@caretype/test-api/all-cases";
import { callerByPath } from "@caretype/test-api/caller";
import { nothing, unknownId } from "@caretype/test-api/case";
import { failureOf } from "@caretype/test-api/failure";
import { createFullFixture, createUnknownFixture } from "@caretype/test-api/fixture";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { procedures } from "@caretype/test-api/procedures";
import { stableAnswer } from "@caretype/test-api/stable-answer";
import { createTestApi } from "@caretype/test-api/support";
import { makeStaffAccount } from "@caretype/test-database";
import { describe, expect, it } from "vitest";
import { createRowReader } from "./stored-rows.ts";

const api = await createTestApi();
const stranger = await api.signUp();
const asStranger = callerByPath(stranger.caller);
const asAnonymous = callerByPath(api.anonymous);
const withForgedToken = callerByPath(api.callerWith({ accessToken: "not.a.token" }));

const unknown = createUnknownFixture(api, stranger);

const guarded = procedures.filter(({ guard }) => guard?.kind === "protected");
const separate = guarded.flatMap(({ path, type }) => {
  const { foreign, probe, input, without = {} } = cases.get(path) ?? {};
  if (foreign === undefined || typeof foreign === "object") return [];
  return [{ path, type, foreign, without, probe: probe ?? input ?? nothing }];
});
type Separate = (typeof separate)[number];
const queries = separate.filter(({ type }) => type === "query");
const mutations = separate.filter(({ type }) => type === "mutation");
const unseenQueries = queries.filter(({ foreign }) => foreign === "unseen");

/** Returns the answers by procedure, without and with ids. */
async function view(call: ReturnType<typeof callerByPath>, rows: typeof queries, fixture: Fixture) {
  const answers: Record<string, unknown> = {};
  for (const { path, foreign, probe, without } of rows) {
    if (foreign === "unseen") {
      const answer = await call(path, without).catch((cause: unknown) => {
        throw new Error(`${path} needs \`without\` in its row: an input that names no records.`, { cause });
      });
      answers[path] = stableAnswer(answer);
    }
    // A list filtered by another practice's patient is empty.
    const asked = call(path, await probe(fixture));
    answers[`${path} with ids`] = stableAnswer(await asked.catch((cause: unknown) => `${cause}`));
  }
  return answers;
}

// Adds the specialization of the owner's doctor to the directory. Only its count is private to a practice.
await stranger.caller.doctor.create({ name: "Cy Roe", specialization: "PED" });
// All practices share the doctors of sample data.
await (await api.signUp()).caller.sampleData.add();
const before = await view(asStranger, unseenQueries, unknown);
const owner = await createFullFixture(api);
const asOwner = callerByPath(owner.caller);

const staff = await api.signUpStaff();
// Before the break-glass access, which shows the account's current name to the practice.
await callerByPath(staff.caller)("account.update", await cases.get("account.update")?.input?.(owner));

/** Creates a new session with a second factor, because the previous call may have ended both. */
async function asStaff() {
  const [accountId, sessionId] = [staff.account.id, newId<SessionId>()];
  const { reader } = api.database;
  await reader.insert(schema.session).values({ id: sessionId, accountId });
  await makeStaffAccount(reader, accountId);
  const accessToken = await api.services.tokens.issueAccess({ accountId, sessionId });
  return callerByPath(api.callerWith({ accessToken }));
}

const staffView = await asStaff();
const staffBefore = await view(staffView, unseenQueries, unknown);
const patientId = owner.patient;
await staff.caller.staff.breakGlass({ patientId, reason: "Called by the hospital" });
const staffAfter = [
  await view(staffView, unseenQueries, unknown),
  await view(staffView, unseenQueries, owner),
];

// Some rows write what others read.
for (const { probe } of queries) await probe(owner);
const ownersView = await view(asOwner, queries, owner);
const ownersRows = await createRowReader(api, owner);

async function failure(call: Promise<unknown>) {
  const { code, message, details } = await failureOf(call);
  return { code, message, details };
}

/** Calls `onAction` when a fixture function is accessed, because these write records. */
const watched = (fixture: Fixture, onAction: () => void): Fixture =>
  new Proxy(fixture, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === "function") onAction();
      return value;
    },
  });

async function expectRefusals({ path, probe, foreign }: Separate) {
  const input = await probe(owner);
  const callers = { "another practice": asStranger, staff: await asStaff() };
  for (const [who, call] of Object.entries(callers)) {
    const refusal = await failure(call(path, input));
    expect.soft(refusal, `${path} by ${who}`).toMatchObject({ code: foreign });
    const unknownRefusal = await failure(call(path, await probe(unknown)));
    expect.soft(unknownRefusal, `${path} by ${who}, with unknown ids`).toEqual(refusal);
  }
}

let lastRows: Awaited<ReturnType<typeof ownersRows>> | undefined;

async function expectNoChanges({ path, probe }: Separate) {
  const onAction = () => {
    lastRows = undefined;
  };
  const input = await probe(watched(owner, onAction));
  const rowsBefore = lastRows ?? (await ownersRows());
  // With new sessions, because the call may end its own.
  const callers = { "another practice": callerByPath((await api.signUp()).caller), staff: await asStaff() };
  for (const call of Object.values(callers)) await call(path, input).catch(() => undefined);
  lastRows = await ownersRows();
  expect(lastRows, `${path} by ${Object.keys(callers).join(" or ")}`).toEqual(rowsBefore);
}

it("another practice is invisible in all answers", async () => {
  expect(await view(asStranger, unseenQueries, unknown)).toEqual(before);
  expect(await view(asStranger, unseenQueries, owner)).toEqual(before);
});

describe.each(guarded)("$path", ({ path }) => {
  it("refuses callers without a token, and other practices and staff like an unknown id", async () => {
    const callers = { "no token": asAnonymous, "a forged token": withForgedToken };
    for (const [what, call] of Object.entries(callers))
      expect
        .soft(await failure(call(path, {})), `${path} with ${what}`)
        .toMatchObject({ code: "UNAUTHENTICATED" });
    const row = separate.find((each) => each.path === path);
    if (row && row.foreign !== "unseen") await expectRefusals(row);
  });
});

// After all refusals, because these calls may change the caller's practice.
describe.each(mutations)("$path", (row) => {
  it("changes nothing in another practice", () => expectNoChanges(row));
});

describe("another practice", () => {
  it("has a row for every procedure, open exactly for public ones", () => {
    expect([...cases.keys()].toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
    const open = [...cases].filter(([, { foreign }]) => foreign === "open").map(([path]) => path);
    const unguarded = procedures.filter(({ guard }) => guard?.kind === "public").map(({ path }) => path);
    expect(open.toSorted()).toEqual(unguarded.toSorted());
  });

  it("gets the same answers after all of them", async () => {
    expect(await view(asOwner, queries, owner)).toEqual(ownersView);
  });

  it("keeps its assignments secret if they block the removal of a doctor", async () => {
    // The stranger may change the doctor, but does not see the assignments.
    const free = await stranger.caller.doctor.create({ name: "Cy Roe" });
    const third = await api.signUp();
    const foreignPatient = await third.caller.patient.create({ name: "Ann Lee", gender: "female" });
    await third.caller.assignment.create({ patientId: foreignPatient.id, doctorId: free.id });
    const answer = await failure(stranger.caller.doctor.remove({ id: free.id, expectedVersion: "any" }));
    expect(answer).toMatchObject({
      code: "DOCTOR_HAS_ASSIGNMENTS",
      details: { blockedBy: [], blockedByTotal: 0, blockedElsewhere: true },
    });
  });

  it("is excluded from the workload of doctors", async () => {
    const [own, others] = await Promise.all(
      [owner, stranger].map(({ caller }) => caller.doctor.workload({ ids: [owner.doctor] })),
    );
    expect(own?.items).toMatchObject([{ doctorId: owner.doctor, patients: 1 }]);
    expect(others?.items).toMatchObject([{ doctorId: owner.doctor, patients: 0 }]);
  });
});

/** Queries whose path contains a patient's id. */
const ofPatient = procedures.filter(
  ({ type, meta: { rest } }) =>
    type === "query" &&
    rest !== undefined &&
    [rest.line, ...(rest.also ?? [])].some((line) => line.includes("/patients/{patientId}/")),
);

describe("at the address of a patient", () => {
  it.each(ofPatient.map(({ path }) => path))("%s knows no patient of another practice", async (path) => {
    const more = path === "chart.trend" ? { code: "8867-4" } : {};
    for (const id of [patientId, unknownId, stranger.account.id])
      expect(await failure(asStranger(path, { ...more, patientId: id }))).toMatchObject({
        code: "PATIENT_NOT_FOUND",
        details: {},
      });
    const { id } = await stranger.caller.patient.create({ name: "Ann Lee", gender: "female" });
    expect(await asStranger(path, { ...more, patientId: id })).toBeTypeOf("object");
  });
});

describe("for staff with access to one patient, a practice", () => {
  it("is inaccessible except for that patient", async () => {
    const call = await asStaff();
    expect(await call("staff.patient", { patientId })).toMatchObject({ patient: { id: patientId } });
    const others = [owner.removedPatient, owner.mergedPatient, owner.other, unknownId];
    for (const id of others) {
      expect(await failure(call("staff.patient", { patientId: id }))).toMatchObject({
        code: "PATIENT_NOT_FOUND",
      });
    }
  });

  it("is invisible in all other answers", () => {
    for (const after of staffAfter) expect(after).toEqual(staffBefore);
  });
});
