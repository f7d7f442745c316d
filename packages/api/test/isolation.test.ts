import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../src/index.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { inputFields, procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";

type Ids = { patientId: string; doctorId: string; assignmentId: string };
type Row =
  /** Another practice's ids get this error, the same as unknown ones. */
  | { input: (ids: Ids) => Record<string, unknown>; foreign: ErrorCode }
  /** A filter: another practice's ids find nothing. */
  | { input: (ids: Ids) => Record<string, unknown>; foreign: "nothing" }
  /** The directory of doctors belongs to all. */
  | { shared: true };

/** A row for each procedure that takes an id. A new one without a row fails below. */
const matrix: Record<string, Row> = {
  "patient.list": { input: ({ doctorId }) => ({ doctorId }), foreign: "nothing" },
  "patient.byId": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.update": {
    input: ({ patientId }) => ({ id: patientId, name: "Taken Over" }),
    foreign: "PATIENT_NOT_FOUND",
  },
  "patient.remove": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "patient.doctors": { input: ({ patientId }) => ({ id: patientId }), foreign: "PATIENT_NOT_FOUND" },
  "doctor.byId": { shared: true },
  "doctor.update": { shared: true },
  "doctor.remove": { shared: true },
  "assignment.list": { input: ({ patientId }) => ({ patientId }), foreign: "nothing" },
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
const patient = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
const doctor = await owner.caller.doctor.create({ name: "Bo Ray" });
const assignment = await owner.caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
const foreignIds: Ids = { patientId: patient.id, doctorId: doctor.id, assignmentId: assignment.id };
const unknownId = "0198c0de-0000-7000-8000-000000000000";
const unknownIds: Ids = { patientId: unknownId, doctorId: unknownId, assignmentId: unknownId };

const asStranger = callerByPath(stranger.caller);
const asAnonymous = callerByPath(api.anonymous);
const asForger = callerByPath(api.callerWith({ accessToken: "not.a.token" }));

async function failure(call: Promise<unknown>) {
  const { code, message, details } = await failureOf(call);
  return { code, message, details };
}

const isIdField = (name: string) => name === "id" || name.endsWith("Id");
const takesIds = procedures.filter((procedure) => Object.keys(inputFields(procedure)).some(isIdField));
const guarded = procedures.filter(({ guard }) => guard?.kind === "permit");

describe("without a valid token", () => {
  it.each(guarded)("$path is refused", async ({ path }) => {
    for (const call of [asAnonymous(path, {}), asForger(path, {})]) {
      expect(await failure(call)).toMatchObject({ code: "UNAUTHENTICATED" });
    }
  });
});

describe("another practice's ids", () => {
  it("has a row for every procedure that takes one, and no other", () => {
    expect(Object.keys(matrix).toSorted()).toEqual(takesIds.map(({ path }) => path).toSorted());
  });

  it.each(takesIds)("$path", async ({ path }) => {
    const row = matrix[path];
    if (!row || "shared" in row) return;
    if (row.foreign === "nothing") {
      expect(await asStranger(path, row.input(foreignIds))).toEqual({ items: [], nextCursor: null });
      return;
    }
    const foreign = await failure(asStranger(path, row.input(foreignIds)));
    expect(foreign).toMatchObject({ code: row.foreign });
    expect(foreign).toEqual(await failure(asStranger(path, row.input(unknownIds))));
  });

  it("has changed nothing of the other practice", async () => {
    expect(await owner.caller.patient.byId({ id: patient.id })).toEqual(patient);
    expect(await owner.caller.assignment.byId({ id: assignment.id })).toEqual(assignment);
  });

  it("a doctor who treats a foreign patient cannot be removed, and the assignment is not named", async () => {
    const refused = await failure(stranger.caller.doctor.remove({ id: doctor.id }));
    expect(refused).toMatchObject({ code: "DOCTOR_HAS_ASSIGNMENTS", details: { blockedBy: [] } });
  });
});
