/** What the kept patient takes over where it has nothing; the rest stays in the merged one's history. */
const fillableFields = ["dateOfBirth", "phoneNumber", "email", "address", "medicalHistory"] as const;
export type FillableField = (typeof fillableFields)[number];

/** What the two may differ in; what is derived of these is left out. */
export const comparedFields = ["firstName", "lastName", "gender", ...fillableFields] as const;
export type ComparedField = (typeof comparedFields)[number];

export type Fillable = Record<FillableField, string | null> & { dateOfBirthApproximate: boolean };

export const fieldsToFill = (kept: Fillable, merged: Fillable): FillableField[] =>
  fillableFields.filter((field) => kept[field] === null && merged[field] !== null);

export type Compared = Fillable & Record<"firstName" | "lastName" | "gender", string>;

/** What both have, each something else. */
export const differingFields = (kept: Compared, merged: Compared): ComparedField[] =>
  comparedFields.filter(
    (field) => kept[field] !== null && merged[field] !== null && !isSame(field, kept, merged),
  );

/** A year of birth is not a day of that year. */
export const isSame = (field: ComparedField, one: Compared, other: Compared): boolean =>
  one[field] === other[field] &&
  (field !== "dateOfBirth" || one.dateOfBirthApproximate === other.dateOfBirthApproximate);
