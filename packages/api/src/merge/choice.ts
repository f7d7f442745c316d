import { DomainError } from "../error/domain-error.ts";
import { resolveName } from "../field/person-name.ts";
import { Patient } from "../patient/schema.ts";
import { permissionOf } from "../procedure/guarded-fields.ts";
import type { Scope } from "../procedure/scope.ts";
import { type ComparedField, fieldsToFill, isSame } from "./rules.ts";

/** What a merge, or undoing one, writes into the record that is kept. */
export type MergeValues = Partial<Pick<Patient, ComparedField | "name" | "dateOfBirthApproximate">>;

export type Choice = {
  /** What the kept one had nothing in. */
  filled: ComparedField[];
  /** What it had something else in. */
  replaced: ComparedField[];
  values: MergeValues;
};

type Pair = Record<"kept" | "merged", Patient>;

/** What the kept patient gets of the other: what is asked for, or else whatever it has nothing in. */
export function chooseFields({ kept, merged }: Pair, take: readonly ComparedField[] | undefined): Choice {
  const asked = take ?? fieldsToFill(kept, merged);
  const taken = [...new Set(asked)].filter((field) => !isSameIn(field, { kept, merged }, asked));
  return {
    filled: taken.filter((field) => kept[field] === null),
    replaced: taken.filter((field) => kept[field] !== null),
    values: valuesFrom(merged, { fields: taken, into: kept }),
  };
}

/** Of whom the whole name is taken, it is taken as it was given: its title, too. */
function isSameIn(field: ComparedField, { kept, merged }: Pair, asked: readonly ComparedField[]): boolean {
  const isOfName = field === "firstName" || field === "lastName";
  const isWhole = isOfName && asked.includes("firstName") && asked.includes("lastName");
  return isSame(field, kept, merged) && !(isWhole && kept.name !== merged.name);
}

/** The values of these fields, a date with whether it is approximate, and a name in both views. */
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

/** Who may not see a field may not choose it either. @throws {DomainError} `PERMISSION_DENIED`. */
export function requireMayTake({ permissions }: Scope, take: readonly ComparedField[] = []): void {
  const needed = take.flatMap((field) => permissionOf(Patient.shape[field]) ?? []);
  if (!needed.every((permission) => permissions.has(permission))) throw new DomainError("PERMISSION_DENIED");
}
