import type { Assignment, Patient, PatientId, RouterInputs } from "@caretype/client";
import type { Fact } from "../../../../../records/history/facts.ts";
import { type PatientField, patientFields } from "../../../records/patient/field-views.ts";

export type MergeField = NonNullable<RouterInputs["patient"]["merge"]["take"]>[number];
export type Pair = Record<"kept" | "merged", Patient>;

const nameFields: readonly MergeField[] = ["firstName", "lastName"];

/** All fields can be taken, except those that depend on another. */
const fieldsOf = (fact: string): readonly MergeField[] => (isField(fact) && fact !== "age" ? [fact] : []);
const isField = (name: string): name is PatientField => Object.hasOwn(patientFields, name);

/** A difference between two patients, and the fields to take for it. */
export type MergeDifference = {
  name: string;
  label: string;
  kept: string | null;
  merged: string | null;
  fields: readonly MergeField[];
};

/** Returns the differences of two patients. The full name is taken with its parts, unless these are equal. */
export function differencesIn(facts: readonly Fact<Patient>[], { kept, merged }: Pair): MergeDifference[] {
  const isOneName = kept.firstName === merged.firstName && kept.lastName === merged.lastName;
  return facts
    .map(({ name, label, text }) => ({
      name,
      label,
      fields: fieldsOf(name),
      kept: text(kept),
      merged: text(merged),
    }))
    .map((each) => (each.fields.length === 0 && isOneName ? { ...each, fields: nameFields } : each))
    .filter((each) => each.kept !== each.merged && each.fields.length > 0);
}

/** The default choice: the kept record's value, unless it has none. */
export const suggestedSide = ({ kept, fields }: MergeDifference): "kept" | "merged" =>
  kept === null && fields !== nameFields ? "merged" : "kept";

/** The suggested record to keep, and why. */
export type Suggestion = { id: PatientId; why: "older" | "complete" | "both" };

/** Suggests the more complete record, or else the older one. */
export function suggestKept(
  facts: readonly Fact<Patient>[],
  [one, other]: readonly [Patient, Patient],
): Suggestion {
  const [ones, others] = [one, other].map((patient) => countFacts(facts, patient));
  const isOlder = addedBefore(one, other);
  if (ones === others) return { id: isOlder ? one.id : other.id, why: "older" };
  const isMore = (ones ?? 0) > (others ?? 0);
  return {
    id: isMore ? one.id : other.id,
    why: isMore === isOlder ? "both" : "complete",
  };
}

export const countFacts = (facts: readonly Fact<Patient>[], patient: Patient): number =>
  facts.filter(({ text }) => text(patient) !== null).length;

function addedBefore(one: Patient, other: Patient): boolean {
  const apart = new Date(one.createdAt).getTime() - new Date(other.createdAt).getTime();
  return apart === 0 ? one.id < other.id : apart < 0;
}

/** Returns the assignments to move, and those that both have. */
export function previewTeam({ kept, merged }: Record<"kept" | "merged", readonly Assignment[]>) {
  const doctors = new Set(kept.map(({ doctorId }) => doctorId));
  const isDoubled = ({ doctorId }: Assignment) => doctors.has(doctorId);
  return { moving: merged.filter((each) => !isDoubled(each)), doubled: merged.filter(isDoubled) };
}
