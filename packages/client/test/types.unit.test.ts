import { beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import {
  type AccessReportEntry,
  type AccountId,
  type AnyId,
  type ApiKey,
  type Appointment,
  type Assignment,
  type AuditEntry,
  type Auth,
  type Blocker,
  type CallOptions,
  type CaretypeError,
  type Client,
  type CurrentKind,
  createClient,
  type Doctor,
  doctorId,
  type Encounter,
  type ErrorCode,
  type ErrorData,
  errorCode,
  type FieldErrors,
  fieldErrors,
  type Invitation,
  isErrorCode,
  isErrorOf,
  type Member,
  type MergedPatients,
  type Note,
  type OpeningHours,
  type Passkey,
  type Patient,
  type PatientId,
  type PatientMerge,
  type PossibleDuplicate,
  type Practice,
  patientId,
  practiceId,
  type RecordVersion,
  type RemovedAssignment,
  type RemovedDoctor,
  type RemovedPatient,
  type Room,
  type RouterErrors,
  type RouterInputs,
  type RouterOutputs,
  type Session,
  type VisitType,
} from "../src/index.ts";

// Type tests: these functions are compiled, and never called.

type IsAny<T> = 0 extends 1 & T ? true : false;
type Leaf = Date | string | number | boolean | bigint | symbol | null | undefined | AbortSignal;

/**
 * Returns `"any"` if a type contains `any`, otherwise never. It omits the path: with one, the compiler would check a
 * record again for each procedure, and exceed its limits.
 */
type AnyIn<T> =
  IsAny<T> extends true
    ? "any"
    : T extends Leaf
      ? never
      : T extends Promise<infer Value>
        ? AnyIn<Value>
        : T extends AsyncGenerator<infer Item>
          ? AnyIn<Item>
          : T extends (...call: infer Parameters) => infer Result
            ? AnyIn<Parameters[number]> | AnyIn<Result>
            : T extends readonly (infer Item)[]
              ? AnyIn<Item>
              : T extends object
                ? { [Key in keyof T & string]-?: AnyIn<T[Key]> }[keyof T & string]
                : never;

type Anything = ReturnType<typeof JSON.parse>;

declare const caretype: Client;
declare const patient: Patient;
declare const doctor: Doctor;
declare const appointment: Appointment;
declare const encounter: Encounter;
declare const note: Note;

// Each test must assert something at run time. The compiler has checked the types by then.
beforeEach(() => expect(expectTypeOf).toBeDefined());

describe("the client's types contain no any", () => {
  it("and the check would find one", () => {
    expectTypeOf<AnyIn<{ a: { b?: Anything }[] }>>().toEqualTypeOf<"any">();
    expectTypeOf<AnyIn<{ list: (input: Anything) => string }>>().toEqualTypeOf<"any">();
    expectTypeOf<AnyIn<() => Promise<{ items: Anything }>>>().toEqualTypeOf<"any">();
    expectTypeOf<AnyIn<Anything>>().toEqualTypeOf<"any">();
  });

  it("in inputs, outputs, calls, errors", () => {
    expectTypeOf<AnyIn<RouterInputs>>().toBeNever();
    expectTypeOf<AnyIn<RouterOutputs>>().toBeNever();
    expectTypeOf<AnyIn<Client>>().toBeNever();
    expectTypeOf<AnyIn<Auth>>().toBeNever();
    expectTypeOf<AnyIn<ErrorData>>().toBeNever();
  });
});

describe("outputs", () => {
  it("have exactly the fields of the contract", () => {
    expectTypeOf<RouterOutputs["patient"]["byId"]>().toEqualTypeOf<{
      id: PatientId;
      name: string;
      firstName: string;
      lastName: string;
      dateOfBirth: string | null;
      dateOfBirthApproximate: boolean;
      age: number | null;
      ageText: string | null;
      gender: "male" | "female" | "other" | "unknown";
      phoneNumber: string | null;
      email: string | null;
      preferredLanguage: string | null;
      deceasedOn: string | null;
      address: string | null;
      medicalHistory: string | null;
      createdBy: AccountId;
      createdAt: string;
      updatedAt: string;
      version: number;
    }>();
    expectTypeOf<RouterOutputs["patient"]["list"]>().toEqualTypeOf<{
      items: Patient[];
      nextCursor: string | null;
      similar: boolean;
      formerNames: { id: PatientId; name: string }[];
    }>();
    expectTypeOf<RouterOutputs["patient"]["doctors"]>().toEqualTypeOf<{
      items: Doctor[];
      nextCursor: string | null;
    }>();
    expectTypeOf<Pick<Assignment, "patient" | "doctor">>().toEqualTypeOf<{
      patient: Patient;
      doctor: Doctor;
    }>();
    expectTypeOf<RouterOutputs["patient"]["remove"]>().toEqualTypeOf<undefined>();
  });

  it("name the version that a change was made from", () => {
    type Inputs = RouterInputs;
    type Versions = [
      Inputs["patient"]["update"],
      Inputs["patient"]["remove"],
      Inputs["doctor"]["update"],
      Inputs["doctor"]["remove"],
      Inputs["assignment"]["update"],
      Inputs["assignment"]["remove"],
      Inputs["assignment"]["removePair"],
      Inputs["practice"]["update"],
    ][number]["expectedVersion"];
    // Required in each: an optional one would add undefined.
    expectTypeOf<Versions>().toEqualTypeOf<number | "any">();
  });

  it("come from the calls themselves", () => {
    const call = () => caretype.patient.byId.query({ id: patient.id });
    expectTypeOf<Awaited<ReturnType<typeof call>>>().toEqualTypeOf<Patient>();
    const create = () => caretype.assignment.create.mutate({ patientId: patient.id, doctorId: doctor.id });
    expectTypeOf<Awaited<ReturnType<typeof create>>>().toEqualTypeOf<Assignment>();
    expectTypeOf<Awaited<ReturnType<Auth["login"]>>["user"]>().toEqualTypeOf<
      RouterOutputs["account"]["me"]
    >();
  });
});

describe("the types that users name", () => {
  it("are those of the records, and of other outputs", () => {
    expectTypeOf<RemovedPatient["record"]>().toEqualTypeOf<Patient>();
    expectTypeOf<RemovedDoctor["record"]>().toEqualTypeOf<Doctor>();
    expectTypeOf<RemovedAssignment["record"]["patientName"]>().toEqualTypeOf<string | null>();
    expectTypeOf<RecordVersion<"patient">["record"]>().toEqualTypeOf<Patient | null>();
    expectTypeOf<RecordVersion<"doctor">["record"]>().toEqualTypeOf<Doctor | null>();
    expectTypeOf<PossibleDuplicate["patient"]>().toEqualTypeOf<Patient>();
    expectTypeOf<MergedPatients["patient"]>().toEqualTypeOf<Patient>();
    expectTypeOf<PatientMerge["undoneAt"]>().toEqualTypeOf<string | null>();
    expectTypeOf<AuditEntry["subjectIds"]>().toEqualTypeOf<AnyId[]>();
    type Words = "at" | "who" | "what" | "outcome";
    expectTypeOf<Pick<AuditEntry, Words>>().toEqualTypeOf<Pick<AccessReportEntry, Words>>();
    expectTypeOf<Member>().toEqualTypeOf<RouterOutputs["member"]["list"]["items"][number]>();
    expectTypeOf<Invitation["expiresAt"]>().toEqualTypeOf<string>();
    expectTypeOf<ApiKey>().toEqualTypeOf<RouterOutputs["apiKey"]["update"]>();
    expectTypeOf<Session["isCurrent"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Passkey>().toEqualTypeOf<RouterOutputs["passkey"]["rename"]>();
    expectTypeOf<Practice>().toEqualTypeOf<RouterOutputs["practice"]["update"]>();
  });
});

describe("inputs", () => {
  it("are refused when they are wrong", () => {
    const wrong = () => [
      // @ts-expect-error an id is required
      caretype.patient.byId.query({}),
      // @ts-expect-error ids are strings
      caretype.patient.byId.query({ id: 1 }),
      // @ts-expect-error no such field
      caretype.patient.create.mutate({ gender: "female", nickname: "Jane" }),
      // @ts-expect-error no such gender
      caretype.patient.create.mutate({ name: "Jane Roe", gender: "F" }),
      // @ts-expect-error a query does not mutate
      caretype.patient.list.mutate({}),
      // @ts-expect-error no such procedure
      caretype.patient.find.query({}),
      // @ts-expect-error only auth handles tokens
      caretype.account.login.mutate({ email: "ada@example.org", password: "a password" }),
      // @ts-expect-error a password is required
      caretype.auth.login({ email: "ada@example.org" }),
      // @ts-expect-error a misspelled key would be ignored
      caretype.patient.create.mutate({ gender: "female" }, { context: { idempotencykey: "form-17" } }),
      // @ts-expect-error no such option
      caretype.patient.list.query({}, { idempotencyKey: "form-17" }),
      // @ts-expect-error no such code
      isErrorCode(null, "PATIENT_MISSING"),
    ];
    expectTypeOf(wrong).toBeFunction();
    expectTypeOf<RouterInputs["patient"]["byId"]>().toEqualTypeOf<{ id: PatientId }>();
  });

  it("take no other record's id, and no text that nobody has parsed", () => {
    const wrong = () => [
      // @ts-expect-error a doctor's id
      caretype.patient.byId.query({ id: doctor.id }),
      // @ts-expect-error each in the other's place
      caretype.assignment.create.mutate({ patientId: doctor.id, doctorId: patient.id }),
      // @ts-expect-error of the account that has added the patient
      caretype.patient.remove.mutate({ id: patient.createdBy, expectedVersion: "any" }),
      // @ts-expect-error in a list, too
      caretype.doctor.workload.query({ ids: [doctor.id, patient.id] }),
      // @ts-expect-error a text
      caretype.patient.byId.query({ id: "0198c0de-0000-7000-8000-000000000000" }),
      // @ts-expect-error an encounter's id
      caretype.patient.byId.query({ id: encounter.id }),
      // @ts-expect-error a patient's id
      caretype.encounter.byId.query({ id: encounter.patientId }),
      // @ts-expect-error each in the other's place
      caretype.condition.list.query({ patientId: encounter.id, encounterId: encounter.patientId }),
      // @ts-expect-error an appointment's id
      caretype.encounter.byId.query({ id: appointment.id }),
      // @ts-expect-error a note's id
      caretype.noteDraft.byId.query({ id: note.id }),
      // @ts-expect-error a patient's id
      caretype.appointment.cancel.mutate({ id: appointment.patientId, reason: "", expectedVersion: 1 }),
      // @ts-expect-error the practice that calls are for
      createClient({ url: "", practice: patient.id }),
    ];
    expectTypeOf(wrong).toBeFunction();
    const right = (text: string) => [
      caretype.patient.byId.query({ id: patientId.parse(text) }),
      caretype.patient.byId.query({ id: patient.id }),
      caretype.audit.list.query({ subjectId: doctor.id }),
      createClient({ url: "", practice: practiceId.parse(text) }),
    ];
    expectTypeOf(right).toBeFunction();
    expectTypeOf<typeof patient.id>().toExtend<string>();
    expectTypeOf(doctorId.parse).returns.toEqualTypeOf<Doctor["id"]>();
  });

  it("may be omitted if everything has a default", () => {
    expectTypeOf(() => caretype.patient.list.query()).toBeFunction();
    expectTypeOf<undefined>().toExtend<RouterInputs["patient"]["list"]>();
  });

  it("take the cursor of the previous page", () => {
    const next = (page: RouterOutputs["patient"]["list"]) =>
      caretype.patient.list.query({ cursor: page.nextCursor });
    expectTypeOf(next).toBeFunction();
  });

  it("can have a signal and the caller's own key", () => {
    const options = { signal: new AbortController().signal, context: { idempotencyKey: "form-17" } };
    expectTypeOf(options).toExtend<CallOptions>();
    expectTypeOf(() => caretype.patient.create.mutate({ gender: "female" }, options)).toBeFunction();
  });
});

describe("errors", () => {
  it("have the server's codes and details", () => {
    expectTypeOf<ErrorData["code"]>().toEqualTypeOf<ErrorCode>();
    expectTypeOf<"PATIENT_NOT_FOUND" | "ALREADY_ASSIGNED">().toExtend<ErrorCode>();
    expectTypeOf<string>().not.toExtend<ErrorCode>();
    expectTypeOf<ErrorData["errors"]>().toEqualTypeOf<FieldErrors | null>();
    expectTypeOf(errorCode).returns.toEqualTypeOf<ErrorCode | null>();
    expectTypeOf(fieldErrors).returns.toEqualTypeOf<FieldErrors>();
  });

  it("are narrowed to the given codes", () => {
    const narrow = (error: unknown) => {
      if (isErrorCode(error, "PATIENT_NOT_FOUND")) return error.data.code;
      if (isErrorCode(error, "ALREADY_ASSIGNED", "STALE_VERSION")) return error;
      return null;
    };
    expectTypeOf(narrow).returns.toEqualTypeOf<
      "PATIENT_NOT_FOUND" | CaretypeError<"ALREADY_ASSIGNED" | "STALE_VERSION"> | null
    >();
    expectTypeOf<CaretypeError<"ALREADY_ASSIGNED">["data"]["code"]>().toEqualTypeOf<"ALREADY_ASSIGNED">();
    expectTypeOf<CaretypeError["data"]["blockedBy"]>().toEqualTypeOf<ErrorData["blockedBy"]>();
  });

  it("are those of a procedure", () => {
    type Errors = RouterErrors;
    expectTypeOf<Errors["patient"]["byId"]>().toEqualTypeOf<"PATIENT_NOT_FOUND" | "INVALID_INPUT">();
    expectTypeOf<Errors["patient"]["list"]>().toEqualTypeOf<"INVALID_INPUT">();
    expectTypeOf<Errors["practice"]["mine"]>().toBeNever();
    // Each kind has its own record.
    expectTypeOf<Errors["doctor"]["diff"]>().toEqualTypeOf<
      "DOCTOR_NOT_FOUND" | "VERSION_NOT_FOUND" | "INVALID_INPUT"
    >();
    // REAUTHENTICATION_REQUIRED is not the procedure's own.
    expectTypeOf<Errors["account"]["changePassword"]>().toEqualTypeOf<"INVALID_INPUT">();
  });

  it("of a procedure can be handled in an exhaustive switch", () => {
    const explain = (error: unknown): string => {
      if (isErrorOf(error, "assignment.create", "ALREADY_ASSIGNED")) return error.data.code;
      if (!isErrorOf(error, "assignment.create")) throw error;
      // Without a default, so that a missing code does not compile.
      switch (error.data.code) {
        case "ALREADY_ASSIGNED":
          return error.message;
        case "PATIENT_OR_DOCTOR_NOT_FOUND":
          return "gone";
        case "INVALID_INPUT":
          return Object.keys(error.data.errors).join();
      }
    };
    // @ts-expect-error the code of another procedure
    const another = () => isErrorOf(null, "assignment.create", "STALE_VERSION");
    // @ts-expect-error no such procedure
    const missing = () => isErrorOf(null, "assignment.make");
    // @ts-expect-error two codes are missing
    const incomplete = (error: unknown): string => {
      if (!isErrorOf(error, "assignment.create")) throw error;
      switch (error.data.code) {
        case "ALREADY_ASSIGNED":
          return error.message;
      }
    };
    expectTypeOf([explain, another, missing, incomplete]).toBeArray();
  });

  it("have the details of their code", () => {
    const narrow = (error: unknown) => {
      if (isErrorCode(error, "STALE_VERSION")) {
        const { data } = error;
        expectTypeOf(data.currentKind).toEqualTypeOf<CurrentKind>();
        // The server knows the same kinds.
        expectTypeOf<NonNullable<ErrorData["currentKind"]>>().toEqualTypeOf<CurrentKind>();
        expectTypeOf(data.current.version).toEqualTypeOf<number>();
        if (data.currentKind === "patient") expectTypeOf(data.current).toEqualTypeOf<Patient>();
        if (data.currentKind === "doctor") expectTypeOf(data.current).toEqualTypeOf<Doctor>();
        if (data.currentKind === "assignment") expectTypeOf(data.current).toEqualTypeOf<Assignment>();
        if (data.currentKind === "appointment") expectTypeOf(data.current).toEqualTypeOf<Appointment>();
        if (data.currentKind === "visitType") expectTypeOf(data.current).toEqualTypeOf<VisitType>();
        if (data.currentKind === "room") expectTypeOf(data.current).toEqualTypeOf<Room>();
        if (data.currentKind === "openingHours") expectTypeOf(data.current).toEqualTypeOf<OpeningHours>();
        if (data.currentKind === "practice") expectTypeOf(data.current).toEqualTypeOf<Practice>();
        if (data.currentKind === "apiKey") expectTypeOf(data.current).toEqualTypeOf<ApiKey>();
      }
      if (isErrorCode(error, "POSSIBLE_DUPLICATE")) {
        expectTypeOf(error.data.candidates).toEqualTypeOf<PossibleDuplicate[]>();
      }
      if (isErrorCode(error, "RESTORE_BLOCKED", "PATIENT_HAS_ASSIGNMENTS")) {
        expectTypeOf(error.data.blockedBy).toEqualTypeOf<Blocker[]>();
      }
      if (isErrorCode(error, "INVALID_INPUT")) expectTypeOf(error.data.errors).toEqualTypeOf<FieldErrors>();
      // With several codes, `code` narrows the details.
      if (isErrorCode(error, "POSSIBLE_DUPLICATE", "EMAIL_TAKEN")) {
        expectTypeOf(error.data.candidates).toEqualTypeOf<PossibleDuplicate[] | null>();
        if (error.data.code === "POSSIBLE_DUPLICATE") expectTypeOf(error.data.candidates).not.toBeNullable();
      }
    };
    expectTypeOf(narrow).toBeFunction();
    expectTypeOf<NonNullable<ErrorData["candidates"]>>().toEqualTypeOf<PossibleDuplicate[]>();
  });
});
