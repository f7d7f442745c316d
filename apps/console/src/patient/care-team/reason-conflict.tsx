import { type Assignment, isErrorCode } from "@caretype/client";
import { type AssignmentValues, assignmentFields } from "../../assignment/field-views.ts";
import { differencesOf, resolved } from "../../form/conflict.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { conflictGroupsOf } from "../../record/values.ts";
import { formatInstant } from "../../shell/text/format.ts";

type ReasonConflictProps = {
  theirs: Assignment;
  versions: Record<"before" | "mine" | "theirs", AssignmentValues>;
  onClose: () => void;
  onResolve: (values: AssignmentValues) => void;
};

/** The reason as somebody else has saved it meanwhile, beside the one that was entered here. */
export function ReasonConflict({ theirs, versions, onClose, onResolve }: ReasonConflictProps) {
  const differences = differencesOf(groups, versions);
  return (
    <ConflictDialog
      differences={differences}
      changed={`It was saved on ${formatInstant(theirs.updatedAt)}.`}
      onClose={onClose}
      onSave={(choices) => onResolve(resolved(differences, choices, versions))}
    />
  );
}

const groups = conflictGroupsOf(assignmentFields);

/** The assignment as somebody else has saved it; null where something else was refused. */
export function currentAssignment(error: unknown): Assignment | null {
  if (!isErrorCode(error, "STALE_VERSION")) return null;
  const { current } = error.data;
  return "patientId" in current ? current : null;
}
