import { importCases } from "./import.ts";
import { failedLogInCases } from "./log-in.ts";
import { mailedLinkCases } from "./mailed-links.ts";
import { memberCases } from "./members.ts";
import { passkeyCases } from "./passkeys.ts";
import { secondFactorCases } from "./second-factor.ts";
import { sessionCases } from "./session.ts";
import { staffCases } from "./staff.ts";
import { type Caller, size, versionsEach, type World } from "./world.ts";

type Input = Record<string, unknown>;
type MakeInput = (world: World) => Input;

export type Case = {
  input: MakeInput;
  /**
   * The most rows of one table that may be read, if twice the returned rows are too few. `because` gives the
   * reason.
   */
  reads?: { atMost: number; because: string };
  /** The error that the call ends with, after its statements. */
  refused?: string;
  /** The caller. Default: the owner. */
  by?: (world: World) => Caller;
};

const of = (input: Input | MakeInput, more: Omit<Case, "input"> = {}): Case => ({
  input: typeof input === "function" ? input : () => input,
  ...more,
});

const reading = (atMost: number, because: string) => ({ reads: { atMost, because } });

const sorts = ["newest", "oldest", "name", "updated"] as const;

/** The first page of each sort, and one in the middle of the list. */
const everySort = (cursors: (world: World) => Record<string, string>, more: Input = {}): Case[] =>
  sorts.flatMap((sort) => [
    of({ sort, ...more }),
    of((world) => ({ sort, cursor: cursors(world)[sort], ...more })),
  ]);

const unknownId = "0198c0de-0000-7000-8000-000000000000";
const nobody = (field = "id", refused?: string) => of({ [field]: unknownId }, refused ? { refused } : {});

const commonWord = reading(600, "a third of all people match: the walk ends when the page is full");
const halfMatch = reading(300, "every second person matches: the others are passed over in the index");
const everyThird = reading(400, "one in three matches: it is as good to pass over the others");
/** The scan, its end, and what the trigram index finds. */
const rareWord = reading(
  2 * 5_000 + 500,
  "it is looked for among the nearest 5,000, in the index alone, and by trigrams among the others",
);
const noTrigram = reading(
  2 * 5_000 + size.largestPractice,
  "two letters make no trigram: every person of the practice is looked at, in the index alone",
);
const ofAge = reading(2_000, "those of another age are passed over, or those of the age are sorted");
const wholeDirectory = reading(2 * size.doctors, "no trigram: every doctor is looked at, in the index alone");

const since = reading(2 * versionsEach, "the versions since then are passed over");

/** For a record with many versions, and for a removed one. */
const histories = (
  kind: "patient" | "doctor" | "assignment",
  idOf: (world: World) => string,
  removedIdOf: (world: World) => string,
): Record<string, Case[]> => {
  const notFound = `${kind.toUpperCase()}_NOT_FOUND`;
  return {
    [`${kind}.history`]: [
      of((world) => ({ id: idOf(world) })),
      of((world) => ({ id: idOf(world), cursor: world.versions.cursor, limit: 10 })),
      of((world) => ({ id: removedIdOf(world), limit: 200 })),
      nobody("id", notFound),
    ],
    [`${kind}.asOf`]: [
      of((world) => ({ id: idOf(world), at: world.versions.at })),
      of((world) => ({ id: idOf(world), at: "2999-01-01T00:00:00Z" })),
      of((world) => ({ id: idOf(world), at: "2001-01-01T00:00:00Z" }), {
        refused: "NOT_THERE_THEN",
      }),
      of((world) => ({ id: removedIdOf(world), at: "2999-01-01T00:00:00Z" }), { refused: "NOT_THERE_THEN" }),
    ],
    [`${kind}.diff`]: [
      of((world) => ({ id: idOf(world), from: 3 }), since),
      of((world) => ({ id: idOf(world), from: 3, to: 9 }), since),
      of((world) => ({ id: idOf(world), from: 1, to: 999 }), { refused: "VERSION_NOT_FOUND", ...since }),
    ],
    [`${kind}.revert`]: [of((world) => ({ id: idOf(world), version: 3, expectedVersion: "any" }), since)],
  };
};

const sameDayOrName = reading(100, "who was born on the same day, or has the same name, is looked at");

const withNames = reading(200, "of each of at most 51, the patient and the doctor may be removed, too");

const searches: Case[] = [
  of({ q: "an" }, commonWord),
  of({ q: "mar", sort: "oldest" }, reading(2_000, "every tenth person matches")),
  of(({ patients }) => ({ q: "an", cursor: patients.newest }), commonWord),
  of({ q: "quisenberry" }, rareWord),
  of({ q: "zebulon", sort: "oldest" }, rareWord),
  of({ q: "nobody has this name" }, rareWord),
  of({ q: "xq" }, noTrigram),
  of({ q: "quisenberry", sort: "name" }, reading(500, "a third of the trigrams' rows may be others'")),
];

const fewEntries = reading(
  2 * 1_000,
  "there are at most 1,000 entries of the patient, and all are looked up",
);
const manyEntries = reading(
  100 * 51 + 50,
  "of a patient who is in more than 1,000 entries, 100 of the practice's are read for each that is wanted",
);
const rareEntries = reading(
  2 * size.auditEntries,
  "no index says which entries have the outcome: the practice's are looked through",
);

const ofDoctors = reading(2_000, "the doctor's assignments are counted, in the index alone");
const everyPatient = reading(size.largestPractice + 100, "every patient of the practice is counted");
const everyAssignment = reading(size.assignments, "every assignment of the practice is counted");
/** The fixture itself is created today. */
const ofToday = reading(20_000, "every entry of the practice's day is read");

const ownSessions = reading(100, "the account's own sessions are looked at, as the expired ones go");

/** Inputs for each procedure. A procedure without a row fails the test. */
export const cases: Record<string, Case[]> = {
  "account.register": [of({ email: "new@example.org", password: "long enough then" })],
  "account.login": [
    of(({ email, password }) => ({ email, password }), ownSessions),
    of(({ email, password }) => ({ username: email.split("@")[0], password }), ownSessions),
    ...failedLogInCases,
  ],
  "account.refresh": [of(({ refresh }) => ({ refresh }))],
  "account.me": [of({})],
  "account.update": [of({ name: "New Name" })],
  "account.logout": [of({}), of(({ refresh }) => ({ refresh }))],
  "account.logoutEverywhere": [of({})],
  ...passkeyCases,
  ...memberCases,
  ...mailedLinkCases,
  ...sessionCases,
  ...secondFactorCases,
  ...staffCases,
  "practice.mine": [of({})],
  "practice.update": [of({ name: "New Name", expectedVersion: "any" })],
  "practice.updateSecondFactor": [
    of({ secondFactor: "optional", graceDays: 30, expectedVersion: "any" }),
    { ...of({ secondFactor: "required", expectedVersion: "any" }), refused: "SECOND_FACTOR_SETUP_REQUIRED" },
  ],
  "patient.list": [
    ...everySort(({ patients }) => patients),
    ...searches,
    of({ gender: "female" }, halfMatch),
    of(({ patients }) => ({ gender: "male", sort: "name", cursor: patients.name }), halfMatch),
    of({ gender: "other" }, reading(13_000, "one in a hundred matches: the walk is as for a rare word")),
    of({ minAge: 18, maxAge: 39 }, ofAge),
    of({ maxAge: 17, sort: "oldest" }, ofAge),
    of({ minAge: 95 }, ofAge),
    of({ minAge: 40, maxAge: 64, sort: "name" }, ofAge),
    of({ minAge: 95, q: "an", gender: "female" }, ofAge),
    of(
      ({ doctorId }) => ({ doctorId, minAge: 40 }),
      reading(400, "all of a doctor's patients are looked at"),
    ),
    of(({ doctorId }) => ({ doctorId })),
    of(({ doctorId, patients }) => ({ doctorId, sort: "oldest", cursor: patients.oldest })),
    of(({ doctorId }) => ({ doctorId, sort: "name" }), reading(400, "a doctor's patients have to be sorted")),
    of(({ doctorId }) => ({ doctorId, q: "an" }), reading(400, "all of a doctor's patients are looked at")),
  ],
  "patient.byId": [of(({ patientId }) => ({ id: patientId })), nobody("id", "PATIENT_NOT_FOUND")],
  "patient.create": [
    of({ name: "Ann Lee", gender: "female", age: 41 }),
    of(
      {
        name: "Ann Quisenberry",
        gender: "female",
        dateOfBirth: "1980-02-29",
        onDuplicates: "refuse",
        phoneNumber: "030 5550199",
        email: "ann@example.org",
      },
      sameDayOrName,
    ),
  ],
  "patient.update": [of(({ patientId }) => ({ id: patientId, expectedVersion: "any", name: "New Name" }))],
  "patient.remove": [
    of(({ freePatientId }) => ({ id: freePatientId, expectedVersion: "any" })),
    of(({ patientId }) => ({ id: patientId, expectedVersion: "any" }), {
      refused: "PATIENT_HAS_ASSIGNMENTS",
    }),
    of(({ patientId }) => ({ id: patientId, expectedVersion: "any", unassign: true })),
  ],
  "patient.duplicates": [
    of(({ patientId }) => ({ id: patientId }), sameDayOrName),
    nobody("id", "PATIENT_NOT_FOUND"),
  ],
  "patient.merge": [
    of(({ patientId, freePatientId }) => ({
      keepId: freePatientId,
      expectedVersion: "any",
      mergedId: patientId,
      mergedExpectedVersion: "any",
    })),
    of(
      ({ freePatientId }) => ({
        keepId: freePatientId,
        expectedVersion: "any",
        mergedId: unknownId,
        mergedExpectedVersion: "any",
      }),
      { refused: "PATIENT_NOT_FOUND" },
    ),
  ],
  "patient.unmerge": [of(({ mergeId }) => ({ mergeId })), nobody("mergeId", "MERGE_NOT_FOUND")],
  "patient.merges": [
    of(({ patientId }) => ({ id: patientId })),
    of(({ removed }) => ({ id: removed.mergedId })),
    nobody("id", "PATIENT_NOT_FOUND"),
  ],
  "patient.removed": [of({}), of(({ removed }) => ({ cursor: removed.patientCursor }))],
  "patient.restore": [
    of(({ removed }) => ({ id: removed.patientId })),
    of(({ removed }) => ({ id: removed.togetherId })),
    nobody("id", "PATIENT_NOT_FOUND"),
  ],
  "patient.doctors": [
    of(({ patientId }) => ({ id: patientId })),
    of(({ patientId }) => ({ id: patientId, limit: 1 })),
  ],
  ...importCases,
  "doctor.list": [
    ...everySort(({ doctors }) => doctors),
    of({ specialization: "cardiology" }),
    of({ specialization: "CARD" }),
    of(({ doctors }) => ({ specialization: "gen", cursor: doctors.newest }), everyThird),
    of({ specialization: "GEN", sort: "name" }, everyThird),
    of({ gender: "female" }, halfMatch),
    of({ q: "an" }, commonWord),
    of({ q: "quisenberry" }, reading(100, "the trigrams' rows, of which some are others'")),
    of({ q: "xq" }, wholeDirectory),
  ],
  "doctor.workload": [
    of(({ doctorId, freeDoctorId }) => ({ ids: [doctorId, freeDoctorId] }), ofDoctors),
    of({ ids: [unknownId] }),
  ],
  "doctor.specializations": [
    of({}, reading(2 * size.doctors, "each doctor of the practice is looked up once, and no other")),
  ],
  "doctor.mayChange": [
    of(({ doctorId }) => ({ id: doctorId })),
    of(({ freeDoctorId }) => ({ id: freeDoctorId })),
    nobody("id", "DOCTOR_NOT_FOUND"),
  ],
  "doctor.byId": [of(({ doctorId }) => ({ id: doctorId })), nobody("id", "DOCTOR_NOT_FOUND")],
  "doctor.create": [
    of({ name: "Sam Okafor", specialization: "CARD", licenseNumber: "L", email: "s@example.org" }),
  ],
  "doctor.update": [
    of(({ doctorId }) => ({
      id: doctorId,
      expectedVersion: "any",
      contactInfo: "here",
      email: "new@example.org",
    })),
  ],
  "doctor.remove": [
    of(({ freeDoctorId }) => ({ id: freeDoctorId, expectedVersion: "any" })),
    of(({ doctorId }) => ({ id: doctorId, expectedVersion: "any" }), {
      refused: "DOCTOR_HAS_ASSIGNMENTS",
      ...reading(2 * size.assignments, "they are counted, and in other practices one is looked for"),
    }),
  ],
  "doctor.removed": [of({}), of(({ removed }) => ({ cursor: removed.doctorCursor }))],
  "doctor.restore": [of(({ removed }) => ({ id: removed.doctorId })), nobody("id", "DOCTOR_NOT_FOUND")],
  "assignment.list": [
    of({}),
    of({ sort: "oldest" }),
    of(({ assignmentsCursor }) => ({ cursor: assignmentsCursor })),
    of(({ doctorId }) => ({ doctorId })),
    of(({ doctorId, assignmentsCursor }) => ({ doctorId, cursor: assignmentsCursor })),
    of(({ patientId }) => ({ patientId, sort: "oldest" })),
    of(({ assignment: { patientId, doctorId } }) => ({ patientId, doctorId })),
  ],
  "assignment.listForPatient": [
    of(({ patientId }) => ({ patientId })),
    of(({ patientId }) => ({ patientId, limit: 1 })),
  ],
  "assignment.byId": [of(({ assignment }) => ({ id: assignment.id }))],
  "assignment.lookup": [
    of(({ assignment }) => ({ id: assignment.id })),
    of(({ patientId }) => ({ id: patientId })),
    nobody("id", "ASSIGNMENT_NOT_FOUND"),
  ],
  "assignment.create": [
    of(({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId })),
    of(({ assignment: { patientId, doctorId } }) => ({ patientId, doctorId }), {
      refused: "ALREADY_ASSIGNED",
    }),
  ],
  "assignment.update": [
    of(({ assignment }) => ({ id: assignment.id, expectedVersion: "any", reasonForVisit: "new" })),
  ],
  "assignment.remove": [of(({ assignment }) => ({ id: assignment.id, expectedVersion: "any" }))],
  "assignment.removed": [
    of({}, withNames),
    of(({ removed }) => ({ cursor: removed.assignmentCursor }), withNames),
    of(({ removed }) => ({ patientId: removed.patientId }), withNames),
    of({ patientId: unknownId }),
  ],
  "assignment.restore": [
    of(({ removed }) => ({ id: removed.assignmentId })),
    nobody("id", "ASSIGNMENT_NOT_FOUND"),
  ],
  "assignment.removePair": [
    of(({ assignment: { patientId, doctorId } }) => ({ patientId, doctorId, expectedVersion: "any" })),
  ],
  ...histories(
    "patient",
    ({ patientId }) => patientId,
    ({ removed }) => removed.patientId,
  ),
  ...histories(
    "doctor",
    ({ doctorId }) => doctorId,
    ({ removed }) => removed.doctorId,
  ),
  ...histories(
    "assignment",
    ({ assignment }) => assignment.id,
    ({ removed }) => removed.assignmentId,
  ),
  "statistics.patientGrowth": [
    of({ timeZone: "Europe/Zurich" }, everyPatient),
    of({ timeZone: "UTC", months: 1 }, everyPatient),
  ],
  "statistics.patientGroups": [of({}, everyPatient)],
  "statistics.doctorLoad": [of({}, everyAssignment)],
  "statistics.today": [of({ timeZone: "Europe/Zurich" }, ofToday)],
  "audit.list": [
    of({}),
    of({ sort: "oldest" }),
    of(({ entriesCursor }) => ({ cursor: entriesCursor })),
    of({ from: "2024-03-01T00:00:00Z", until: "2024-05-01T00:00:00Z" }),
    of(({ accountId }) => ({ accountId })),
    of(({ accountId, entriesCursor }) => ({ accountId, cursor: entriesCursor })),
    of(({ busyElsewhereId }) => ({ accountId: busyElsewhereId })),
    of({ outcome: "PERMISSION_DENIED" }, rareEntries),
    of(({ patientId }) => ({ subjectId: patientId, sort: "oldest" }), fewEntries),
    of(({ busiestPatientId }) => ({ subjectId: busiestPatientId, sort: "oldest" }), manyEntries),
  ],
  "audit.accessReport": [
    of(({ patientId }) => ({ patientId }), fewEntries),
    of(({ busiestPatientId }) => ({ patientId: busiestPatientId }), manyEntries),
    of(
      ({ busiestPatientId, reportCursor }) => ({ patientId: busiestPatientId, cursor: reportCursor }),
      manyEntries,
    ),
    of(({ removed }) => ({ patientId: removed.patientId }), fewEntries),
    nobody("patientId", "PATIENT_NOT_FOUND"),
  ],
};
