import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../src/index.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";

type Ids = { patientId: string; doctorId: string; assignmentId: string };
type Input = (ids: Ids) => Record<string, unknown>;
type Row =
  /** Another practice's ids get this error, the same as unknown ones. */
  | { input: Input; foreign: ErrorCode }
  /** The answer says nothing of another practice, with or without its ids; a mutation changes nothing there. */
  | { input: Input; foreign: "unseen" }
  /** What belongs to all practices, and why. */
  | { shared: string };

const nothing: Input = () => ({});
const directory = { shared: "the directory of doctors is one for all" };

/** A row for every procedure that needs a permission. A new one without a row fails below. */
const matrix: Record<string, Row> = {
  "account.me": { input: nothing, foreign: "unseen" },
  "account.logout": { input: nothing, foreign: "unseen" },
  "account.logoutEverywhere": { input: nothing, foreign: "unseen" },
  "practice.mine": { input: nothing, foreign: "unseen" },
  "practice.update": { input: () => ({ name: "Taken Over" }), foreign: "unseen" },
  "patient.list": { input: ({ doctorId }) => ({ doctorId }), foreign: "unseen" },
  "patient.byId": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.create": { input: () => ({ name: "Bea Ito", gender: "other" }), foreign: "unseen" },
  "patient.update": {
    input: ({ patientId }) => ({ id: patientId, name: "Taken Over" }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.remove": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.doctors": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "doctor.list": directory,
  "doctor.byId": directory,
  "doctor.create": directory,
  "doctor.update": directory,
  "doctor.remove": directory,
  "assignment.list": { input: ({ patientId }) => ({ patientId }), foreign: "unseen" },
  "assignment.listForPatient": { input: ({ patientId }) => ({ patientId }), foreign: "PATIENT_NOT_FOUND" },
  "assignment.byId": { input: ({ assignmentId }) => ({ id: assignmentId }), foreign: "ASSIGNMENT_NOT_FOUND" },
  "assignment.lookup": { input: ({ patientId }) => ({ id: patientId }), foreign: "ASSIGNMENT_NOT_FOUND" },
  "assignment.create": {
    input: ({ patientId, doctorId }) => ({ patientId, doctorId }),
    foreign: "PATIENT_OR_DOCTOR_NOT_FOUND",
  },
  "assignment.update": {
    input: ({ assignmentId }) => ({ id: assignmentId, reasonForVisit: "taken over" }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.remove": {
    input: ({ assignmentId }) => ({ id: assignmentId }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
  "assignment.removePair": {
    input: ({ patientId, doctorId }) => ({ patientId, doctorId }),
    foreign: "ASSIGNMENT_NOT_FOUND",
  },
};

const api = await createTestApi();
const [owner, stranger] = await Promise.all([api.signUp(), api.signUp()]);
const asOwner = callerByPath(owner.caller);
const asStranger = callerByPath(stranger.caller);
const asAnonymous = callerByPath(api.anonymous);
const asForger = callerByPath(api.callerWith({ accessToken: "not.a.token" }));

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const unknownIds: Ids = { patientId: unknownId, doctorId: unknownId, assignmentId: unknownId };

const guarded = procedures.filter(({ guard }) => guard?.kind === "permit");
const separate = guarded.flatMap(({ path, type }) => {
  const row = matrix[path];
  return row && "input" in row ? [{ path, type, ...row }] : [];
});
const queries = separate.filter(({ type }) => type === "query");
const unseenQueries = queries.filter(({ foreign }) => foreign === "unseen");

/** What a caller is answered without and with ids, by procedure. */
async function view(call: ReturnType<typeof callerByPath>, rows: typeof queries, ids: Ids) {
  const answers: Record<string, unknown> = {};
  for (const { path, input } of rows) {
    if (unseenQueries.some((row) => row.path === path)) answers[path] = await call(path, {});
    answers[`${path} with ids`] = await call(path, input(ids));
  }
  return answers;
}

const before = await view(asStranger, unseenQueries, unknownIds);
const patient = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
const doctor = await owner.caller.doctor.create({ name: "Bo Ray" });
const assignment = await owner.caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
const ownersIds: Ids = { patientId: patient.id, doctorId: doctor.id, assignmentId: assignment.id };
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
    const refused = await failure(stranger.caller.doctor.remove({ id: doctor.id }));
    expect(refused).toMatchObject({ code: "DOCTOR_HAS_ASSIGNMENTS", details: { blockedBy: [] } });
  });
});
