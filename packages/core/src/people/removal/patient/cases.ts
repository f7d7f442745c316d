import {
  anyVersion,
  type CasesOf,
  clinical,
  createdRecord,
  frontDesk,
  members,
  none,
  nothing,
  type PlannedCall,
  reading,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { everySort, everyTenth, halfMatch } from "@caretype/test-api/list-plans";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import type { inferProcedureInput } from "@trpc/server";
import { historyCases } from "../../../mechanisms/history/cases.ts";
import { mergeCases } from "../../merge/cases.ts";
import { distinctCases } from "../../patient/duplicate/cases.ts";
import type { patientRouter } from "./router.ts";

/** The index walk, and the matches by the indexes of names and details. */
const bestMatches = reading(2 * 5_000 + 1_000, "few match best; the others are searched as in any order");

/** The index walk, its end, and the matches of the trigram index. */
const rareWord = reading(
  2 * 5_000 + 500,
  "an index-only scan searches the nearest 5,000; the trigram index searches the others",
);
const rareBeginning = reading(
  2 * 5_000 + filledCounts.largestPractice,
  "two letters make few trigrams: an index-only scan may read every person of the practice",
);
const ofAge = reading(2_000, "other ages are skipped, or the matches are sorted");
const ofDoctor = reading(400, "all of a doctor's patients are read");

const untilUnassigned = reading(
  filledCounts.largestPractice + filledCounts.assignments,
  "patients and assignments of the practice are merged until the page is full",
);

type Plan = PlannedCall<inferProcedureInput<typeof patientRouter.list>>;
type CountPlan = PlannedCall<inferProcedureInput<typeof patientRouter.count>>;

const searches: Plan[] = [
  { input: () => ({ q: "an", sort: "newest" }), ...everyTenth },
  { input: () => ({ q: "mar", sort: "oldest" }), ...everyTenth },
  { input: ({ patients }) => ({ q: "an", sort: "newest", cursor: patients.newest }), ...everyTenth },
  { input: () => ({ q: "quisenberry", sort: "newest" }), ...rareWord },
  { input: () => ({ q: "zebulon", sort: "oldest" }), ...rareWord },
  { input: () => ({ q: "nobody has this name", sort: "newest" }), ...rareWord },
  { input: () => ({ q: "xq", sort: "newest" }), ...rareBeginning },
  {
    input: () => ({ q: "quisenberry", sort: "name" }),
    ...reading(500, "a third of the trigram index's rows may belong to other practices"),
  },
  { input: () => ({ q: "quisenberry", sort: "relevance" }), ...bestMatches },
  {
    input: () => ({ q: "mar", sort: "relevance" }),
    ...reading(600, "names that begin so fill the page"),
  },
  { input: () => ({ q: "an", sort: "relevance" }), ...everyTenth },
  { input: () => ({ q: "wilhelmina schwarz", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "29 Feb 1980", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "anna 1980-02-29", sort: "newest" }), ...rareWord },
  { input: () => ({ q: "+41 79 5550199", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "nobody@example.org", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "mrn-4711", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "quisenbery", sort: "relevance", gender: "female" }), ...bestMatches },
  { input: () => ({ q: "tschaikowski", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "kwisenbury", sort: "relevance" }), ...bestMatches },
  { input: () => ({ q: "bill kwisenbury", sort: "relevance" }), ...bestMatches },
  {
    input: () => ({ q: "mar", sort: "relevance", minAge: 95 }),
    ...reading(2_000, "all matches are sorted"),
  },
];

const filters: Plan[] = [
  { input: () => ({ gender: "female" }), ...halfMatch },
  { input: ({ patients }) => ({ gender: "male", sort: "name", cursor: patients.name }), ...halfMatch },
  {
    input: () => ({ gender: "other" }),
    ...reading(13_000, "one in a hundred matches: the same walk as for a rare word"),
  },
  { input: () => ({ minAge: 18, maxAge: 39 }), ...ofAge },
  { input: () => ({ maxAge: 17, sort: "oldest" }), ...ofAge },
  { input: () => ({ minAge: 95 }), ...ofAge },
  { input: () => ({ minAge: 40, maxAge: 64, sort: "name" }), ...ofAge },
  { input: () => ({ minAge: 95, q: "an", sort: "newest", gender: "female" }), ...ofAge },
];

const withoutDoctor: Plan[] = [
  { input: () => ({ unassigned: true }), ...untilUnassigned },
  { input: () => ({ unassigned: true, sort: "oldest", limit: 200 }), ...untilUnassigned },
  { input: () => ({ unassigned: true, sort: "name" }), ...untilUnassigned },
  { input: () => ({ unassigned: true, gender: "female", q: "an", sort: "newest" }), ...untilUnassigned },
  { input: () => ({ unassigned: true, q: "an", sort: "relevance" }), ...untilUnassigned },
];

const patientsOfDoctor: Plan[] = [
  { input: ({ doctorId }) => ({ doctorId, minAge: 40 }), ...ofDoctor },
  { input: ({ doctorId }) => ({ doctorId }) },
  { input: ({ doctorId, patients }) => ({ doctorId, sort: "oldest", cursor: patients.oldest }) },
  {
    input: ({ doctorId }) => ({ doctorId, sort: "name" }),
    ...reading(400, "a doctor's patients have to be sorted"),
  },
  { input: ({ doctorId }) => ({ doctorId, q: "an", sort: "newest" }), ...ofDoctor },
  { input: ({ doctorId }) => ({ doctorId, q: "an", sort: "relevance" }), ...ofDoctor },
];

/** The calls of `patient.list` whose SQL is explained. */
const listPlans: readonly [Plan, ...Plan[]] = [
  ...everySort(({ patients }) => patients),
  ...searches,
  ...filters,
  ...withoutDoctor,
  ...patientsOfDoctor,
];

const isIndexOnly = true as const;
const everybody = {
  ...reading(2 * filledCounts.largestPractice, "every patient of the practice is counted"),
  isIndexOnly,
};
const allMatches = reading(
  2 * filledCounts.largestPractice + 500,
  "all matches are counted, up to 10,000; two letters make few trigrams",
);

/** The calls of `patient.count` whose SQL is explained. */
const countPlans: readonly [CountPlan, ...CountPlan[]] = [
  everybody,
  { input: () => ({ gender: "other" }), ...everybody },
  { input: () => ({ q: "an" }), ...allMatches },
  { input: () => ({ q: "xq" }), ...allMatches },
  { input: () => ({ q: "quisenberry" }), ...allMatches },
  { input: () => ({ minAge: 18, maxAge: 39 }), ...allMatches, isIndexOnly },
  { input: () => ({ minAge: 18, gender: "other" }), ...allMatches, isIndexOnly },
  { input: ({ doctorId }) => ({ doctorId }), ...ofDoctor },
  { input: ({ doctorId }) => ({ doctorId, q: "an" }), ...ofDoctor },
];

const foreign = "PATIENT_NOT_FOUND";
const ofPatient = ({ patient }: Fixture) => ({ id: patient });
const subjects = ({ patient }: Fixture) => [patient];

const plannedId = ({ patientId }: PlanFixture) => ({ id: patientId });
const unassignedId = ({ freePatientId }: PlanFixture) => ({ id: freePatientId });
const sameDayOrName = reading(100, "everybody born on the same day, or with the same name, is compared");

const newestCompared = reading(
  20_000,
  "the newest patients are compared with all of the same name, day of birth, phone number or email",
);

const everyVersion = reading(2 * filledCounts.versions, "the names are those of the patient's versions");

/** The case of a procedure that reads one patient. */
const read = {
  allowed: members,
  input: ofPatient,
  foreign,
  subjects,
  variants: wrongIds(),
  plans: [{ input: plannedId }, unknownTo(foreign)],
} as const;

export const patientCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    probe: ({ doctor }) => ({ doctorId: doctor }),
    subjects: ({ patient, other }) => [patient, other],
    variants: [
      () => ({ limit: 1, sort: "name", gender: "female" }),
      () => ({ q: "zel" }),
      ({ doctor }) => ({ doctorId: doctor }),
      () => ({ minAge: 18, maxAge: 39 }),
      () => ({ limit: 0, sort: "age", cursor: "x", maxAge: 151 }),
    ],
    plans: listPlans,
  },
  count: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    probe: ({ doctor }) => ({ doctorId: doctor }),
    subjects: none,
    variants: [
      () => ({ gender: "female" }),
      () => ({ q: "zel" }),
      ({ doctor }) => ({ doctorId: doctor, maxAge: 39 }),
      () => ({ minAge: 40, maxAge: 39, gender: "x" }),
    ],
    plans: countPlans,
  },
  byId: read,
  identifiers: read,
  formerNames: { ...read, plans: [{ input: plannedId, ...everyVersion }, unknownTo(foreign)] },
  duplicates: { ...read, plans: [{ input: plannedId, ...sameDayOrName }, unknownTo(foreign)] },
  possibleDuplicates: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" }), () => ({ cursor: "x" })],
    plans: [{ ...newestCompared }, { input: () => ({ limit: 1 }), ...newestCompared }],
  },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", gender: "other" }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [
      () => ({
        firstName: "A",
        lastName: "B",
        gender: "other",
        age: 3,
        phoneNumber: "1",
        email: "a@example.org",
      }),
      () => ({ gender: "x", age: 200, email: "x", dateOfBirth: "2023-02-30" }),
    ],
    plans: [
      { input: () => ({ name: "Ann Lee", gender: "female", age: 41 }) },
      {
        input: () => ({
          name: "Ann Quisenberry",
          gender: "female",
          dateOfBirth: "1980-02-29",
          onDuplicates: "refuse",
          phoneNumber: "030 5550199",
          email: "ann@example.org",
        }),
        ...sameDayOrName,
      },
    ],
  },
  update: {
    allowed: frontDesk,
    input: ({ patient }) => ({ id: patient, ...anyVersion, name: "Quux" }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ ...anyVersion, name: "New Name" }),
      ({ patient }) => ({ id: patient, expectedVersion: 9, name: "New Name" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New Name" }) }],
  },
  remove: {
    allowed: clinical,
    input: ({ other }) => ({ id: other, ...anyVersion }),
    foreign,
    probe: ({ patient }) => ({ id: patient, ...anyVersion }),
    subjects: ({ other }) => [other],
    variants: [
      ...wrongIds(anyVersion),
      ({ patient }) => ({ id: patient, ...anyVersion }),
      ({ patient }) => ({ id: patient, ...anyVersion, unassign: true }),
      ({ other }) => ({ id: other, expectedVersion: 9 }),
    ],
    plans: [
      { input: (fixture) => ({ ...unassignedId(fixture), ...anyVersion }) },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }), refused: "PATIENT_HAS_ASSIGNMENTS" },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, unassign: true }) },
      {
        input: ({ encounters }) => ({ id: encounters.patientId, ...anyVersion, unassign: true }),
        refused: "PATIENT_HAS_RECORDS",
        ...reading(400, "the patient's clinical records are counted"),
      },
    ],
  },
  removed: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ removedPatient, mergedPatient, patient }) => [removedPatient, mergedPatient, patient],
    variants: [() => ({ limit: 0 })],
    plans: [{}, { input: ({ removed }) => ({ cursor: removed.patientCursor }) }],
  },
  restore: {
    allowed: clinical,
    input: ({ removedPatient }) => ({ id: removedPatient }),
    foreign,
    subjects: ({ removedPatient }) => [removedPatient],
    variants: [...wrongIds(), ofPatient, ({ mergedPatient }) => ({ id: mergedPatient })],
    plans: [
      { input: ({ removed }) => ({ id: removed.patientId }) },
      { input: ({ removed }) => ({ id: removed.togetherId }) },
      unknownTo(foreign),
    ],
  },
  doctors: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: wrongIds(),
    plans: [{ input: plannedId }, { input: (fixture) => ({ ...plannedId(fixture), limit: 1 }) }],
  },
  ...distinctCases,
  ...mergeCases,
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ patient }) => patient,
    removedId: ({ removedPatient }) => removedPatient,
    subjects,
    plans: {
      id: ({ patientId }) => patientId,
      removedId: ({ removed }) => removed.patientId,
      notFound: foreign,
    },
  }),
} satisfies CasesOf<typeof patientRouter>;
