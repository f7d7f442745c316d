import { schema } from "@caretype/db";
import type { Caller } from "@caretype/test-api/fixture-type";
import { eq } from "drizzle-orm";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { AssignmentById, CreateAssignment } from "../../people/assignment/schema.ts";
import type { Doctor } from "../../people/doctor/schema.ts";
import { findPatient } from "../../people/patient/queries.ts";
import type { Patient } from "../../people/patient/schema.ts";
import { ActorId, DoctorId, Id, isActorId, PatientId, type UnknownId } from "./ids.ts";

// The first tests are checked by tsc. Their code is compiled but never called.

declare const patient: Patient;
declare const doctor: Doctor;
declare const caller: Caller;
declare const nobodys: UnknownId;
type Reading = Parameters<typeof findPatient>;

describe("an id of another kind of record", () => {
  it("does not compile in a call or query", () => {
    const wrong = (db: Reading[0], scope: Reading[1]) => [
      // @ts-expect-error a doctor's id
      caller.patient.byId({ id: doctor.id }),
      // @ts-expect-error the two ids are swapped
      caller.assignment.create({ patientId: doctor.id, doctorId: patient.id }),
      // @ts-expect-error an unchecked text
      caller.patient.byId({ id: "0198c0de-0000-7000-8000-000000000000" }),
      // @ts-expect-error a doctor's id
      findPatient(db, scope, doctor.id),
      // @ts-expect-error the practice's id
      findPatient(db, scope, scope.practiceId),
      // @ts-expect-error a doctor's id
      eq(schema.patient.id, doctor.id),
      // @ts-expect-error the id of the account that added the doctor
      eq(schema.assignment.doctorId, doctor.createdBy),
    ];
    expect(wrong).toBeTypeOf("function");
  });

  it("compiles in its own place, as does an UnknownId", () => {
    const right = (db: Reading[0], scope: Reading[1]) => [
      caller.assignment.create({ patientId: patient.id, doctorId: doctor.id }),
      findPatient(db, scope, PatientId.parse("0198c0de-0000-7000-8000-000000000000")),
      caller.patient.byId({ id: nobodys }),
      caller.audit.list({ subjectId: doctor.id }),
      eq(schema.patient.id, patient.id),
    ];
    expect(right).toBeTypeOf("function");
    expectTypeOf<typeof schema.patient.$inferSelect.id>().toEqualTypeOf<Patient["id"]>();
    expectTypeOf<typeof CreateAssignment._output.doctorId>().toEqualTypeOf<Doctor["id"]>();
    expectTypeOf<typeof AssignmentById._input.id>().not.toEqualTypeOf<Patient["id"]>();
    expectTypeOf<Patient["id"]>().toExtend<string>();
  });
});

describe("the schemas of ids", () => {
  it("differ only in what no contract has, so that it does not depend on them", () => {
    const contracts = [PatientId, DoctorId, Id].map((each) => {
      const { description: _text, formerIdsOf: _kind, ...contract } = z.toJSONSchema(each);
      return contract;
    });
    expect(contracts).toEqual(contracts.map(() => contracts[0]));
  });

  it("of accounts that acted are no subjects, however they are described", () => {
    const all = [PatientId, ActorId, ActorId.describe("The account that removed it.")];
    expect(all.map((each) => isActorId(each))).toEqual([false, true, true]);
  });

  it("accept only UUIDs, and convert them to lower case", () => {
    expect(PatientId.parse("0198C0DE-0000-7000-8000-00000000000A")).toBe(
      "0198c0de-0000-7000-8000-00000000000a",
    );
    expect(PatientId.safeParse("17").success).toBe(false);
  });
});
