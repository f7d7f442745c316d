import { type DoctorId, doctorId as doctorIds } from "@caretype/client";
import { type Gender, isGender } from "../../../../../records/record/genders.ts";

const sorts = ["newest", "oldest", "name", "updated"] as const;
export type PatientSort = (typeof sorts)[number] | "relevance";

/** The address's parameters. The search text is not in it: see `HistoryState`. */
export type PatientFilters = {
  /** Undefined: `defaultSort`. */
  sort?: PatientSort;
  gender?: Gender;
  doctorId?: DoctorId;
  /** Only patients without a doctor. Never false, and never together with a doctor. */
  unassigned?: true;
  minAge?: number;
  maxAge?: number;
};

export const defaultSort = (searched: string): PatientSort => (searched === "" ? "newest" : "relevance");

export const oldestAge = 150;
const isAge = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= oldestAge;

/**
 * Ignores invalid parameters.
 * They are undefined, not missing, as the router would keep missing ones.
 */
export function readPatientFilters(search: Record<string, unknown>): PatientFilters {
  const sort = sorts.find((known) => known === search.sort);
  const { gender } = search;
  const doctorId = doctorIds.is(search.doctorId) ? search.doctorId : undefined;
  return {
    sort,
    gender: isGender(gender) ? gender : undefined,
    doctorId,
    unassigned: search.unassigned === true && doctorId === undefined ? true : undefined,
    ...agesOf(search),
  };
}

function agesOf({ minAge, maxAge }: Record<string, unknown>): Pick<PatientFilters, "minAge" | "maxAge"> {
  const [from, to] = [isAge(minAge) ? minAge : undefined, isAge(maxAge) ? maxAge : undefined];
  const isReversed = from !== undefined && to !== undefined && from > to;
  return isReversed ? { minAge: undefined, maxAge: undefined } : { minAge: from, maxAge: to };
}

/** The number of filters, without the order. */
export const countFilters = ({ sort: _sort, ...filters }: PatientFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;
