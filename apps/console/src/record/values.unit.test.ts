import { CreateAssignment, UpdateAssignment } from "@caretype/api/assignment/schema";
import { CreateDoctor, UpdateDoctor } from "@caretype/api/doctor/schema";
import { permissionToMap } from "@caretype/api/import/table/schema";
import { CreatePatient, UpdatePatient } from "@caretype/api/patient/schema";
import { describe, expect, it } from "vitest";
import { assignmentFields } from "../assignment/field-views.ts";
import { doctorFields } from "../doctor/field-views.ts";
import { differencesOf, resolved } from "../form/conflict.ts";
import { patientFields } from "../patient/field-views.ts";
import { everybody, type FieldView, shownViewsOf, viewsOf } from "./field-view.ts";
import { conflictGroupsOf, emptyValues, factsOf } from "./values.ts";

/** Not the record's: what is said of the call, the whole name, which is made of its parts, and whose it is. */
const notAsked = ["id", "expectedVersion", "onDuplicates", "name", "patientId", "doctorId"];

const fieldsOf = (...shapes: object[]) =>
  [...new Set(shapes.flatMap((shape) => Object.keys(shape)))].filter((name) => !notAsked.includes(name));

describe.each([
  ["patient", patientFields, fieldsOf(CreatePatient.shape, UpdatePatient.shape)],
  ["doctor", doctorFields, fieldsOf(CreateDoctor.shape, UpdateDoctor.shape)],
  ["assignment", assignmentFields, fieldsOf(CreateAssignment.shape, UpdateAssignment.shape)],
] as const)("the fields of a record: %s", (_record, typed, fields) => {
  const views: Record<string, FieldView<never>> = typed;
  const groups = conflictGroupsOf(views);
  const empty = emptyValues(views, everybody);

  it("are those of the API", () => {
    expect(Object.keys(views).toSorted()).toEqual(fields.toSorted());
    expect(Object.keys(empty).toSorted()).toEqual(fields.toSorted());
  });

  it.each(fields)("are asked about in a conflict, and what is chosen is kept: %s", (name) => {
    const mine = { ...empty, [name]: name === "dateOfBirth" ? "1980-02-03" : "female" };
    const differences = differencesOf(groups, { before: empty, mine, theirs: empty });
    expect(differences).toHaveLength(1);
    const [difference] = differences;
    expect(difference?.mine).not.toBe(difference?.theirs);
    const choices = { [difference?.name ?? ""]: "mine" as const };
    expect(resolved(differences, choices, { mine, theirs: empty })).toEqual(mine);
  });

  it("are told in a history, but for what another one says", () => {
    const told = factsOf(viewsOf(views)).map(({ name }) => name);
    const own = fields.filter((name) => views[name]?.partOf === undefined);
    expect(told.toSorted()).toEqual(own.toSorted());
  });
});

describe("what the API withholds", () => {
  it("is withheld by the same permission here", () => {
    for (const [name, { needs }] of [...viewsOf(patientFields), ...viewsOf(doctorFields)])
      expect(needs, name).toBe(permissionToMap(name));
    expect(shownViewsOf(patientFields, () => false).map(([name]) => name)).not.toContain("medicalHistory");
  });
});
