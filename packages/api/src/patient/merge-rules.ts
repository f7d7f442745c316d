/** What the kept patient takes over where it has nothing; the rest stays in the merged one's history. */
export const fillableFields = ["dateOfBirth", "phoneNumber", "email", "address", "medicalHistory"] as const;
export type FillableField = (typeof fillableFields)[number];

export type Fillable = Record<FillableField, string | null> & { dateOfBirthApproximate: boolean };

export const fieldsToFill = (kept: Fillable, merged: Fillable): FillableField[] =>
  fillableFields.filter((field) => kept[field] === null && merged[field] !== null);

/** The values of these fields, a date with whether it is approximate. */
export function valuesOf(fields: readonly FillableField[], from: Fillable): Partial<Fillable> {
  const values: Partial<Fillable> = {};
  for (const field of fields) values[field] = from[field];
  if (fields.includes("dateOfBirth")) values.dateOfBirthApproximate = from.dateOfBirthApproximate;
  return values;
}

/** Of the fields that a merge has filled, those that still say what they were filled with. */
export const fieldsToEmpty = (
  filled: readonly FillableField[],
  { kept, merged }: { kept: Fillable; merged: Fillable },
): FillableField[] =>
  filled.filter(
    (field) =>
      kept[field] === merged[field] &&
      (field !== "dateOfBirth" || kept.dateOfBirthApproximate === merged.dateOfBirthApproximate),
  );

export const emptied: Fillable = {
  ...{ dateOfBirth: null, dateOfBirthApproximate: false },
  ...{ phoneNumber: null, email: null, address: null, medicalHistory: null },
};
