const sorts = ["name", "newest", "oldest", "updated"] as const;
const genders = ["female", "male", "other"] as const;

type DoctorSort = (typeof sorts)[number];

/** What the address of the list says. What was typed is not in it: see `HistoryState`. */
export type DoctorFilters = {
  sort?: DoctorSort;
  gender?: (typeof genders)[number];
  specialization?: string;
};

/**
 * Anybody may write an address: what makes no sense in it is no filter. It is set to undefined, and not left out, as the
 * router would keep what it says.
 */
export function readDoctorFilters(search: Record<string, unknown>): DoctorFilters {
  const { sort, gender, specialization } = search;
  return {
    sort: sorts.find((known) => known === sort && known !== "name"),
    gender: genders.find((known) => known === gender),
    specialization: (typeof specialization === "string" && specialization.slice(0, 200).trim()) || undefined,
  };
}

const sortLabels: Record<DoctorSort, string> = {
  name: "By name",
  newest: "Newest first",
  oldest: "Oldest first",
  updated: "Last changed first",
};

/** For a select. */
export const sortOptions = sorts.map((value) => ({ value, label: sortLabels[value] }));
