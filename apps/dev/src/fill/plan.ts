import type { AccountId, DoctorId, PatientId, PracticeId } from "@caretype/core/kernel/field/ids";
import { Random } from "@caretype/testing/random";
import type { FullSize } from "./size.ts";

export type PlannedPractice = { id: PracticeId; accountId: AccountId; patients: number };
export type PlannedDoctor = { id: DoctorId; at: number };
type PatientKey = { id: PatientId; at: number; practice: PlannedPractice };

/** All ids except the patients', which are too many to keep. Each iteration generates those again. */
export type Plan = {
  size: FullSize;
  practices: readonly PlannedPractice[];
  doctors: readonly PlannedDoctor[];
  patients(): Iterable<PatientKey>;
};

const begin = Date.UTC(2019, 0, 1);
/** Everything is older, so that records of a test are the newest. */
export const lastInstant = Date.UTC(2025, 5, 30);

/** The instant of item `index` of `count`, evenly spaced, so that sorting by time mixes all practices. */
const instantOf = (index: number, count: number) =>
  begin + Math.floor(((lastInstant - begin) * index) / count);

export function planFill(size: FullSize): Plan {
  const random = new Random(size.seed, "practice");
  const practices = Array.from(
    { length: size.practices },
    (): PlannedPractice => ({
      id: random.id(begin),
      accountId: random.id(begin),
      patients: 0,
    }),
  );
  const choices = practiceChoices(size.practices);
  for (const index of practiceIndexes(size, choices)) count(practices[index]);
  const ofDoctors = new Random(size.seed, "doctor id");
  const doctors = Array.from({ length: size.doctors }, (_, index): PlannedDoctor => {
    const at = instantOf(index, size.doctors);
    return { id: ofDoctors.id(at), at };
  });
  return { size, practices, doctors, patients: () => patientKeys(size, practices, choices) };
}

function count(practice: PlannedPractice | undefined) {
  if (practice) practice.patients++;
}

function* patientKeys(
  size: FullSize,
  practices: readonly PlannedPractice[],
  choices: Uint32Array,
): Generator<PatientKey> {
  const random = new Random(size.seed, "patient id");
  let created = 0;
  for (const index of practiceIndexes(size, choices)) {
    const practice = practices[index];
    if (!practice) throw new RangeError(`no practice ${index}`);
    const at = instantOf(created++, size.patients);
    yield { id: random.id(at), at, practice };
  }
}

/** Yields the practice of each patient. The largest gets its exact number, evenly spread over time. */
function* practiceIndexes(size: FullSize, choices: Uint32Array): Generator<number> {
  const random = new Random(size.seed, "practice of patient");
  const share = size.largestPractice / size.patients;
  let ofLargest = 0;
  for (let index = 0; index < size.patients; index++) {
    const isOfLargest = Math.round((index + 1) * share) > ofLargest;
    if (isOfLargest) ofLargest++;
    yield isOfLargest ? 0 : (choices[random.below(choices.length)] ?? 0);
  }
}

/** Returns a weighted list: a uniform choice gives few practices thousands of patients, and most hundreds. */
function practiceChoices(practices: number): Uint32Array {
  const weights = Array.from({ length: practices }, (_, index) =>
    index === 0 ? 0 : 1 / Math.sqrt(index + 9),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const slots = Math.max(practices * 50, 1_000);
  const choices = new Uint32Array(slots);
  let [index, reached] = [1, (weights[1] ?? 0) / total];
  for (let slot = 0; slot < slots; slot++) {
    while (slot / slots >= reached && index < practices - 1) reached += (weights[++index] ?? 0) / total;
    choices[slot] = Math.min(index, practices - 1);
  }
  return choices;
}
