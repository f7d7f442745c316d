/** How much is made. A table that comes later adds a line here, and a `TableFill`. */
export type FillSize = {
  practices: number;
  patients: number;
  doctors: number;
  assignments: number;
  /** Patients of the first practice; the others share the rest unevenly. Default: a quarter. */
  largestPractice?: number;
  /** Of the last two years; one in a hundred of them names the same patient. Default: none. */
  auditEntries?: number;
  /** The same size and seed make the same rows. */
  seed: number;
};

export type FullSize = Required<FillSize>;

/** The most doctors that one patient can be given. */
export const mostDoctorsOfPatient = ({ patients, assignments }: FillSize) =>
  Math.ceil((assignments / patients) * busiestWeight) + 1;

/** How often the patient who sees most doctors is assigned, against the mean. */
const busiestWeight = 3;

/** @throws {RangeError} when no database can have this size. */
export function completeSize(size: FillSize): FullSize {
  const alone = size.practices === 1;
  const largest = alone ? size.patients : Math.floor(size.patients / 4);
  const full = { largestPractice: largest, auditEntries: 0, ...size };
  for (const [name, value] of Object.entries(full)) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is a count, not ${value}.`);
  }
  const { practices, patients, doctors, assignments, largestPractice } = full;
  if (practices === 0 || patients === 0) throw new RangeError("At least one practice and one patient.");
  if (largestPractice > patients || (alone && largestPractice !== patients)) {
    throw new RangeError("largestPractice does not fit the number of patients.");
  }
  if (assignments > 0 && doctors < mostDoctorsOfPatient(full)) {
    throw new RangeError(`${assignments} assignments need ${mostDoctorsOfPatient(full)} doctors or more.`);
  }
  return full;
}
