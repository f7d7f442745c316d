import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { z } from "zod";
import type { DjangoDialect } from "../declaration.ts";

// The inputs and answers of the five Django backends. Data only: `speak.ts` applies it. Names on the left are
// Django's, texts on the right are fields of the REST answer.

/**
 * A field of the answer (`patient.name`: of a record in it), a record or list with its own view (`""`: the answer
 * itself), a constant, or the username of the account in a field.
 */
export type Source =
  | string
  | readonly [field: string, view: View]
  | { text: string }
  | { usernameOf: string };
export type View = { readonly [name: string]: Source };
/**
 * `as`: the key of a sentence. Without it: a field with a list of messages. A text may have `{method}` and `{type}`
 * of the request.
 */
export type Refusal = { status: number; as: string; text?: string; more?: object };

export type Backend = {
  views: Views;
  bodies: Readonly<Record<Body, z.ZodObject>>;
  /** Our genders in Django's spelling, where it differs. */
  genders: Readonly<Record<string, string>>;
  refusals: Readonly<Partial<Record<ErrorCode, Refusal>>>;
  /** Whether errors of fields are inside `error`. */
  wrapsErrors?: true;
  /** Whether a PUT accepts parts of a record. */
  changesParts?: true;
  /** Whether a removal also removes the assignments. */
  unassigns?: true;
};

type Kind = "registered" | "loggedIn" | "refreshed" | "patient" | "doctor" | "mapping";
/** The answer of a change, if it differs from the others. */
type Own = "changedPatient" | "newMapping";
type Views = { readonly [kind in Kind]: View } & { readonly [kind in Own]?: View } & {
  /** The answer to a patient's id in place of a mapping's. */
  readonly careTeam: View | readonly [field: string, view: View];
};
type Body = "register" | "login" | "refresh" | `${"create" | "update"}${"Patient" | "Doctor" | "Mapping"}`;

type Procedure = { body?: Body; answer?: Kind; own?: Own };
/** The inputs and answers of procedures. All others are the same in each dialect. */
export const procedures: Readonly<Record<string, Procedure>> = {
  "account.register": { body: "register", answer: "registered" },
  "account.login": { body: "login", answer: "loggedIn" },
  "account.refresh": { body: "refresh", answer: "refreshed" },
  "patient.list": { answer: "patient" },
  "patient.byId": { answer: "patient" },
  "patient.create": { body: "createPatient", answer: "patient" },
  "patient.update": { body: "updatePatient", answer: "patient", own: "changedPatient" },
  "patient.remove": {},
  "patient.doctors": { answer: "doctor" },
  "doctor.list": { answer: "doctor" },
  "doctor.byId": { answer: "doctor" },
  "doctor.create": { body: "createDoctor", answer: "doctor" },
  "doctor.update": { body: "updateDoctor", answer: "doctor" },
  "doctor.remove": {},
  "assignment.list": { answer: "mapping" },
  "assignment.listForPatient": { answer: "mapping" },
  "assignment.lookup": { answer: "mapping" },
  "assignment.create": { body: "createMapping", answer: "mapping", own: "newMapping" },
  "assignment.update": { body: "updateMapping", answer: "mapping" },
  "assignment.remove": {},
  "assignment.removePair": {},
};

/** The required fields of a PUT, by the body of a partial change. */
export const wholeBodies: Readonly<Record<string, Body>> = {
  updatePatient: "createPatient",
  updateDoctor: "createDoctor",
  updateMapping: "createMapping",
};

const each = <Value>(names: string, valueFor: (name: string) => Value): Record<string, Value> =>
  Object.fromEntries(names.split(" ").map((name) => [name, valueFor(name)]));

/** A view of fields with the same names. */
const same = (names: string): View => each(names, (name) => name);

const named = { firstname: "first_name", lastname: "last_name" };
const pair = { id: "id", patient: "patient_id", doctor: "doctor_id" };
const pairOfTokens = same("refresh access");
const tokens = { loggedIn: pairOfTokens, refreshed: same("access") };
const registeredText = { message: { text: "User registered successfully" } };

// Django's fields accept numbers as texts, and texts as numbers, as forms send them.
const written = (schema: z.ZodString) =>
  z.preprocess((value) => (typeof value === "number" ? String(value) : value), schema);
const text = written(z.string().trim().min(1, "Required"));
const upTo = (most: number) => text.pipe(z.string().max(most));
const whole = (most?: number) =>
  z.preprocess(
    (value) =>
      typeof value === "string" && /^-?\d{1,9}(?:\.0+)?$/.test(value.trim()) ? Number(value) : value,
    most === undefined ? z.int().min(0) : z.int().min(0).max(most),
  );
const optional = written(z.string()).nullish();
const secret = z.string().min(1, "Required");
const id = z
  .union([z.string(), z.number()], { error: ({ input }) => (input === undefined ? "Required" : "Not an id") })
  .refine((sent) => z.uuid().safeParse(sent).success || /^[1-9]\d*$/.test(String(sent)), "Not an id");
const oneLetter = z.enum(["M", "F", "O"]);
const letters = { male: "M", female: "F", other: "O" };

type Fields = Record<string, z.ZodType>;
const fields = (names: string, schema: z.ZodType): Fields => each(names, () => schema);

/** The bodies of a backend. Changes accept any part of a record. */
function bodiesOf({
  register,
  login,
  patient,
  doctor,
  mapping = { patient: id, doctor: id },
  ...more
}: Bodies) {
  const [patients, doctors, mappings] = [z.object(patient), z.object(doctor), z.object(mapping)];
  return {
    register: more.registration ?? z.object({ ...register, email: text, password: secret }),
    login: z.object({ [login]: text, password: secret }),
    refresh: z.object({ refresh: secret }),
    createPatient: patients,
    updatePatient: z.object(more.changedPatient ?? patient).partial(),
    createDoctor: doctors,
    updateDoctor: doctors.partial(),
    createMapping: mappings,
    updateMapping: mappings.partial(),
  };
}

type Bodies = {
  register: Fields;
  registration?: z.ZodObject;
  login: "email" | "username";
  patient: Fields;
  changedPatient?: Fields;
  doctor: Fields;
  mapping?: Fields;
};

/** A refusal with `detail`, in the words of Django REST, which its clients compare. */
const inDetail = (status: number, text: string, more: object = {}): Refusal => ({
  status,
  as: "detail",
  text,
  more,
});

const notValid = { code: "token_not_valid" };

/** Replaces `UNAUTHENTICATED` if a token was sent. */
export const wrongToken = inDetail(401, "Given token not valid for any token type", {
  ...notValid,
  messages: [{ token_class: "AccessToken", token_type: "access", message: "Token is invalid or expired" }],
});

const refusals = {
  UNAUTHENTICATED: inDetail(401, "Authentication credentials were not provided."),
  INVALID_CREDENTIALS: inDetail(401, "No active account found with the given credentials"),
  INVALID_REFRESH_TOKEN: inDetail(401, "Token is invalid", notValid),
  METHOD_NOT_ALLOWED: inDetail(405, 'Method "{method}" not allowed.'),
  UNSUPPORTED_MEDIA_TYPE: inDetail(415, 'Unsupported media type "{type}" in request.'),
  EMAIL_TAKEN: { status: 400, as: "email" },
  USERNAME_TAKEN: { status: 400, as: "username" },
  DOCTOR_EMAIL_TAKEN: { status: 400, as: "email" },
  LICENSE_NUMBER_TAKEN: { status: 400, as: "license_number" },
  ALREADY_ASSIGNED: { status: 400, as: "non_field_errors" },
  PATIENT_OR_DOCTOR_NOT_FOUND: { status: 400, as: "patient" },
} satisfies Backend["refusals"];

const doctor000 = same("id name specialization");
const backend000: Backend = {
  views: {
    registered: same("id name email"),
    ...tokens,
    patient: same("id name age gender address created_at updated_at"),
    doctor: doctor000,
    mapping: { ...pair, created_at: "assigned_at" },
    careTeam: ["doctors", doctor000],
  },
  bodies: bodiesOf({
    register: { name: text },
    login: "email",
    patient: {
      name: upTo(120),
      age: whole(),
      gender: z.enum(["male", "female", "other"]),
      address: optional,
    },
    doctor: { name: text, specialization: text },
  }),
  genders: {},
  refusals: {
    ...refusals,
    PATIENT_HAS_ASSIGNMENTS: { status: 400, as: "error" },
    DOCTOR_HAS_ASSIGNMENTS: { status: 400, as: "error" },
  },
};

const patient001: View = {
  ...same("id name age gender address phone_number"),
  managed_by: { usernameOf: "created_by" },
};
const doctor001 = same("id name specialization contact_info");
const mapping001 = { ...pair, ...same("patient_name doctor_name assigned_at") };
const backend001: Backend = {
  views: {
    registered: registeredText,
    ...tokens,
    patient: patient001,
    doctor: doctor001,
    mapping: mapping001,
    careTeam: ["doctors", doctor001],
  },
  bodies: bodiesOf({
    register: {},
    registration: z
      .object({ username: text, email: text, password: secret, password2: secret })
      .refine(({ password, password2 }) => password === password2, {
        path: ["password"],
        error: "Does not match the password",
      }),
    login: "username",
    patient: { name: text, age: whole(), gender: oneLetter, address: text, phone_number: upTo(15) },
    doctor: { name: text, specialization: text, contact_info: text },
  }),
  genders: letters,
  refusals,
  unassigns: true,
};

const patient002 = same("id name age gender created_by");
const doctor002 = { ...same("id name specialization"), experience: "years_of_experience" };
const mapping002: View = {
  ...pair,
  assigned_at: "assigned_at",
  patient_details: ["patient", patient002],
  doctor_details: ["doctor", doctor002],
};
const backend002: Backend = {
  views: {
    registered: { ...registeredText, user: ["", same("id name email username")] },
    ...tokens,
    patient: patient002,
    doctor: doctor002,
    mapping: mapping002,
    careTeam: ["doctors", doctor002],
  },
  bodies: bodiesOf({
    register: { name: text },
    login: "email",
    patient: { name: text, age: whole(150), gender: z.enum(["Male", "Female", "Other"]) },
    doctor: { name: text, specialization: text, experience: whole() },
  }),
  genders: { male: "Male", female: "Female", other: "Other" },
  refusals: { ...refusals, PATIENT_OR_DOCTOR_NOT_FOUND: { status: 403, as: "error" } },
  wrapsErrors: true,
  unassigns: true,
};

const patient003 = same(
  "id first_name last_name date_of_birth gender phone_number email address medical_history",
);
const doctor003 = same(
  "id first_name last_name specialization license_number phone_number email years_of_experience",
);
const mapping003 = { ...pair, ...same("reason_for_visit assigned_by assigned_at") };
const user003 = same("id email name");
const backend003: Backend = {
  views: {
    registered: { user: ["", user003], tokens: ["tokens", pairOfTokens], ...registeredText },
    loggedIn: {
      user: ["user", user003],
      tokens: ["tokens", pairOfTokens],
      message: { text: "Login successful" },
    },
    refreshed: same("access"),
    patient: patient003,
    doctor: doctor003,
    mapping: mapping003,
    careTeam: ["doctors", doctor003],
  },
  bodies: bodiesOf({
    register: { name: text },
    login: "email",
    patient: {
      ...fields("first_name last_name date_of_birth", text),
      gender: oneLetter,
      ...fields("phone_number email address medical_history", optional),
    },
    doctor: {
      ...fields("first_name last_name specialization license_number", text),
      ...fields("phone_number email", optional),
      years_of_experience: whole().nullish(),
    },
    mapping: { patient: id, doctor: id, reason_for_visit: optional },
  }),
  genders: letters,
  refusals,
  unassigns: true,
};

const patient004 = { id: "id", ...named, ...same("age gender created_by") };
const doctor004 = { id: "id", ...named, ...same("specialization max_appointments_per_day gender") };
const changed004 = { email: text, firstname: text, lastname: text, age: whole(120) };
const unknown: Refusal = { status: 404, as: "msg" };
const backend004: Backend = {
  views: {
    registered: same("id username email"),
    ...tokens,
    patient: patient004,
    changedPatient: { email: "email", ...named, age: "age" },
    doctor: doctor004,
    mapping: {
      id: "id",
      patient: ["patient", patient004],
      doctor: ["doctor", doctor004],
      assigned_at: "assigned_at",
    },
    newMapping: { patient: "patient_id", doctor: "doctor_id", assigned_at: "assigned_at" },
    careTeam: {
      patient: "patient.name",
      patient_id: "patient_id",
      doctors: ["doctors", doctor004],
    },
  },
  bodies: bodiesOf({
    register: { username: text },
    login: "username",
    patient: { ...changed004, gender: z.enum(["M", "F"]) },
    changedPatient: changed004,
    doctor: {
      ...fields("firstname lastname email", text),
      gender: z.enum(["M", "F"]),
      specialization: z.enum(["CARD", "DERM", "NEUR", "ORTH", "PED", "GEN"]),
    },
  }),
  genders: letters,
  refusals: {
    ...refusals,
    ALREADY_ASSIGNED: inDetail(409, "Mapping already exists"),
    PATIENT_OR_DOCTOR_NOT_FOUND: { status: 404, as: "detail" },
    PATIENT_NOT_FOUND: unknown,
    DOCTOR_NOT_FOUND: unknown,
  },
  changesParts: true,
  unassigns: true,
};

export const backends: Readonly<Record<DjangoDialect, Backend>> = {
  "000": backend000,
  "001": backend001,
  "002": backend002,
  "003": backend003,
  "004": backend004,
};
