import type { Assignment, Patient, PatientId, RouterInputs } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { type PatientField, patientFields } from "../field-views.ts";

export type MergeField = NonNullable<RouterInputs["patient"]["merge"]["take"]>[number];
export type Pair = Record<"kept" | "merged", Patient>;

const wholeName: readonly MergeField[] = ["firstName", "lastName"];

/** Everything that is told of a patient can be taken, but for what goes with another field. */
function fieldsOf(fact: string): readonly MergeField[] {
  return isField(fact) && fact !== "age" ? [fact] : [];
}
const isField = (name: string): name is PatientField => Object.hasOwn(patientFields, name);

/** One thing that two patients say differently, and the fields that it is taken by. */
export type MergeDifference = {
  name: string;
  label: string;
  kept: string | null;
  merged: string | null;
  fields: readonly MergeField[];
};

/** Where two patients differ. A name as it was given goes with its parts, unless these are the same. */
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
    .map((each) => (each.fields.length === 0 && isOneName ? { ...each, fields: wholeName } : each))
    .filter((each) => each.kept !== each.merged && each.fields.length > 0);
}

/** Whose value is taken unless the person says otherwise: the kept one's, where it has any. */
export const suggestedSide = ({ kept, fields }: MergeDifference): "kept" | "merged" =>
  kept === null && fields !== wholeName ? "merged" : "kept";

/** The suggestion, of two patients, who stays, and why. */
export type Suggestion = { id: PatientId; why: string };

/** The more complete one, and of two that are as complete the one that was there first. */
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
    why: isMore === isOlder ? "older and more complete" : "more complete",
  };
}

/** How much a record says. */
export const countFacts = (facts: readonly Fact<Patient>[], patient: Patient): number =>
  facts.filter(({ text }) => text(patient) !== null).length;

function addedBefore(one: Patient, other: Patient): boolean {
  const apart = new Date(one.createdAt).getTime() - new Date(other.createdAt).getTime();
  return apart === 0 ? one.id < other.id : apart < 0;
}

/** Which doctors come along, and which are the kept one's already. */
export function previewTeam({ kept, merged }: Record<"kept" | "merged", readonly Assignment[]>) {
  const doctors = new Set(kept.map(({ doctorId }) => doctorId));
  const isDoubled = ({ doctorId }: Assignment) => doctors.has(doctorId);
  return { moving: merged.filter((each) => !isDoubled(each)), doubled: merged.filter(isDoubled) };
}
