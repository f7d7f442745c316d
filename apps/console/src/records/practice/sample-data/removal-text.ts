import type { RouterOutputs } from "@caretype/client";
import { texts as practiceTexts } from "../texts.en.ts";

const texts = practiceTexts.sampleData;

/** Says what a removal of sample data removes, and what stays. */
export function removalText({
  patients,
  changedPatients,
  keptPatients,
}: Omit<RouterOutputs["sampleData"]["preview"], "addedAt">): string {
  return [
    texts.removes(patients),
    changedPatients > 0 && texts.removesChanged(changedPatients),
    texts.canBeRestored,
    texts.yoursStay,
    keptPatients > 0 && texts.mergedStay(keptPatients),
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}
