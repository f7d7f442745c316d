import type { DjangoDialect } from "@caretype/coming-from-django/declaration";
import { expect } from "vitest";

// Printed answers in the five Django backends' documents.

export const some = expect.any(String);
export const messages = [some];
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z$/);
export const password = "nine lives of a lamp";
export const tokens = { refresh: some, access: some };
export const unknownId = "0198c0de-0000-7000-8000-000000000000";

/** `{patient}` and the like are the id of the last answer to `POST /patients/`, or the first of a list. */
type Exchange = [line: string, sent: unknown, status: number, answered?: unknown];

const named = { name: "Ann Lee", email: "ann-000@example.org" };
export const patient000 = { name: "John Doe", age: 35, gender: "male", address: "Elm St" };
const kept000 = { ...patient000, id: some, created_at: instant, updated_at: instant };
const doctor000 = { name: "Sam Okafor", specialization: "Cardiology" };
const mapping000 = { id: some, patient: some, doctor: some, created_at: instant };

export const patient001 = {
  name: "John Doe",
  age: 35,
  gender: "M",
  address: "Elm St",
  phone_number: "5550101",
};
const kept001 = { ...patient001, id: some, managed_by: "user001" };
const doctor001 = { name: "Sam Okafor", specialization: "Cardiology", contact_info: "Room 4" };
const mapping001 = {
  id: some,
  patient: some,
  doctor: some,
  assigned_at: instant,
  patient_name: "John Doe",
  doctor_name: "Sam Okafor",
};

const user002 = { name: "Ann Lee", email: "ann-002@example.org" };
export const patient002 = { name: "John Doe", age: 35, gender: "Male" };
const kept002 = { ...patient002, id: some, created_by: some };
export const doctor002 = { name: "Sam Okafor", specialization: "Cardiology", experience: 12 };
export const mapping002 = {
  id: some,
  patient: some,
  doctor: some,
  assigned_at: instant,
  patient_details: kept002,
  doctor_details: { ...doctor002, id: some },
};

const user003 = { name: "Ann Lee", email: "ann-003@example.org" };
export const patient003 = {
  first_name: "John",
  last_name: "Doe",
  date_of_birth: "1990-04-01",
  gender: "M",
  phone_number: "555-0101",
  email: "john@example.org",
  address: "Elm St",
  medical_history: "Asthma",
};
const doctor003 = {
  first_name: "Sam",
  last_name: "Okafor",
  specialization: "Cardiology",
  license_number: "L-003",
  phone_number: "555-0102",
  email: "sam-003@example.org",
  years_of_experience: 12,
};
const mapping003 = {
  id: some,
  patient: some,
  doctor: some,
  reason_for_visit: "Cough",
  assigned_by: some,
  assigned_at: instant,
};

const user004 = { username: "user004", email: "ann-004@example.org" };
export const patient004 = { firstname: "Syed", lastname: "Mehdi", age: 21, gender: "M" };
export const kept004 = { ...patient004, id: some, created_by: some };
const doctor004 = { firstname: "Sam", lastname: "Okafor", specialization: "DERM", gender: "M" };
const listed004 = { ...doctor004, id: some, max_appointments_per_day: 10 };

export const documented: Record<DjangoDialect, Exchange[]> = {
  "000": [
    ["POST /auth/register/", { ...named, password }, 201, { ...named, id: some }],
    ["POST /auth/register/", { ...named, password }, 400, { email: messages }],
    ["POST /auth/login/", { email: named.email, password: "wrong" }, 401, { detail: some }],
    ["POST /auth/login/", { email: named.email, password }, 200, tokens],
    ["POST /auth/token/refresh/", { refresh: "{refresh}" }, 200, { access: some }],
    ["POST /patients/", patient000, 201, kept000],
    ["GET /patients/", undefined, 200, [kept000]],
    ["GET /patients/{patient}/", undefined, 200, kept000],
    ["PUT /patients/{patient}/", { ...patient000, age: "36" }, 200, { ...kept000, age: 36 }],
    ["POST /patients/", { name: "", gender: "M" }, 400, { name: messages, age: messages, gender: messages }],
    [`GET /patients/${unknownId}/`, undefined, 404, { detail: some }],
    ["POST /doctors/", doctor000, 201, { ...doctor000, id: some }],
    ["POST /mappings/", { patient: "{patient}", doctor: "{doctor}" }, 201, mapping000],
    ["POST /mappings/", { patient: "{patient}", doctor: "{doctor}" }, 400, { non_field_errors: messages }],
    ["POST /mappings/", { patient: unknownId, doctor: "{doctor}" }, 400, { patient: messages }],
    ["GET /mappings/", undefined, 200, [mapping000]],
    ["GET /mappings/{patient}/", undefined, 200, [{ ...doctor000, id: some }]],
    ["DELETE /patients/{patient}/", undefined, 400, { error: some }],
    ["DELETE /doctors/{doctor}/", undefined, 400, { error: some }],
    ["DELETE /mappings/{mapping}/", undefined, 204],
    ["DELETE /patients/{patient}/", undefined, 204],
    [`DELETE /doctors/${unknownId}/`, undefined, 404, { detail: some }],
  ],
  "001": [
    [
      "POST /auth/register/",
      { username: "user001", email: "ann-001@example.org", password, password2: "another" },
      400,
      { password: messages },
    ],
    [
      "POST /auth/register/",
      { username: "user001", email: "ann-001@example.org", password, password2: password },
      201,
      { message: some },
    ],
    ["POST /auth/login/", { username: "user001", password }, 200, tokens],
    ["POST /auth/login/refresh/", { refresh: "{refresh}" }, 200, { access: some }],
    ["POST /patients/", patient001, 201, kept001],
    ["GET /patients/", undefined, 200, [kept001]],
    ["PATCH /patients/{patient}/", { address: "Oak St" }, 200, { ...kept001, address: "Oak St" }],
    ["POST /doctors/", doctor001, 201, { ...doctor001, id: some }],
    ["PATCH /doctors/{doctor}/", { contact_info: "Room 4" }, 200, { ...doctor001, id: some }],
    ["POST /mappings/", { patient: "{patient}", doctor: "{doctor}" }, 201, mapping001],
    ["GET /mappings/", undefined, 200, [mapping001]],
    ["GET /mappings/{mapping}/", undefined, 200, mapping001],
    ["PUT /mappings/{mapping}/", { patient: "{patient}", doctor: "{doctor}" }, 200, mapping001],
    ["GET /patients/{patient}/doctors/", undefined, 200, [{ ...doctor001, id: some }]],
    // This also removes its mappings.
    ["DELETE /patients/{patient}/", undefined, 204],
    ["GET /mappings/", undefined, 200, []],
  ],
  "002": [
    [
      "POST /auth/register/",
      { ...user002, password },
      201,
      { message: some, user: { ...user002, id: some, username: some } },
    ],
    ["POST /auth/register/", { ...user002, password }, 400, { error: { email: messages } }],
    ["POST /auth/login/", { email: user002.email, password }, 200, tokens],
    ["POST /auth/refresh/", { refresh: "{refresh}" }, 200, { access: some }],
    ["POST /patients/", patient002, 201, kept002],
    ["POST /patients/", { ...patient002, age: 151 }, 400, { error: { age: messages } }],
    ["PATCH /patients/{patient}/", { gender: "Other" }, 200, { ...kept002, gender: "Other" }],
    ["PATCH /patients/{patient}/", { gender: "Male" }, 200, kept002],
    ["POST /doctors/", doctor002, 201, { ...doctor002, id: some }],
    ["POST /mappings/", { patient: "{patient}", doctor: "{doctor}" }, 201, mapping002],
    [
      "POST /mappings/",
      { patient: "{patient}", doctor: "{doctor}" },
      400,
      { error: { non_field_errors: messages } },
    ],
    ["POST /mappings/", { patient: unknownId, doctor: "{doctor}" }, 403, { error: some }],
    ["GET /mappings/", undefined, 200, [mapping002]],
    ["GET /mappings/patient/{patient}/", undefined, 200, [mapping002]],
    ["GET /mappings/{patient}/", undefined, 200, [{ ...doctor002, id: some }]],
    ["DELETE /mappings/{mapping}/", undefined, 204],
    ["DELETE /mappings/{mapping}/", undefined, 404, { detail: some }],
  ],
  "003": [
    [
      "POST /auth/register/",
      { ...user003, password },
      201,
      { user: { ...user003, id: some }, tokens, message: "User registered successfully" },
    ],
    [
      "POST /auth/login/",
      { email: user003.email, password },
      200,
      { user: { ...user003, id: some }, tokens, message: "Login successful" },
    ],
    ["POST /auth/token/refresh/", { refresh: "{refresh}" }, 200, { access: some }],
    ["POST /patients/", patient003, 201, { ...patient003, id: some }],
    ["GET /patients/{patient}/", undefined, 200, { ...patient003, id: some }],
    ["POST /doctors/", doctor003, 201, { ...doctor003, id: some }],
    ["POST /doctors/", { ...doctor003, email: "other-003@example.org" }, 400, { license_number: messages }],
    ["GET /doctors/{doctor}/", undefined, 200, { ...doctor003, id: some }],
    [
      "POST /mappings/",
      { patient: "{patient}", doctor: "{doctor}", reason_for_visit: "Cough" },
      201,
      mapping003,
    ],
    ["GET /mappings/patient/{patient}/", undefined, 200, [mapping003]],
    ["DELETE /doctors/{doctor}/", undefined, 204],
    ["GET /mappings/patient/{patient}/", undefined, 200, []],
    ["DELETE /mappings/{mapping}/", undefined, 404, { detail: some }],
  ],
  "004": [
    ["POST /auth/register/", { ...user004, password }, 201, { ...user004, id: some }],
    [
      "POST /auth/register/",
      { ...user004, email: "b-004@example.org", password },
      400,
      { username: messages },
    ],
    ["POST /auth/login/", { username: "user004", password: "wrong" }, 401, { detail: some }],
    ["POST /auth/login/", { username: "user004", password }, 200, tokens],
    ["POST /patients/", { ...patient004, email: "syed@example.org", ward: 7 }, 201, kept004],
    ["POST /patients/", patient004, 400, { email: messages }],
    ["POST /patients/", { ...patient004, email: "s@example.org", age: 121 }, 400, { age: messages }],
    ["GET /patients/?page=1", undefined, 200, [kept004]],
    ["GET /patients/{patient}/", undefined, 200, kept004],
    [
      "PUT /patients/{patient}/",
      { email: "mehdi@example.org", gender: "F" },
      200,
      { email: "mehdi@example.org", firstname: "Syed", lastname: "Mehdi", age: 21 },
    ],
    [`GET /patients/${unknownId}/`, undefined, 404, { msg: some }],
    ["GET /patients/9999/", undefined, 404, { msg: some }],
    [
      "POST /doctors/",
      { ...doctor004, email: "sam-004@example.org", max_appointments_per_day: 99 },
      201,
      listed004,
    ],
    ["POST /doctors/", { ...doctor004, email: "sam-004@example.org" }, 400, { email: messages }],
    ["GET /doctors/{doctor}/", undefined, 200, listed004],
    ["GET /doctors/9999/", undefined, 404, { msg: some }],
    [
      "POST /mappings/",
      { patient: "{patient}", doctor: "{doctor}" },
      201,
      { patient: some, doctor: some, assigned_at: instant },
    ],
    [
      "POST /mappings/",
      { patient: "{patient}", doctor: "{doctor}" },
      409,
      { detail: "Mapping already exists" },
    ],
    ["POST /mappings/", { patient: 9999, doctor: "{doctor}" }, 404, { detail: some }],
    [
      "GET /mappings/",
      undefined,
      200,
      [{ id: some, patient: kept004, doctor: listed004, assigned_at: instant }],
    ],
    [
      "GET /mappings/{patient}/",
      undefined,
      200,
      { patient: "Syed Mehdi", patient_id: some, doctors: [listed004] },
    ],
    ["DELETE /mappings/{mapping}/delete", undefined, 204],
    ["DELETE /mappings/{mapping}/delete", undefined, 404, { detail: some }],
    [
      "POST /mappings/",
      { patient: "{patient}", doctor: "{doctor}" },
      201,
      { patient: some, doctor: some, assigned_at: instant },
    ],
    ["GET /mappings/", undefined, 200, [expect.anything()]],
    ["DELETE /mappings/{mapping}/{doctor}/", undefined, 204],
    ["DELETE /mappings/{mapping}/{doctor}/", undefined, 404, { detail: some }],
    ["DELETE /patients/{patient}/", undefined, 204],
  ],
};
