import type { RouterOutputs } from "@caretype/client";
import type { ReactNode } from "react";
import { withNames } from "../../shell/text/with-names.ts";
import { patientFields } from "../field-views.ts";

type Separated = RouterOutputs["patient"]["unmerge"];

/** Describes an undone merge, and what was kept because it was changed since. */
export function describeSeparation({ kept, merged, fieldsLeft, assignmentsLeft }: Separated): ReactNode {
  const fields = fieldsLeft.map((field) => patientFields[field].label.toLowerCase()).join(", ");
  const left = [
    ...(fields ? [`kept, as they were changed since: ${fields}`] : []),
    ...(assignmentsLeft.length > 0
      ? [
          `not restored: ${assignmentsLeft.length} ${assignmentsLeft.length === 1 ? "assignment" : "assignments"}`,
        ]
      : []),
  ];
  const rest = ["are two patients again", ...left].join("; ");
  return kept.name === merged.name
    ? withNames`Both ${kept.name} ${rest}`
    : withNames`${kept.name} and ${merged.name} ${rest}`;
}
