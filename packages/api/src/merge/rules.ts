import { z } from "zod";
import { Patient } from "../patient/schema.ts";

/** Everything that a record says of the person: what is derived, or says of the record itself, is left out. */
const content = Patient.omit({
  id: true,
  name: true,
  age: true,
  dateOfBirthApproximate: true,
  createdBy: true,
  createdAt: true,
  updatedAt: true,
  version: true,
});
type Content = typeof content._output;

/** What the two may differ in. */
export type ComparedField = keyof Content;

/** What the kept patient takes over where it has nothing; the rest stays in the merged one's history. */
export type FillableField = {
  [Name in ComparedField]: null extends Content[Name] ? Name : never;
}[ComparedField];

export const comparedFields: readonly ComparedField[] = content.keyof().options;

const isFillable = (field: ComparedField): field is FillableField =>
  content.shape[field] instanceof z.ZodNullable;

export const fillableFields: readonly FillableField[] = comparedFields.filter(isFillable);

/** A date is kept with whether it is approximate. */
export type Fillable = Pick<Patient, FillableField | "dateOfBirthApproximate">;

export const fieldsToFill = (kept: Fillable, merged: Fillable): FillableField[] =>
  fillableFields.filter((field) => kept[field] === null && merged[field] !== null);

export type Compared = Pick<Patient, ComparedField | "dateOfBirthApproximate">;

/** What both have, each something else. */
export const differingFields = (kept: Compared, merged: Compared): ComparedField[] =>
  comparedFields.filter(
    (field) => kept[field] !== null && merged[field] !== null && !isSame(field, kept, merged),
  );

/** A year of birth is not a day of that year. */
export const isSame = (field: ComparedField, one: Compared, other: Compared): boolean =>
  one[field] === other[field] &&
  (field !== "dateOfBirth" || one.dateOfBirthApproximate === other.dateOfBirthApproximate);
