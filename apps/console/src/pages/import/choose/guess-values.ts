import { readGender } from "@caretype/api/import/table/cells";
import type { TableField } from "@caretype/api/import/table/schema";
import type { Records } from "./guess-mapping.ts";

/** The fields that values tell. Names, ages and post codes look like much else. */
export const fieldsByValue: Record<Records, readonly TableField[]> = {
  patient: ["email", "gender", "dateOfBirth", "phoneNumber"],
  doctor: ["email"],
  appointment: [],
  observation: [],
  condition: [],
};

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const date = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1\d{4})$/;
const phone = /^(?:\+|\(?0|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$)[\d\s()./-]*$/;

const fits: Partial<Record<TableField, (values: readonly string[]) => boolean>> = {
  email: (values) => mostly(values, (value) => email.test(value)),
  gender: (values) =>
    // Marks such as X occur in many columns.
    mostly(values, (value) => genderOf(value) !== null) &&
    values.some((value) => genderOf(value) === "female" || genderOf(value) === "male"),
  dateOfBirth: (values) => mostly(values, (value) => date.test(value)) && areBirths(values),
  phoneNumber: (values) => mostly(values, isPhone),
};

/** Whether the values of a column are those of a field. */
export const fitsByValue = (field: TableField, values: readonly string[]): boolean =>
  fits[field]?.(values) ?? false;

/** A few values may be wrong: the check reports them. */
const mostly = (values: readonly string[], isFitting: (value: string) => boolean): boolean =>
  values.length > 0 && values.filter(isFitting).length >= values.length * 0.9;

function genderOf(value: string): string | null {
  const read = readGender(value);
  return "value" in read ? read.value : null;
}

const digitsOf = (value: string) => value.replace(/\D/g, "").length;

/** Post codes and numbers of other programs have fewer digits, or no prefix. */
const isPhone = (value: string): boolean =>
  phone.test(value) && !date.test(value) && digitsOf(value) >= 7 && digitsOf(value) <= 15;

/** Dates of visits lie within a few years, dates of birth within a lifetime. */
function areBirths(values: readonly string[]): boolean {
  const years = values.flatMap((value) => /\d{4}/.exec(value)?.map(Number) ?? []);
  return years.length > 0 && Math.min(...years) < mostRecentBirths && Math.min(...years) >= 1900;
}

/** Somebody in the list was probably born before. */
const mostRecentBirths = 2010;
