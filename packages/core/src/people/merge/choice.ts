import { resolveName } from "../../kernel/field/person-name.ts";
import { requirePermissions } from "../../kernel/procedure/caller.ts";
import { permissionOf } from "../../kernel/procedure/guarded-fields.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { Patient } from "../patient/schema.ts";
import { type ComparedField, fieldsToFill, isSame } from "./rules.ts";

/** The values that a merge, or its undo, writes to the kept record. */
export type MergeValues = Partial<Pick<Patient, ComparedField | "name" | "dateOfBirthApproximate">>;

export type Choice = {
  /** Fields that were empty in the kept record. */
  filled: ComparedField[];
  /** Fields that had another value. */
  replaced: ComparedField[];
  values: MergeValues;
};

type Pair = Record<"kept" | "merged", Patient>;

/** Chooses the fields that the kept patient takes over: those in `take`, or by default its empty ones. */
export function chooseFields({ kept, merged }: Pair, take: readonly ComparedField[] | undefined): Choice {
  const asked = take ?? fieldsToFill(kept, merged);
  const taken = [...new Set(asked)].filter((field) => !isSameIn(field, { kept, merged }, asked));
  return {
    filled: taken.filter((field) => kept[field] === null),
    replaced: taken.filter((field) => kept[field] !== null),
    values: valuesFrom(merged, { fields: taken, into: kept }),
  };
}

/** Taking both name fields also takes the full name with its title. */
function isSameIn(field: ComparedField, { kept, merged }: Pair, asked: readonly ComparedField[]): boolean {
  const isOfName = field === "firstName" || field === "lastName";
  const isWhole = isOfName && asked.includes("firstName") && asked.includes("lastName");
  return isSame(field, kept, merged) && !(isWhole && kept.name !== merged.name);
}

/**
 * Returns the fields' values. Adds the approximate flag to a date of birth, and the full name to name fields.
 */
export function valuesFrom(
  from: Patient,
  { fields, into }: { fields: readonly ComparedField[]; into: Patient },
): MergeValues {
  const values: MergeValues = {};
  const copy = <Field extends keyof MergeValues>(field: Field) => {
    values[field] = from[field];
  };
  for (const field of fields) copy(field);
  if (fields.includes("dateOfBirth")) copy("dateOfBirthApproximate");
  if (!fields.includes("firstName") && !fields.includes("lastName")) return values;
  const { firstName = into.firstName, lastName = into.lastName } = values;
  const isWhole = firstName === from.firstName && lastName === from.lastName;
  const name = isWhole
    ? { firstName, lastName, name: from.name }
    : resolveName({ firstName, lastName }, into);
  return { ...values, ...name };
}

/**
 * Callers may take only fields that they may see.
 * @throws {DomainError} `PERMISSION_DENIED`.
 */
export function requireMayTake({ permissions }: Scope, take: readonly ComparedField[] = []): void {
  requirePermissions(
    permissions,
    take.flatMap((field) => permissionOf(Patient.shape[field]) ?? []),
  );
}
