import type { Assignment, Patient } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { fieldLabels } from "../patient-values.ts";

/** `same`: both say it, or neither. `kept`: of two the kept one's. `filled`: taken over, as the kept one has nothing. */
type Outcome = "same" | "kept" | "filled";

export type MergedFact = {
  label: string;
  kept: string | null;
  merged: string | null;
  outcome: Outcome;
  /** What the one that stays says afterwards. */
  after: string | null;
};

/** As the server does it: of a name nothing is put together. */
const fillable: ReadonlySet<string> = new Set([
  ...[fieldLabels.dateOfBirth, fieldLabels.phoneNumber, fieldLabels.email, fieldLabels.address],
  fieldLabels.medicalHistory,
]);

/** What a merge will make of the two, field by field. */
export const previewFacts = (
  facts: readonly Fact<Patient>[],
  { kept, merged }: Record<"kept" | "merged", Patient>,
): MergedFact[] =>
  facts
    .map(({ label, text }) => ({ label, kept: text(kept), merged: text(merged) }))
    .filter((fact) => fact.kept !== null || fact.merged !== null)
    .map((fact) => {
      const outcome = outcomeOf(fact);
      return { ...fact, outcome, after: outcome === "filled" ? fact.merged : fact.kept };
    });

function outcomeOf({ label, kept, merged }: Pick<MergedFact, "label" | "kept" | "merged">): Outcome {
  if (kept === merged) return "same";
  return kept === null && fillable.has(label) ? "filled" : "kept";
}

/** Which doctors come along, and which are the kept one's already. */
export function previewTeam({ kept, merged }: Record<"kept" | "merged", readonly Assignment[]>) {
  const doctors = new Set(kept.map(({ doctorId }) => doctorId));
  const isDoubled = ({ doctorId }: Assignment) => doctors.has(doctorId);
  return { moving: merged.filter((each) => !isDoubled(each)), doubled: merged.filter(isDoubled) };
}
