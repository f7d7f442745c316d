import { wireName } from "../rest/names.ts";

// Example values by a field's REST name, where neither the schema nor the type gives a good one.

const texts: Readonly<Record<string, string>> = {
  access: "eyJhbGciOiJIUzI1NiJ9…",
  action: "patient.update",
  address: "12 River Street, Springfield",
  attestationObject: "o2NmbXRkbm9uZQ",
  authenticatorData: "SZYN5YgOjGh0NBcP",
  basis: "clinician, patient:update",
  challenge: "Zm9yIG9uZSBzaWduLWlu",
  clientDataJSON: "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
  closes: "17:00",
  code: "123456",
  column: "Birth date",
  device: "Firefox on Windows",
  doctor_name: "Sam Okafor",
  email: "jane.roe@example.org",
  file: "patients.csv",
  first_name: "Jane",
  from: "Earlier text",
  id: "AbCdEf123456",
  key: "ct_0123456789abcdef",
  last_name: "Roe",
  license_number: "LIC-20418",
  link: "https://caretype.example.org/calendar#token",
  medical_history: "Asthma since childhood",
  month: "2026-03",
  name: "Jane Roe",
  new_password: "nine lives of a lamp",
  next_cursor: "WyIyMDI2Il0",
  opens: "08:30",
  outcome: "ok",
  password: "nine lives of a lamp",
  password_confirmation: "nine lives of a lamp",
  current_password: "nine lives of a lamp",
  path: "/calendars/token.ics",
  patient_name: "Jane Roe",
  phone_number: "+41 44 668 18 00",
  practice_name: "Riverside Practice",
  preferred_language: "en",
  qr_code: "data:image/svg+xml;base64,PHN2Zy8+",
  rawId: "AbCdEf123456",
  reason: "The patient asked for it",
  reason_for_visit: "Palpitations",
  recovery_code: "k3vq-8m2p-xt7d",
  refresh: "ctr_0123456789abcdef",
  request_id: "0198c0de-7a10-7c00-8000-00000000000b",
  role: "clinician",
  room_name: "Room 1",
  rpId: "caretype.example.org",
  secret: "JBSWY3DPEHPK3PXP",
  signature: "MEUCIQDbNl0",
  specialization: "CARD",
  specialization_label: "Cardiology",
  starts_from: "09:00",
  starts_to: "12:00",
  system: "https://example.org/records",
  time_zone: "Europe/Zurich",
  to: "Later text",
  token: "k3vq8m2pxt7d",
  transports: "internal",
  type: "/errors/patient-not-found",
  uri: "otpauth://totp/Caretype:jane?secret=JBSWY3DPEHPK3PXP",
  userHandle: "AbCdEf123456",
  user_agent: "Mozilla/5.0",
  username: "jane.roe",
  visit_type_name: "Check-up",
};

/** The `name` of records that are no people, by the prefix of the schema's name. */
const namesOf: readonly (readonly [string, string])[] = [
  ["Room", "Room 1"],
  ["VisitType", "Check-up"],
  ["Practice", "Riverside Practice"],
  ["OwnPractice", "Riverside Practice"],
  ["SavedView", "Over 60"],
  ["ApiKey", "Reporting"],
  ["MadeApiKey", "Reporting"],
  ["Passkey", "Laptop"],
  ["Doctor", "Sam Okafor"],
];

/** For inputs that are refused with their required fields alone. */
export const wholeExamples: Readonly<Record<string, object>> = {
  AccountCompleteLoginInput: { challenge: "Zm9yIG9uZSBzaWduLWlu", code: "123456" },
  AccountLoginInput: { email: "jane.roe@example.org", password: "nine lives of a lamp" },
  DoctorCreateInput: { name: "Sam Okafor", specialization: "CARD" },
  PatientCreateInput: { name: "Jane Roe", gender: "female", date_of_birth: "1984-05-17" },
};

const numbers: Readonly<Record<string, number>> = { age: 41, version: 3, years_of_experience: 12 };

/** Values that fit a person's other examples better than the first choice. */
const choices: Readonly<Record<string, unknown>> = { gender: "female" };
const dates: Readonly<Record<string, string>> = { date_of_birth: "1984-05-17" };
const untrue: readonly string[] = ["date_of_birth_approximate"];

const formats: Readonly<Record<string, string>> = {
  date: "2026-03-14",
  "date-time": "2026-03-14T09:30:00Z",
  email: "jane.roe@example.org",
  uuid: "0198c0de-7a10-7c00-8000-00000000000a",
};

type Field = { name: string; owner: string };

/** Returns the value for a field by its REST name. The field's own name may be the typed one. */
const givenFor = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  values[name] ?? values[wireName(name)];

/** Returns a text, by default the field's name in words. */
export function exampleText({ name, owner }: Field, format = ""): string {
  const ofRecord = name === "name" ? namesOf.find(([start]) => owner.startsWith(start))?.[1] : undefined;
  const date = format === "date" ? givenFor(dates, name) : undefined;
  return date ?? formats[format] ?? ofRecord ?? givenFor(texts, name) ?? inWords(name);
}

export const exampleFlag = ({ name }: Field): boolean => !untrue.includes(wireName(name));

/** Returns one of the choices. Undefined: there are none. */
export const exampleChoice = ({ name }: Field, all: readonly unknown[]): unknown =>
  all.includes(choices[name]) ? choices[name] : all.find((choice) => choice !== null);

export const exampleNumber = ({ name }: Field): number => givenFor(numbers, name) ?? 1;

/** `visit_note` and `visitNote` are “Visit note”. */
const inWords = (name: string) => {
  const words = wireName(name).replace(/^_/, "").replaceAll("_", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
