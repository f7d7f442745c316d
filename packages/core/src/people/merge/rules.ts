import { z } from "zod";
import { unstamped } from "../../mechanisms/history/record-kind.ts";
import { Patient } from "../patient/schema.ts";

/** The fields about the person, without derived fields and metadata. */
const content = Patient.omit({
  ...unstamped,
  name: true,
  age: true,
  ageText: true,
  dateOfBirthApproximate: true,
});
type Content = typeof content._output;

/** A field in which two patients may differ. */
export type ComparedField = keyof Content;

/** A field that the kept patient takes over if its own is empty. Others stay in the merged patient's history. */
export type FillableField = {
  [Name in ComparedField]: null extends Content[Name] ? Name : never;
}[ComparedField];

export const comparedFields: readonly ComparedField[] = content.keyof().options;

const isFillable = (field: ComparedField): field is FillableField =>
  content.shape[field] instanceof z.ZodNullable;

export const fillableFields: readonly FillableField[] = comparedFields.filter(isFillable);

/** A date of birth includes its approximate flag. */
export type Fillable = Pick<Patient, FillableField | "dateOfBirthApproximate">;

export const fieldsToFill = (kept: Fillable, merged: Fillable): FillableField[] =>
  fillableFields.filter((field) => kept[field] === null && merged[field] !== null);

export type Compared = Pick<Patient, ComparedField | "dateOfBirthApproximate">;

export const differingFields = (kept: Compared, merged: Compared): ComparedField[] =>
  comparedFields.filter(
    (field) => kept[field] !== null && merged[field] !== null && !isSame(field, kept, merged),
  );

/** An approximate date of birth differs from an exact one. */
export const isSame = (field: ComparedField, one: Compared, other: Compared): boolean =>
  one[field] === other[field] &&
  (field !== "dateOfBirth" || one.dateOfBirthApproximate === other.dateOfBirthApproximate);
