import { asId, type DoctorId, type PatientId } from "@caretype/core/kernel/field/ids";
import { Assignment, CreateAssignment, UpdateAssignment } from "@caretype/core/people/assignment/schema";
import { CreateDoctor, Doctor, UpdateDoctor } from "@caretype/core/people/doctor/schema";
import { comparedFields, fillableFields } from "@caretype/core/people/merge/rules";
import { CreatePatient, Patient, UpdatePatient } from "@caretype/core/people/patient/schema";
import type { TableRecords, TableSettings } from "@caretype/import/source/table/schema";
import { allParts, tableFields } from "@caretype/import/source/table/schema";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { alike, type Shape, samplesOf, type Values } from "./field-samples.ts";

// Walks the schemas: every field of a record must survive every way of writing and reading it. New fields are
// tested automatically.

const api = await createTestApi();

/** Parameters of the call, and the age, which duplicates the date of birth. */
const ofCall = ["id", "expectedVersion", "onDuplicates"];
const notSampled = [...ofCall, "age"];

type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];
let caller: Caller;
beforeAll(async () => {
  ({ caller } = await api.signUp());
  api.services.start();
});

const createPatient = (values: Values) => caller.patient.create(CreatePatient.parse(values));
const createDoctor = (values: Values) => caller.doctor.create(CreateDoctor.parse(values));
const updatePatient = (id: PatientId, values: Values, expectedVersion: number | "any" = "any") =>
  caller.patient.update(UpdatePatient.parse({ id, expectedVersion, ...values }));
const updateDoctor = (id: DoctorId, values: Values, expectedVersion: number | "any" = "any") =>
  caller.doctor.update(UpdateDoctor.parse({ id, expectedVersion, ...values }));

const parts: readonly string[] = allParts;
const wholeFieldsOf = (records: TableRecords) =>
  tableFields[records].filter((field) => !parts.includes(field));

/** Imports a table with one row and all fields. Returns the created record's id. */
async function importRow<Of extends DoctorId | PatientId>(
  records: TableRecords,
  values: Values,
): Promise<Of> {
  const columns = Object.keys(values);
  const mapping: TableSettings["mapping"] = {};
  for (const field of tableFields[records]) if (field in values) mapping[field] = field;
  const { id } = await caller.import.begin({
    format: "table",
    records,
    files: [{ file: "all.csv", columns }],
    table: { mapping, ...(mapping.dateOfBirth && { dateFormat: "YYYY-MM-DD" }) },
  });
  const cells = columns.map((name) => String(values[name]));
  await caller.import.addPart({ id, file: "all.csv", rows: [{ line: 2, cells }] });
  await caller.import.run({ id, rows: 1 });
  const upload = await vi.waitFor(
    async () => {
      const found = await caller.import.progress({ id });
      expect(found.state).not.toBe("running");
      return found;
    },
    { timeout: 60_000, interval: 20 },
  );
  expect(upload).toMatchObject({ state: "done", problems: { total: 0 } });
  const { items } =
    records === "patient" ? await caller.patient.list({ limit: 1 }) : await caller.doctor.list({ limit: 1 });
  return asId(items[0]?.id ?? "");
}

const fieldsOf = (shape: Shape, leftOut: readonly string[] = ofCall) =>
  Object.keys(shape).filter((name) => !leftOut.includes(name));

describe("every field of a patient", () => {
  const { first, second } = samplesOf(CreatePatient.shape, notSampled);

  it("is in all schemas", () => {
    expect(fieldsOf(UpdatePatient.shape).toSorted()).toEqual(fieldsOf(CreatePatient.shape).toSorted());
    expect(Object.keys(Patient.shape)).toEqual(expect.arrayContaining(fieldsOf(CreatePatient.shape)));
    expect(wholeFieldsOf("patient").toSorted()).toEqual(fieldsOf(CreatePatient.shape).toSorted());
  });

  it("is stored when created, also with only an age", async () => {
    const { id } = await createPatient(first);
    alike(await caller.patient.byId({ id }), first);
    expect(await createPatient({ name: "Old Bo", gender: "male", age: 41 })).toMatchObject({ age: 41 });
  });

  it.each(Object.keys(second))("is stored when changed: %s", async (name) => {
    const { id } = await createPatient(first);
    await updatePatient(id, { [name]: second[name] });
    alike(await caller.patient.byId({ id }), { [name]: second[name] });
  });

  it("is in the error of a stale change, for the conflict dialog", async () => {
    const { id } = await createPatient(first);
    await updatePatient(id, second);
    const { code, details } = await failureOf(updatePatient(id, first, 1));
    expect(code).toBe("STALE_VERSION");
    alike(details.current ?? {}, second);
  });

  it("is in the history, and restored by a revert", async () => {
    const { id } = await createPatient(first);
    await updatePatient(id, second);
    const [version] = (await caller.patient.history({ id })).items;
    for (const name of Object.keys(second))
      expect(version?.changes).toHaveProperty(name, { from: first[name], to: second[name] });
    alike(await caller.patient.revert({ id, version: 1, expectedVersion: 2 }), first);
  });

  it("is restored with a removed patient", async () => {
    const { id } = await createPatient(first);
    await caller.patient.remove({ id, expectedVersion: 1 });
    alike((await caller.patient.removed()).items[0]?.record ?? {}, first);
    alike(await caller.patient.restore({ id }), first);
  });

  it("is filled by a merge if empty, and emptied by its undo", async () => {
    const required = { firstName: "Ann", lastName: "Lee", gender: "female" };
    const [kept, merged] = [await createPatient(required), await createPatient(first)];
    const versions = { expectedVersion: 1, mergedExpectedVersion: 1 };
    const merge = await caller.patient.merge({ keepId: kept.id, mergedId: merged.id, ...versions });
    const given = fieldsOf(CreatePatient.shape, notSampled).filter(
      (name) => Reflect.get(kept, name) === null,
    );
    expect(merge.filledFields.toSorted()).toEqual(given.toSorted());
    alike(merge.patient, Object.fromEntries(given.map((name) => [name, first[name]])));
    const separated = await caller.patient.unmerge({ mergeId: merge.id });
    expect(separated.fieldsLeft).toEqual([]);
    alike(separated.kept, Object.fromEntries(given.map((name) => [name, null])));
    alike(separated.merged, first);
  });

  it("is reported by a merge if the two differ", async () => {
    const [kept, merged] = [await createPatient(first), await createPatient(second)];
    const versions = { expectedVersion: 1, mergedExpectedVersion: 1 };
    const merge = await caller.patient.merge({ keepId: kept.id, mergedId: merged.id, ...versions });
    // The full name is built from its parts.
    const differing = Object.keys(first).filter((name) => name !== "name");
    expect(merge.differingFields.toSorted()).toEqual(differing.toSorted());
    expect([...comparedFields].toSorted()).toEqual(differing.toSorted());
    expect(comparedFields).toEqual(expect.arrayContaining([...fillableFields]));
  });

  it("is imported from a table", async () => {
    alike(await caller.patient.byId({ id: await importRow("patient", first) }), first);
  });
});

describe("every field of a doctor", () => {
  // License numbers are unique.
  const samples = () => samplesOf(CreateDoctor.shape, ofCall);

  it("is in all schemas", () => {
    expect(fieldsOf(UpdateDoctor.shape).toSorted()).toEqual(fieldsOf(CreateDoctor.shape).toSorted());
    expect(Object.keys(Doctor.shape)).toEqual(expect.arrayContaining(fieldsOf(CreateDoctor.shape)));
    expect(wholeFieldsOf("doctor").toSorted()).toEqual(fieldsOf(CreateDoctor.shape).toSorted());
  });

  it("is stored when created and changed, and restored by a revert", async () => {
    const { first, second } = samples();
    const { id } = await createDoctor(first);
    alike(await caller.doctor.byId({ id }), first);
    await updateDoctor(id, second);
    alike(await caller.doctor.byId({ id }), second);
    const { code, details } = await failureOf(updateDoctor(id, first, 1));
    expect(code).toBe("STALE_VERSION");
    alike(details.current ?? {}, second);
    const [version] = (await caller.doctor.history({ id })).items;
    for (const name of Object.keys(second))
      expect(version?.changes).toHaveProperty(name, { from: first[name], to: second[name] });
    alike(await caller.doctor.revert({ id, version: 1, expectedVersion: 2 }), first);
  });

  it("is stored when changed alone", async () => {
    for (const name of Object.keys(CreateDoctor.shape)) {
      const { first, second } = samples();
      const { id } = await createDoctor(first);
      await updateDoctor(id, { [name]: second[name] });
      alike(await caller.doctor.byId({ id }), { [name]: second[name] });
    }
  });

  it("is restored with a removed doctor", async () => {
    const { first } = samples();
    const { id } = await createDoctor(first);
    await caller.doctor.remove({ id, expectedVersion: 1 });
    alike((await caller.doctor.removed()).items[0]?.record ?? {}, first);
    alike(await caller.doctor.restore({ id }), first);
  });

  it("is imported from a table", async () => {
    const { first } = samples();
    alike(await caller.doctor.byId({ id: await importRow("doctor", first) }), first);
  });
});

describe("every field of an assignment", () => {
  const isOfPair = ["patientId", "doctorId"];

  it("is in all schemas", () => {
    expect(fieldsOf(UpdateAssignment.shape).toSorted()).toEqual(fieldsOf(CreateAssignment.shape).toSorted());
    expect(Object.keys(Assignment.shape)).toEqual(expect.arrayContaining(fieldsOf(CreateAssignment.shape)));
  });

  it("is stored when created and changed, and restored by a revert and a restoration", async () => {
    const { first, second } = samplesOf(CreateAssignment.shape, isOfPair);
    const { id: patientId } = await createPatient({ name: "Ann Lee", gender: "female" });
    const { id: doctorId } = await createDoctor({ name: "Bo Ray" });
    const { id } = await caller.assignment.create(CreateAssignment.parse({ ...first, patientId, doctorId }));
    alike(await caller.assignment.byId({ id }), { ...first, patientId, doctorId });
    await caller.assignment.update(UpdateAssignment.parse({ id, expectedVersion: 1, ...second }));
    alike(await caller.assignment.byId({ id }), second);
    alike(await caller.assignment.revert({ id, version: 1, expectedVersion: 2 }), first);
    await caller.assignment.remove({ id, expectedVersion: 3 });
    alike((await caller.assignment.removed({ patientId })).items[0]?.record ?? {}, first);
    alike(await caller.assignment.restore({ id }), first);
  });
});
