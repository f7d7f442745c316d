import type { RouterOutputs } from "@caretype/client";
import type { ReactNode } from "react";
import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as mergeTexts } from "../merge/texts.en.ts";

type Separated = RouterOutputs["patient"]["unmerge"];

/** Describes an undone merge, and what was kept because it was changed since. */
export function describeSeparation({ kept, merged, fieldsLeft, assignmentsLeft }: Separated): ReactNode {
  const labels = fieldsLeft.map((field) => patientFields[field].label);
  const left = [
    ...(labels.length > 0 ? [mergeTexts.keptFields(labels)] : []),
    ...(assignmentsLeft.length > 0 ? [mergeTexts.notRestored(assignmentsLeft.length)] : []),
  ];
  return (
    <>
      {mergeTexts.areTwoAgain(kept.name, merged.name)}
      {left.map((text) => `; ${text}`).join("")}
    </>
  );
}
