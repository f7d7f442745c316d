import { type DoctorId, doctorId as doctorIds } from "@caretype/client";
import { type Gender, genderLabels } from "../gender.ts";

const sorts = ["newest", "oldest", "name", "updated"] as const;
export type PatientSort = (typeof sorts)[number];

/** What the address of the list says. What was typed is not in it: see `HistoryState`. */
export type PatientFilters = {
  sort?: PatientSort;
  gender?: Gender;
  doctorId?: DoctorId;
  minAge?: number;
  maxAge?: number;
};

export const sortLabels: Record<PatientSort, string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  name: "By last name",
  updated: "Last changed first",
};

export const oldestAge = 150;
const isAge = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= oldestAge;

/**
 * Anybody may write an address: what makes no sense in it is no filter. It is set to undefined, and not left out, as the
 * router would keep what it says.
 */
export function readPatientFilters(search: Record<string, unknown>): PatientFilters {
  const sort = sorts.find((known) => known === search.sort);
  const { gender, doctorId } = search;
  return {
    sort: sort === "newest" ? undefined : sort,
    gender: isGender(gender) ? gender : undefined,
    doctorId: doctorIds.is(doctorId) ? doctorId : undefined,
    ...agesOf(search),
  };
}

function agesOf({ minAge, maxAge }: Record<string, unknown>): Pick<PatientFilters, "minAge" | "maxAge"> {
  const [from, to] = [isAge(minAge) ? minAge : undefined, isAge(maxAge) ? maxAge : undefined];
  const isTurned = from !== undefined && to !== undefined && from > to;
  return isTurned ? { minAge: undefined, maxAge: undefined } : { minAge: from, maxAge: to };
}

const isGender = (value: unknown): value is Gender =>
  typeof value === "string" && Object.hasOwn(genderLabels, value);

/** How many are set; the order is none. */
export const countFilters = ({ sort: _sort, ...filters }: PatientFilters): number =>
  Object.values(filters).filter((value) => value !== undefined).length;
