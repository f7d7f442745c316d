import type { DjangoDialect } from "../declaration.ts";

// The five Django backends that Caretype replaces. Their names differ, and each has its own app, so tables are found
// by their columns.

const assignmentsWereShown =
  "Assignments were listed to every user, and every user could assign doctors to any patient. Now only the practice of the patient sees and adds them.";

/** Changes that users notice, printed with the result. */
export const changesFor: Record<DjangoDialect, readonly string[]> = {
  "000": ["Another user's patient is now not found, like one that does not exist."],
  "001": [assignmentsWereShown],
  "002": ["A record that does not exist is now answered with 404 instead of 400."],
  "003": [],
  "004": [
    assignmentsWereShown,
    "A patient's details were shown without a token. Now they need one.",
    "A doctor's daily limit of appointments now refuses more.",
  ],
};

/** Each field's possible columns, in order of preference. */
export const fieldColumns = {
  user: {
    id: ["id"],
    password: ["password"],
    email: ["email"],
    username: ["username"],
    name: ["name", "full_name"],
    firstName: ["first_name", "firstname"],
    lastName: ["last_name", "lastname"],
    isActive: ["is_active"],
    isStaff: ["is_staff"],
    isSuperuser: ["is_superuser"],
    joinedAt: ["date_joined", "created_at"],
  },
  patient: {
    id: ["id"],
    name: ["name", "full_name"],
    firstName: ["first_name", "firstname"],
    lastName: ["last_name", "lastname"],
    dateOfBirth: ["date_of_birth", "dob", "birth_date"],
    age: ["age"],
    gender: ["gender", "sex"],
    phoneNumber: ["phone_number", "phone", "contact_number"],
    email: ["email"],
    address: ["address"],
    medicalHistory: ["medical_history"],
    createdBy: ["created_by_id", "user_id", "owner_id"],
  },
  doctor: {
    id: ["id"],
    name: ["name", "full_name"],
    firstName: ["first_name", "firstname"],
    lastName: ["last_name", "lastname"],
    specialization: ["specialization", "specialisation", "specialty"],
    licenseNumber: ["license_number", "licence_number"],
    yearsOfExperience: ["years_of_experience", "experience"],
    contactInfo: ["contact_info"],
    phoneNumber: ["phone_number", "phone", "contact_number"],
    email: ["email"],
    gender: ["gender", "sex"],
    maxAppointmentsPerDay: ["max_appointments_per_day"],
    createdBy: ["created_by_id", "user_id", "owner_id"],
  },
  mapping: {
    id: ["id"],
    patient: ["patient_id"],
    doctor: ["doctor_id"],
    reasonForVisit: ["reason_for_visit", "reason"],
    assignedBy: ["assigned_by_id", "created_by_id", "user_id"],
    assignedAt: ["assigned_at", "created_at"],
  },
} as const;

export type DjangoKind = keyof typeof fieldColumns;
export const djangoKinds = ["user", "patient", "doctor", "mapping"] as const satisfies DjangoKind[];
export type FieldOf<Kind extends DjangoKind> = keyof (typeof fieldColumns)[Kind] & string;

const nameColumns = ["name", "full_name", "first_name", "firstname"];

/** Returns whether a table with these columns could be of a kind. */
export const looksLike: Record<DjangoKind, (columns: ReadonlySet<string>) => boolean> = {
  user: (columns) => columns.has("password") && (columns.has("username") || columns.has("email")),
  patient: (columns) =>
    nameColumns.some((name) => columns.has(name)) &&
    !columns.has("password") &&
    ["medical_history", "date_of_birth", "dob", "birth_date", "age"].some((name) => columns.has(name)),
  doctor: (columns) =>
    nameColumns.some((name) => columns.has(name)) &&
    !columns.has("password") &&
    fieldColumns.doctor.specialization.some((name) => columns.has(name)),
  mapping: (columns) => columns.has("patient_id") && columns.has("doctor_id"),
};

/** Django names a table `app_model`. Among several candidates, the model's name decides. */
export const modelNames: Record<DjangoKind, RegExp> = {
  user: /(?:^|_)users?$/,
  patient: /(?:^|_)patients?$/,
  doctor: /(?:^|_)doctors?$/,
  mapping: /mappings?$|assignments?$/,
};
