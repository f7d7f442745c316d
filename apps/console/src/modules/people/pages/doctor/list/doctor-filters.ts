import { type Gender, genders } from "../../../../../records/record/genders.ts";

export const doctorSorts = ["name", "newest", "oldest", "updated"] as const;

export type DoctorSort = (typeof doctorSorts)[number];

/** The address's parameters. The search text is not in it: see `HistoryState`. */
export type DoctorFilters = {
  sort?: DoctorSort;
  gender?: Gender;
  specialization?: string;
};

/**
 * Ignores invalid parameters.
 * They are undefined, not missing, as the router would keep missing ones.
 */
export function readDoctorFilters(search: Record<string, unknown>): DoctorFilters {
  const { sort, gender, specialization } = search;
  return {
    sort: doctorSorts.find((known) => known === sort && known !== "name"),
    gender: genders.find((known) => known === gender),
    specialization: (typeof specialization === "string" && specialization.slice(0, 200).trim()) || undefined,
  };
}
