import type { inferProcedureInput } from "@trpc/server";
import { type PlannedCall, reading } from "../testing/case.ts";
import { commonWord, everySort, halfMatch } from "../testing/list-plans.ts";
import { filled } from "../testing/plan-world.ts";
import type { patientRouter } from "./router.ts";

/** The walk, its end, and what the trigram index finds. */
const rareWord = reading(
  2 * 5_000 + 500,
  "it is looked for among the nearest 5,000, in the index alone, and by trigrams among the others",
);
const noTrigram = reading(
  2 * 5_000 + filled.largestPractice,
  "two letters make no trigram: every person of the practice is looked at, in the index alone",
);
const ofAge = reading(2_000, "those of another age are passed over, or those of the age are sorted");
const ofDoctor = reading(400, "all of a doctor's patients are looked at");

type Plan = PlannedCall<inferProcedureInput<typeof patientRouter.list>>;

const searches: Plan[] = [
  { input: () => ({ q: "an" }), ...commonWord },
  { input: () => ({ q: "mar", sort: "oldest" }), ...reading(2_000, "every tenth person matches") },
  { input: ({ patients }) => ({ q: "an", cursor: patients.newest }), ...commonWord },
  { input: () => ({ q: "quisenberry" }), ...rareWord },
  { input: () => ({ q: "zebulon", sort: "oldest" }), ...rareWord },
  { input: () => ({ q: "nobody has this name" }), ...rareWord },
  { input: () => ({ q: "xq" }), ...noTrigram },
  {
    input: () => ({ q: "quisenberry", sort: "name" }),
    ...reading(500, "a third of the trigrams' rows may be others'"),
  },
];

const filters: Plan[] = [
  { input: () => ({ gender: "female" }), ...halfMatch },
  { input: ({ patients }) => ({ gender: "male", sort: "name", cursor: patients.name }), ...halfMatch },
  {
    input: () => ({ gender: "other" }),
    ...reading(13_000, "one in a hundred matches: the walk is as for a rare word"),
  },
  { input: () => ({ minAge: 18, maxAge: 39 }), ...ofAge },
  { input: () => ({ maxAge: 17, sort: "oldest" }), ...ofAge },
  { input: () => ({ minAge: 95 }), ...ofAge },
  { input: () => ({ minAge: 40, maxAge: 64, sort: "name" }), ...ofAge },
  { input: () => ({ minAge: 95, q: "an", gender: "female" }), ...ofAge },
];

const patientsOfDoctor: Plan[] = [
  { input: ({ doctorId }) => ({ doctorId, minAge: 40 }), ...ofDoctor },
  { input: ({ doctorId }) => ({ doctorId }) },
  { input: ({ doctorId, patients }) => ({ doctorId, sort: "oldest", cursor: patients.oldest }) },
  {
    input: ({ doctorId }) => ({ doctorId, sort: "name" }),
    ...reading(400, "a doctor's patients have to be sorted"),
  },
  { input: ({ doctorId }) => ({ doctorId, q: "an" }), ...ofDoctor },
];

/** The calls of `patient.list` whose SQL is explained. */
export const listPlans: readonly [Plan, ...Plan[]] = [
  ...everySort(({ patients }) => patients),
  ...searches,
  ...filters,
  ...patientsOfDoctor,
];
