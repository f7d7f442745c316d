import { CreateAssignment, UpdateAssignment } from "@caretype/core/people/assignment/schema";
import { CreateDoctor, UpdateDoctor } from "@caretype/core/people/doctor/schema";
import { CreatePatient, UpdatePatient } from "@caretype/core/people/patient/schema";
import { permissionToMap } from "@caretype/import/source/table/schema";
import { describe, expect, it } from "vitest";
import { assignmentFields } from "../../modules/people/records/assignment/field-views.ts";
import { doctorFields } from "../../modules/people/records/doctor/field-views.ts";
import { patientFields } from "../../modules/people/records/patient/field-views.ts";
import { differencesOf, resolved } from "../../session/form/conflict.ts";
import { everybody, type FieldView, shownViewsOf, viewsOf } from "./field-view.ts";
import { conflictGroupsOf, emptyValues, factsOf } from "./values.ts";

/** Fields without a view: options of the call, the full name, and relations. */
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

  it.each(fields)("are offered in a conflict, and keep the choice: %s", (name) => {
    const mine = { ...empty, [name]: name === "dateOfBirth" ? "1980-02-03" : "female" };
    const differences = differencesOf(groups, { before: empty, mine, saved: empty });
    expect(differences).toHaveLength(1);
    const [difference] = differences;
    expect(difference?.mine).not.toBe(difference?.saved);
    const choices = { [difference?.name ?? ""]: "mine" as const };
    expect(resolved(differences, choices, { mine, saved: empty })).toEqual(mine);
  });

  it("are shown in a history, except those that belong to another field", () => {
    const names = factsOf(viewsOf(views)).map(({ name }) => name);
    const own = fields.filter((name) => views[name]?.partOf === undefined);
    expect(names.toSorted()).toEqual(own.toSorted());
  });
});

describe("restricted fields", () => {
  it("need the same permission as in the API", () => {
    for (const [name, { needs }] of [...viewsOf(patientFields), ...viewsOf(doctorFields)])
      expect(needs, name).toBe(permissionToMap(name));
    expect(shownViewsOf(patientFields, () => false).map(([name]) => name)).not.toContain("medicalHistory");
  });
});
