import { CreateDoctor, UpdateDoctor } from "@caretype/api/doctor/schema";
import { CreatePatient, UpdatePatient } from "@caretype/api/patient/schema";
import { describe, expect, it } from "vitest";
import { noDoctor } from "../../doctor/doctor-values.ts";
import { doctorConflictGroups } from "../../doctor/form/conflict-groups.ts";
import { differencesOf, resolved } from "../../form/conflict.ts";
import { noPatient } from "../patient-values.ts";
import { patientConflictGroups } from "./conflict-groups.ts";

/** Not the person's: what is said of the call, and the whole name, which is made of its parts. */
const notAsked = ["id", "expectedVersion", "onDuplicates", "name"];

const fieldsOf = (...shapes: object[]) =>
  [...new Set(shapes.flatMap((shape) => Object.keys(shape)))].filter((name) => !notAsked.includes(name));

describe("the dialog of a conflict asks about every field", () => {
  it("of a patient, and what is chosen is kept", () => {
    const fields = fieldsOf(CreatePatient.shape, UpdatePatient.shape);
    expect(Object.keys(noPatient).toSorted()).toEqual(fields.toSorted());
    expect(patientConflictGroups.flatMap(({ paths }) => paths).toSorted()).toEqual(fields.toSorted());
    for (const name of fields) {
      const mine = { ...noPatient, [name]: name === "dateOfBirth" ? "1980-02-03" : "female" };
      const [difference, ...others] = differencesOf(patientConflictGroups, {
        ...{ before: noPatient, mine, theirs: noPatient },
      });
      expect(others).toEqual([]);
      expect(difference?.mine, name).not.toBe(difference?.theirs);
      const choices = { [difference?.label ?? ""]: "mine" as const };
      expect(resolved(difference ? [difference] : [], choices, { mine, theirs: noPatient })).toEqual(mine);
    }
  });

  it("of a doctor, and what is chosen is kept", () => {
    const fields = fieldsOf(CreateDoctor.shape, UpdateDoctor.shape);
    expect(Object.keys(noDoctor).toSorted()).toEqual(fields.toSorted());
    expect(doctorConflictGroups.flatMap(({ paths }) => paths).toSorted()).toEqual(fields.toSorted());
    for (const name of fields) {
      const mine = { ...noDoctor, [name]: "female" };
      const [difference] = differencesOf(doctorConflictGroups, { before: noDoctor, mine, theirs: noDoctor });
      expect(difference?.mine, name).not.toBe(difference?.theirs);
      const choices = { [difference?.label ?? ""]: "mine" as const };
      expect(resolved(difference ? [difference] : [], choices, { mine, theirs: noDoctor })).toEqual(mine);
    }
  });
});
