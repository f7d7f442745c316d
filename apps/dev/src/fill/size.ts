/** How many rows to generate. A new table needs a field here, and a `TableFill`. */
export type FillSize = {
  practices: number;
  patients: number;
  doctors: number;
  assignments: number;
  /** Patients of the first practice. The others share the rest unevenly. Default: a quarter. */
  largestPractice?: number;
  /** Spread over the last two years. One in a hundred names the same patient. Default: 0. */
  auditEntries?: number;
  /** The same size and seed give the same rows. */
  seed: number;
};

export type FullSize = Required<FillSize>;

/** The maximum number of a patient's doctors. */
export const maxDoctorsPerPatient = ({ patients, assignments }: FillSize) =>
  Math.ceil((assignments / patients) * busiestWeight) + 1;

/** The maximum number of a patient's doctors, relative to the mean. */
const busiestWeight = 3;

/** @throws {RangeError} if the size is impossible. */
export function completeSize(size: FillSize): FullSize {
  const alone = size.practices === 1;
  const largest = alone ? size.patients : Math.floor(size.patients / 4);
  const full = { largestPractice: largest, auditEntries: 0, ...size };
  for (const [name, value] of Object.entries(full)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a non-negative integer, not ${value}.`);
  }
  const { practices, patients, doctors, assignments, largestPractice } = full;
  if (practices === 0 || patients === 0)
    throw new RangeError("At least one practice and one patient are required.");
  if (largestPractice > patients || (alone && largestPractice !== patients)) {
    throw new RangeError(
      "largestPractice must not exceed the number of patients, and must equal it for one practice.",
    );
  }
  if (assignments > 0 && doctors < maxDoctorsPerPatient(full)) {
    throw new RangeError(`${assignments} assignments need ${maxDoctorsPerPatient(full)} doctors or more.`);
  }
  return full;
}
