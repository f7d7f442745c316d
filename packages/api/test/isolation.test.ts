import { schema } from "@caretype/db";
import { noteImport, noteMerge, noteStaff } from "@caretype/db/testing";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../src/index.ts";
import { callerByPath } from "./caller.ts";
import { invite, makeColleague } from "./colleague.ts";
import { failureOf } from "./failure.ts";
import { importRows } from "./isolation-cases/import.ts";
import { memberRows } from "./isolation-cases/member.ts";
import { sessionRows } from "./isolation-cases/session.ts";
import { staffRows } from "./isolation-cases/staff.ts";
import { addPasskey } from "./passkeys.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";
import { upload } from "./uploads.ts";

type Ids = {
  patientId: string;
  doctorId: string;
  assignmentId: string;
  removedId: string;
  removedAssignmentId: string;
  importId: string;
  uploadId: string;
  mergeId: string;
  passkeyId: string;
  sessionId: string;
  apiKeyId: string;
  memberId: string;
  invitationId: string;
  invitationToken: string;
};
type Input = (ids: Ids) => Record<string, unknown>;
type Row =
  /** Another practice's ids get this error, the same as unknown ones. */
  | { input: Input; foreign: ErrorCode; without?: never }
  /**
   * The answer says nothing of another practice, with or without its ids; a mutation changes nothing there. `without`:
   * what is asked for without ids, where that is not everything.
   */
  | { input: Input; foreign: "unseen"; without?: Record<string, unknown> }
  /** What belongs to all practices, and why. */
  | { shared: string };

const nothing: Input = () => ({});
const inZurich = () => ({ timeZone: "Europe/Zurich" });
/** To come, and so answered as now. */
const someday = "2999-01-01T00:00:00Z";
const ownName = { name: "Taken Over" };
const directory = { shared: "the directory of doctors is one for all" };

/** A row for every procedure that needs a permission. A new one without a row fails below. */
const matrix: Record<string, Row> = {
  "account.me": { input: nothing, foreign: "unseen" },
  "account.update": { input: () => ownName, foreign: "unseen" },
  "account.logout": { input: nothing, foreign: "unseen" },
  "account.logoutEverywhere": { input: nothing, foreign: "unseen" },
  "account.requestVerification": { input: nothing, foreign: "unseen" },
  "account.changePassword": {
    input: () => ({ currentPassword: "correct horse battery", newPassword: "nine lives of a lamp" }),
    foreign: "unseen",
  },
  "account.requestEmailChange": {
    input: () => ({ newEmail: "taken.over@example.org", currentPassword: "correct horse battery" }),
    foreign: "unseen",
  },
  "account.reauthenticate": { input: () => ({ password: "correct horse battery" }), foreign: "unseen" },
  "secondFactor.status": { input: nothing, foreign: "unseen" },
  "secondFactor.setUp": { input: nothing, foreign: "unseen" },
  "secondFactor.confirm": { input: () => ({ code: "123456" }), foreign: "unseen" },
  "secondFactor.remove": { input: nothing, foreign: "unseen" },
  "secondFactor.renewRecoveryCodes": { input: nothing, foreign: "unseen" },
  "passkey.registrationOptions": { input: nothing, foreign: "unseen" },
  "passkey.register": { input: () => ({ challenge: "x", name: "Taken Over" }), foreign: "unseen" },
  "passkey.list": { input: nothing, foreign: "unseen" },
  "passkey.rename": {
    input: ({ passkeyId }) => ({ id: passkeyId, name: "Taken Over" }),
    foreign: "PASSKEY_NOT_FOUND",
  },
  "passkey.remove": { input: ({ passkeyId }) => ({ id: passkeyId }), foreign: "PASSKEY_NOT_FOUND" },
  "passkey.reauthenticationOptions": { input: nothing, foreign: "unseen" },
  "practice.mine": { input: nothing, foreign: "unseen" },
  "practice.update": { input: () => ({ name: "Taken Over", expectedVersion: "any" }), foreign: "unseen" },
  "practice.updateSecondFactor": {
    input: () => ({ secondFactor: "optional", graceDays: 30, expectedVersion: "any" }),
    foreign: "unseen",
  },
  "patient.list": { input: ({ doctorId }) => ({ doctorId }), foreign: "unseen" },
  "patient.byId": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.create": { input: () => ({ name: "Bea Ito", gender: "other" }), foreign: "unseen" },
  "patient.update": {
    input: ({ patientId }) => ({ id: patientId, expectedVersion: "any", name: "Taken Over" }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.remove": {
    input: ({ patientId }) => ({ id: patientId, expectedVersion: "any" }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.duplicates": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.merge": {
    input: ({ patientId }) => ({
      ...{ keepId: patientId, expectedVersion: "any" },
      ...{ mergedId: "0198c0de-0000-7000-8000-000000000001", mergedExpectedVersion: "any" },
    }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.unmerge": { input: ({ mergeId }) => ({ mergeId }), foreign: "MERGE_NOT_FOUND" },
  "patient.merges": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.removed": { input: nothing, foreign: "unseen" },
  "patient.restore": { input: ({ removedId }) => ({ id: removedId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.history": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.asOf": {
    input: ({ patientId }) => ({ id: patientId, at: someday }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.diff": { input: ({ patientId }) => ({ id: patientId, from: 1 }), foreign: "PATIENT_NOT_FOUND" },
  "patient.revert": {
    input: ({ patientId }) => ({ id: patientId, version: 1, expectedVersion: "any" }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.doctors": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  ...importRows,
  "doctor.list": directory,
  "doctor.byId": directory,
  "doctor.workload": {
    shared: "which doctors there are is the directory's; a test below is of their numbers",
  },
  "doctor.specializations": { input: nothing, foreign: "unseen" },
  "doctor.mayChange": directory,
  "doctor.create": directory,
  "doctor.update": directory,
  "doctor.remove": directory,
  "doctor.removed": directory,
  "doctor.restore": directory,
  "doctor.history": directory,
  "doctor.asOf": directory,
  "doctor.diff": directory,
  "doctor.revert": directory,
  "assignment.list": { input: ({ patientId }) => ({ patientId }), foreign: "unseen" },
  "assignment.listForPatient": { input: ({ patientId }) => ({ patientId }), foreign: "PATIENT_NOT_FOUND" },
  "assignment.byId": { input: ({ assignmentId }) => ({ id: assignmentId }), foreign: "ASSIGNMENT_NOT_FOUND" },
  "assignment.lookup": { input: ({ patientId }) => ({ id: patientId }), foreign: "ASSIGNMENT_NOT_FOUND" },
  "assignment.create": {
    input: ({ patientId, doctorId }) => ({ patientId, doctorId }),
    foreign: "PATIENT_OR_DOCTOR_NOT_FOUND",
  },
  "assignment.update": {
    input: ({ assignmentId }) => ({ id: assignmentId, expectedVersion: "any", reasonForVisit: "taken over" }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.remove": {
    input: ({ assignmentId }) => ({ id: assignmentId, expectedVersion: "any" }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.removed": { input: ({ removedId }) => ({ patientId: removedId }), foreign: "unseen" },
  "assignment.restore": {
    input: ({ removedAssignmentId }) => ({ id: removedAssignmentId }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.history": {
    input: ({ assignmentId }) => ({ id: assignmentId }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.asOf": {
    input: ({ assignmentId }) => ({ id: assignmentId, at: someday }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.diff": {
    input: ({ assignmentId }) => ({ id: assignmentId, from: 1 }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.revert": {
    input: ({ assignmentId }) => ({ id: assignmentId, version: 1, expectedVersion: "any" }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.removePair": {
    input: ({ patientId, doctorId }) => ({ patientId, doctorId, expectedVersion: "any" }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "statistics.patientGrowth": { input: inZurich, foreign: "unseen", without: inZurich() },
  "statistics.patientGroups": { input: nothing, foreign: "unseen" },
  "statistics.doctorLoad": { input: nothing, foreign: "unseen" },
  "statistics.today": { input: inZurich, foreign: "unseen", without: inZurich() },
  // Of entries that these tests themselves do not make more of.
  "audit.list": {
    input: ({ patientId }) => ({ subjectId: patientId, action: "patient.create" }),
    foreign: "unseen",
    without: { action: "patient.create" },
  },
  "audit.accessReport": {
    input: ({ patientId }) => ({ patientId, until: assignment.assignedAt }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "audit.breakGlass": { input: nothing, foreign: "unseen" },
  ...staffRows,
  ...memberRows,
  ...sessionRows,
};

const api = await createTestApi();
const [owner, stranger] = await Promise.all([api.signUp(), api.signUp()]);
const asOwner = callerByPath(owner.caller);
const asStranger = callerByPath(stranger.caller);
const asAnonymous = callerByPath(api.anonymous);
const asForger = callerByPath(api.callerWith({ accessToken: "not.a.token" }));

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const unknownIds: Ids = {
  patientId: unknownId,
  doctorId: unknownId,
  assignmentId: unknownId,
  removedId: unknownId,
  removedAssignmentId: unknownId,
  importId: unknownId,
  uploadId: unknownId,
  mergeId: unknownId,
  passkeyId: "AAAA",
  sessionId: unknownId,
  apiKeyId: unknownId,
  memberId: unknownId,
  invitationId: unknownId,
  invitationToken: api.services.linkTokens.random(),
};

const guarded = procedures.filter(({ guard }) => guard?.kind === "protected");
const separate = guarded.flatMap(({ path, type }) => {
  const row = matrix[path];
  return row && "input" in row ? [{ path, type, ...row }] : [];
});
const queries = separate.filter(({ type }) => type === "query");
const unseenQueries = queries.filter(({ foreign }) => foreign === "unseen");

/** When a session was seen last moves on by itself. */
const still = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer ?? null), (name, value) => (name === "lastSeenAt" ? null : value));

/** What a caller is answered without and with ids, by procedure. */
async function view(call: ReturnType<typeof callerByPath>, rows: typeof queries, ids: Ids) {
  const answers: Record<string, unknown> = {};
  for (const { path, input, without = {} } of rows) {
    if (unseenQueries.some((row) => row.path === path)) answers[path] = still(await call(path, without));
    answers[`${path} with ids`] = still(await call(path, input(ids)));
  }
  return answers;
}

const before = await view(asStranger, unseenQueries, unknownIds);
const patient = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
const doctor = await owner.caller.doctor.create({ name: "Bo Ray" });
const assignment = await owner.caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
const imported = await owner.caller.patient.create({ name: "Ann Imported", gender: "female" });
const removed = await owner.caller.patient.create({ name: "Ann Gone", gender: "female" });
const { id: removedAssignmentId } = await owner.caller.assignment.create({
  patientId: removed.id,
  doctorId: doctor.id,
});
await owner.caller.assignment.remove({ id: removedAssignmentId, expectedVersion: "any" });
await owner.caller.patient.remove({ id: removed.id, expectedVersion: "any" });
const apiKey = await owner.caller.apiKey.create({ name: "Lab sync", permissions: ["patient:read"] });
const { access: otherAccess } = await api.anonymous.account.login({
  email: owner.email,
  password: owner.password,
});
const member = await makeColleague(api, owner, "viewer");
const invited = await invite(api, owner, { email: "someone.else@example.org", role: "owner" });
const ownersIds: Ids = {
  patientId: patient.id,
  doctorId: doctor.id,
  assignmentId: assignment.id,
  removedId: removed.id,
  removedAssignmentId,
  importId: await noteImport(api.database.reader, owner.account.id, imported.id),
  uploadId: await upload(owner.caller),
  mergeId: await noteMerge(api.database.reader, patient.id, removed.id),
  sessionId: (await api.services.tokens.verifyAccess(otherAccess)).sessionId,
  apiKeyId: apiKey.id,
  passkeyId: (await addPasskey(owner.caller)).id,
  memberId: member.id,
  invitationId: invited.id,
  invitationToken: invited.token,
};

const staff = await api.signUpStaff();
// Before it breaks the glass: the practice is told by which staff, and by the name that they have now.
await staff.caller.account.update(ownName);

/** In a session of its own, and with a second factor again, as the call before may have ended both. */
async function asStaff() {
  const [accountId, sessionId] = [staff.account.id, uuidv7()];
  const { reader } = api.database;
  await reader.insert(schema.session).values({ id: sessionId, accountId });
  await noteStaff(reader, accountId);
  const accessToken = await api.services.tokens.issueAccess({ accountId, sessionId });
  return callerByPath(api.callerWith({ accessToken }));
}

const staffView = await asStaff();
const staffBefore = await view(staffView, unseenQueries, unknownIds);
const patientId = patient.id;
await staff.caller.staff.breakGlass({ patientId, reason: "Called by the hospital" });
const staffAfter = [
  await view(staffView, unseenQueries, unknownIds),
  await view(staffView, unseenQueries, ownersIds),
];

const ownersView = await view(asOwner, queries, ownersIds);

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
  it("has a row for every procedure that needs a permission, and no other", () => {
    expect(Object.keys(matrix).toSorted()).toEqual(guarded.map(({ path }) => path).toSorted());
  });

  it("is not to be seen in any answer", async () => {
    expect(await view(asStranger, unseenQueries, unknownIds)).toEqual(before);
    expect(await view(asStranger, unseenQueries, ownersIds)).toEqual(before);
  });

  it.each(separate.filter(({ foreign }) => foreign !== "unseen"))(
    "$path answers $foreign, as to an unknown id",
    async ({ path, input, foreign }) => {
      const refusal = await failure(asStranger(path, input(ownersIds)));
      expect(refusal).toMatchObject({ code: foreign });
      expect(refusal).toEqual(await failure(asStranger(path, input(unknownIds))));
    },
  );

  it.each(separate.filter(({ type }) => type === "mutation"))(
    "$path changes nothing there",
    async ({ path, input }) => {
      // Of an account of its own, as the call may end its session.
      const { caller } = await api.signUp();
      await callerByPath(caller)(path, input(ownersIds)).catch(() => undefined);
      expect(await view(asOwner, queries, ownersIds)).toEqual(ownersView);
    },
  );

  it("does not name its assignments when they keep a doctor from being removed", async () => {
    // Who may change the doctor, but has nothing to do with their assignments.
    const free = await stranger.caller.doctor.create({ name: "Cy Roe" });
    const third = await api.signUp();
    const theirs = await third.caller.patient.create({ name: "Ann Lee", gender: "female" });
    await third.caller.assignment.create({ patientId: theirs.id, doctorId: free.id });
    const refused = await failure(stranger.caller.doctor.remove({ id: free.id, expectedVersion: "any" }));
    expect(refused).toMatchObject({
      code: "DOCTOR_HAS_ASSIGNMENTS",
      details: { blockedBy: [], blockedByTotal: 0, blockedElsewhere: true },
    });
  });

  it("does not count for how many patients doctors have", async () => {
    const [own, others] = await Promise.all(
      [owner, stranger].map(({ caller }) => caller.doctor.workload({ ids: [doctor.id] })),
    );
    expect(own?.items).toMatchObject([{ doctorId: doctor.id, patients: 1 }]);
    expect(others?.items).toMatchObject([{ doctorId: doctor.id, patients: 0 }]);
  });
});

describe("to a staff account that may read one of its patients, a practice", () => {
  it("is closed, but for that one", async () => {
    const call = await asStaff();
    expect(await call("staff.patient", { patientId })).toMatchObject({ patient: { id: patientId } });
    const others = [removed.id, imported.id, unknownId];
    for (const id of others) {
      expect(await failure(call("staff.patient", { patientId: id }))).toMatchObject({
        code: "PATIENT_NOT_FOUND",
      });
    }
  });

  it("is not to be seen in any other answer", () => {
    for (const after of staffAfter) expect(after).toEqual(staffBefore);
  });

  it.each(separate.filter(({ foreign }) => foreign !== "unseen"))(
    "answers $path with $foreign, as to an unknown id",
    async ({ path, input, foreign }) => {
      const call = await asStaff();
      const refusal = await failure(call(path, input(ownersIds)));
      expect(refusal).toMatchObject({ code: foreign });
      expect(refusal).toEqual(await failure(call(path, input(unknownIds))));
    },
  );

  it.each(separate.filter(({ type }) => type === "mutation"))(
    "is not changed by $path",
    async ({ path, input }) => {
      const call = await asStaff();
      await call(path, input(ownersIds)).catch(() => undefined);
      expect(await view(asOwner, queries, ownersIds)).toEqual(ownersView);
      expect(await (await asStaff())("staff.patient", { patientId })).toMatchObject({
        patient: { id: patientId },
      });
    },
  );
});
