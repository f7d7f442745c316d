import type { AppRouter, DeclaredKind } from "@caretype/api";
import { recordKinds } from "@caretype/api/declared";
import { serverCommands } from "./server-commands.ts";

type Feature = keyof AppRouter["_def"]["record"];

/**
 * Descriptions of each feature's commands. Records of other kinds derive theirs. Listed here, so that `--help` and
 * `serve` do not load the router.
 */
const descriptions = {
  account: "Your account: name, email address and password",
  apiKey: "API keys of services",
  appointment: "Appointments and free slots",
  appointmentLink: "Patients' own links to their appointments",
  assignment: "Assignments of doctors to patients",
  allergy: "Patients' allergies, or that none are known",
  condition: "Patients' problems and diagnoses",
  observation: "Measurements, test results and answers",
  encounter: "Patients' visits: time, doctor and reason",
  chart: "A patient's chart: summary, timeline and trends",
  noteKind: "Kinds of notes, and their templates",
  noteDraft: "The caller's drafts of notes",
  note: "Signed notes",
  medication: "Drugs that patients take",
  immunization: "Vaccinations, given or not",
  procedure: "Clinical procedures, such as operations",
  audit: "The access log",
  calendarFeed: "Secret links to doctors' calendars",
  codes: "Codes of terminologies, their import and search",
  doctor: "The shared directory of doctors",
  import: "Imports and uploads",
  invitation: "Invitations to your practice",
  member: "Members of your practice and their roles",
  notification: "Your notifications",
  openingHours: "Doctors' opening hours",
  passkey: "Your passkeys",
  patient: "Patients, their history, duplicates and merges",
  practice: "Practices and their settings",
  event: "Changes of records, in order",
  sampleData: "Sample data for an empty practice",
  secondFactor: "Your authenticator app and recovery codes",
  session: "Your sessions",
  staff: "Administration by staff accounts",
  statistics: "Counts for dashboards",
  refusedEmail: "Patients whose email address is refused",
  waitlist: "Patients who wait for an appointment",
} satisfies Record<Exclude<Feature, DeclaredKind>, string> & Partial<Record<DeclaredKind, string>>;

const ofKinds = Object.fromEntries(
  Object.entries(recordKinds).map(([kind, { many }]) => [kind, `The practice's ${many}`]),
);

/** Converts camelCase to the command line's words: `dateOfBirth` → `date-of-birth`. */
export const kebabCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const features = Object.entries({ ...ofKinds, ...descriptions }).map(([name, description]) => ({
  name,
  group: kebabCase(name),
  description,
}));

/** Groups of features that share their name with a command of the server's repository. They are only under `api`. */
export const databaseGroups: readonly string[] = features
  .map(({ group }) => group)
  .filter((group) => serverCommands.includes(group));
