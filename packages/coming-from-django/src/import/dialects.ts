import type { DjangoDialect } from "../declaration.ts";

// The five Django backends that Caretype replaces. They name the same things differently, and each has its own app, so
// tables are found by their columns.

const assignmentsWereShown =
  "Assignments were listed to every user, and anybody could assign doctors to any patient. Now only the practice of the patient sees and adds them.";

/** What users notice after the import, printed with its result. */
export const changesFor: Record<DjangoDialect, readonly string[]> = {
  "000": ["A patient of somebody else is now not found, like one that does not exist."],
  "001": [assignmentsWereShown],
  "002": ["A record that does not exist is now answered with 404 instead of 400."],
  "003": [],
  "004": [
    assignmentsWereShown,
    "A patient's details were shown without a token. Now they need one.",
    "A doctor's daily limit of appointments now refuses more.",
  ],
};

/** The possible columns of each field, in order of preference. */
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

/** Whether a table with these columns could be the one of a kind. */
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

/** Django names a table `app_model`. If several tables could be the one, the one of such a model is taken. */
export const modelNames: Record<DjangoKind, RegExp> = {
  user: /(?:^|_)users?$/,
  patient: /(?:^|_)patients?$/,
  doctor: /(?:^|_)doctors?$/,
  mapping: /mappings?$|assignments?$/,
};
