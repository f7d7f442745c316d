import type { RouterOutputs } from "@caretype/client";

const counted = (count: number) => (count === 1 ? "1 sample patient" : `${count} sample patients`);

/** Says what a removal of sample data removes, and what stays. */
export function removalText({
  patients,
  changedPatients,
  keptPatients,
}: Omit<RouterOutputs["sampleData"]["preview"], "addedAt">): string {
  const isOne = changedPatients === 1;
  return [
    `${counted(patients)} and their assignments are removed.`,
    changedPatients > 0 &&
      `${isOne ? "One of them was" : `${changedPatients} of them were`} changed since, and ${isOne ? "is" : "are"} removed as well.`,
    "They can be restored, like all removed patients.",
    "Patients that you added stay, and so do sample doctors to whom they are assigned.",
    keptPatients > 0 && `${counted(keptPatients)} with data of another patient, from a merge, will stay.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}
