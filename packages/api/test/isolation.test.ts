import { schema } from "@caretype/db";
import { noteStaff } from "@caretype/db/testing";
import { describe, expect, it } from "vitest";
import { cases } from "../src/cases.ts";
import type { SessionId } from "../src/field/ids.ts";
import { newId } from "../src/field/new-id.ts";
import { nothing, unknownId } from "../src/testing/case.ts";
import type { World } from "../src/testing/world.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";
import { makeFullWorld, makeUnknownWorld } from "./world.ts";

const api = await createTestApi();
const stranger = await api.signUp();
const asStranger = callerByPath(stranger.caller);
const asAnonymous = callerByPath(api.anonymous);
const asForger = callerByPath(api.callerWith({ accessToken: "not.a.token" }));

const unknown = makeUnknownWorld(api, stranger);

const guarded = procedures.filter(({ guard }) => guard?.kind === "protected");
const separate = guarded.flatMap(({ path, type }) => {
  const { foreign, probe, input, without = {} } = cases.get(path) ?? {};
  if (foreign === undefined || typeof foreign === "object") return [];
  return [{ path, type, foreign, without, probe: probe ?? input ?? nothing }];
});
const queries = separate.filter(({ type }) => type === "query");
const mutations = separate.filter(({ type }) => type === "mutation");
const refused = separate.filter(({ foreign }) => foreign !== "unseen");
const unseenQueries = queries.filter(({ foreign }) => foreign === "unseen");

/** When a session was seen last moves on by itself. */
const still = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null), (name, value) => (name === "lastSeenAt" ? null : value));

/** What a caller is answered without and with ids, by procedure. */
async function view(call: ReturnType<typeof callerByPath>, rows: typeof queries, world: World) {
  const answers: Record<string, unknown> = {};
  for (const { path, foreign, probe, without } of rows) {
    if (foreign === "unseen") answers[path] = still(await call(path, without));
    answers[`${path} with ids`] = still(await call(path, await probe(world)));
  }
  return answers;
}

// The directory then has the specialization of the owner's doctor: only how often it is used belongs to a practice.
await stranger.caller.doctor.create({ name: "Cy Roe", specialization: "PED" });
const before = await view(asStranger, unseenQueries, unknown);
const owner = await makeFullWorld(api);
const asOwner = callerByPath(owner.caller);

const staff = await api.signUpStaff();
// Before it breaks the glass: the practice is told by which staff, and by the name that they have now.
await callerByPath(staff.caller)("account.update", await cases.get("account.update")?.input?.(owner));

/** In a session of its own, and with a second factor again, as the call before may have ended both. */
async function asStaff() {
  const [accountId, sessionId] = [staff.account.id, newId<SessionId>()];
  const { reader } = api.database;
  await reader.insert(schema.session).values({ id: sessionId, accountId });
  await noteStaff(reader, accountId);
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

const ownersView = await view(asOwner, queries, owner);

async function failure(call: Promise<unknown>) {
  const { code, message, details } = await failureOf(call);
  return { code, message, details };
}

describe("without a valid token", () => {
  it.each(guarded)("$path is refused", async ({ path }) => {
    for (const call of [asAnonymous(path, {}), asForger(path, {})]) {
      expect(await failure(call)).toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });
});

describe("another practice", () => {
  it("has a row for every procedure, which is open where the procedure is, and nowhere else", () => {
    expect([...cases.keys()].toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
    const open = [...cases].filter(([, { foreign }]) => foreign === "open").map(([path]) => path);
    const unguarded = procedures.filter(({ guard }) => guard?.kind === "public").map(({ path }) => path);
    expect(open.toSorted()).toEqual(unguarded.toSorted());
  });

  it("is not to be seen in any answer", async () => {
    expect(await view(asStranger, unseenQueries, unknown)).toEqual(before);
    expect(await view(asStranger, unseenQueries, owner)).toEqual(before);
  });

  it.each(refused)("$path answers $foreign, as to an unknown id", async ({ path, probe, foreign }) => {
    const refusal = await failure(asStranger(path, await probe(owner)));
    expect(refusal).toMatchObject({ code: foreign });
    expect(refusal).toEqual(await failure(asStranger(path, await probe(unknown))));
  });

  it.each(mutations)("$path changes nothing there", async ({ path, probe }) => {
    // Of an account of its own, as the call may end its session.
    const { caller } = await api.signUp();
    await callerByPath(caller)(path, await probe(owner)).catch(() => undefined);
    expect(await view(asOwner, queries, owner)).toEqual(ownersView);
  });

  it("does not name its assignments when they keep a doctor from being removed", async () => {
    // Who may change the doctor, but has nothing to do with their assignments.
    const free = await stranger.caller.doctor.create({ name: "Cy Roe" });
    const third = await api.signUp();
    const theirs = await third.caller.patient.create({ name: "Ann Lee", gender: "female" });
    await third.caller.assignment.create({ patientId: theirs.id, doctorId: free.id });
    const answer = await failure(stranger.caller.doctor.remove({ id: free.id, expectedVersion: "any" }));
    expect(answer).toMatchObject({
      code: "DOCTOR_HAS_ASSIGNMENTS",
      details: { blockedBy: [], blockedByTotal: 0, blockedElsewhere: true },
    });
  });

  it("does not count for how many patients doctors have", async () => {
    const [own, others] = await Promise.all(
      [owner, stranger].map(({ caller }) => caller.doctor.workload({ ids: [owner.doctor] })),
    );
    expect(own?.items).toMatchObject([{ doctorId: owner.doctor, patients: 1 }]);
    expect(others?.items).toMatchObject([{ doctorId: owner.doctor, patients: 0 }]);
  });
});

describe("to a staff account that may read one of its patients, a practice", () => {
  it("is closed, but for that one", async () => {
    const call = await asStaff();
    expect(await call("staff.patient", { patientId })).toMatchObject({ patient: { id: patientId } });
    const others = [owner.removedPatient, owner.mergedPatient, owner.other, unknownId];
    for (const id of others) {
      expect(await failure(call("staff.patient", { patientId: id }))).toMatchObject({
        code: "PATIENT_NOT_FOUND",
      });
    }
  });

  it("is not to be seen in any other answer", () => {
    for (const after of staffAfter) expect(after).toEqual(staffBefore);
  });

  it.each(refused)("answers $path with $foreign, as to an unknown id", async ({ path, probe, foreign }) => {
    const call = await asStaff();
    const refusal = await failure(call(path, await probe(owner)));
    expect(refusal).toMatchObject({ code: foreign });
    expect(refusal).toEqual(await failure(call(path, await probe(unknown))));
  });

  it.each(mutations)("is not changed by $path", async ({ path, probe }) => {
    const call = await asStaff();
    await call(path, await probe(owner)).catch(() => undefined);
    expect(await view(asOwner, queries, owner)).toEqual(ownersView);
    expect(await (await asStaff())("staff.patient", { patientId })).toMatchObject({
      patient: { id: patientId },
    });
  });
});
