import type { RouterOutputs } from "@caretype/client";
import { fieldLabels } from "../patient-values.ts";

type Separated = RouterOutputs["patient"]["unmerge"];

/** What undoing a merge has done, and what it has left as it was, for it was changed since. */
export function describeSeparation({ kept, merged, fieldsLeft, assignmentsLeft }: Separated): string {
  const fields = fieldsLeft.map((field) => fieldLabels[field].toLowerCase()).join(", ");
  const left = [
    ...(fields ? [`changed since and left: ${fields}`] : []),
    ...(assignmentsLeft.length > 0
      ? [
          `not brought back: ${assignmentsLeft.length} ${assignmentsLeft.length === 1 ? "assignment" : "assignments"}`,
        ]
      : []),
  ];
  const names = kept.name === merged.name ? `Both ${kept.name}` : `${kept.name} and ${merged.name}`;
  return [`${names} are two patients again`, ...left].join("; ");
}
