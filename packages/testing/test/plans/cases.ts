import { size, type World } from "./world.ts";

type Input = Record<string, unknown>;
type MakeInput = (world: World) => Input;

export type Case = {
  input: MakeInput;
  /** The rows of one table that may be read where twice the rows returned cannot do, and why it cannot. */
  reads?: { atMost: number; because: string };
  /** The error that the call ends with, after its statements. */
  refused?: string;
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
/** The walk, its end, and what the trigram index finds. */
const rareWord = reading(
  2 * 5_000 + 500,
  "it is looked for among the nearest 5,000, in the index alone, and by trigrams among the others",
);
const noTrigram = reading(
  2 * 5_000 + size.largestPractice,
  "two letters make no trigram: every person of the practice is looked at, in the index alone",
);
const wholeDirectory = reading(2 * size.doctors, "no trigram: every doctor is looked at, in the index alone");

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

/** Inputs for each procedure. One without a row fails in the test. */
export const cases: Record<string, Case[]> = {
  "account.register": [of({ email: "new@example.org", password: "long enough then" })],
  "account.login": [
    of(({ email, password }) => ({ email, password })),
    of(({ email, password }) => ({ username: email.split("@")[0], password })),
  ],
  "account.refresh": [of(({ refresh }) => ({ refresh }))],
  "account.me": [of({})],
  "account.logout": [of({}), of(({ refresh }) => ({ refresh }))],
  "account.logoutEverywhere": [of({})],
  "practice.mine": [of({})],
  "practice.update": [of({ name: "New Name" })],
  "patient.list": [
    ...everySort(({ patients }) => patients),
    ...searches,
    of({ gender: "female" }, halfMatch),
    of(({ patients }) => ({ gender: "male", sort: "name", cursor: patients.name }), halfMatch),
    of({ gender: "other" }, reading(13_000, "one in a hundred matches: the walk is as for a rare word")),
    of(({ doctorId }) => ({ doctorId })),
    of(({ doctorId, patients }) => ({ doctorId, sort: "oldest", cursor: patients.oldest })),
    of(({ doctorId }) => ({ doctorId, sort: "name" }), reading(400, "a doctor's patients have to be sorted")),
    of(({ doctorId }) => ({ doctorId, q: "an" }), reading(400, "all of a doctor's patients are looked at")),
  ],
  "patient.byId": [of(({ patientId }) => ({ id: patientId })), nobody("id", "PATIENT_NOT_FOUND")],
  "patient.create": [of({ name: "Ann Lee", gender: "female", age: 41 })],
  "patient.update": [of(({ patientId }) => ({ id: patientId, name: "New Name" }))],
  "patient.remove": [
    of(({ freePatientId }) => ({ id: freePatientId })),
    of(({ patientId }) => ({ id: patientId }), { refused: "PATIENT_HAS_ASSIGNMENTS" }),
  ],
  "patient.doctors": [
    of(({ patientId }) => ({ id: patientId })),
    of(({ patientId }) => ({ id: patientId, limit: 1 })),
  ],
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
  "doctor.byId": [of(({ doctorId }) => ({ id: doctorId })), nobody("id", "DOCTOR_NOT_FOUND")],
  "doctor.create": [
    of({ name: "Sam Okafor", specialization: "CARD", licenseNumber: "L", email: "s@example.org" }),
  ],
  "doctor.update": [of(({ doctorId }) => ({ id: doctorId, contactInfo: "here", email: "new@example.org" }))],
  "doctor.remove": [
    of(({ freeDoctorId }) => ({ id: freeDoctorId })),
    of(({ doctorId }) => ({ id: doctorId }), { refused: "DOCTOR_HAS_ASSIGNMENTS" }),
  ],
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
  "assignment.update": [of(({ assignment }) => ({ id: assignment.id, reasonForVisit: "new" }))],
  "assignment.remove": [of(({ assignment }) => ({ id: assignment.id }))],
  "assignment.removePair": [of(({ assignment: { patientId, doctorId } }) => ({ patientId, doctorId }))],
};
