import type { Assignment } from "@caretype/client";
import { UpdateAssignment } from "@caretype/core/people/assignment/schema";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { everybody } from "../../../../records/record/field-view.ts";
import { FieldsDialog } from "../../../../records/record/form-dialog.tsx";
import { detailsOf, valuesOf as recordValuesOf } from "../../../../records/record/values.ts";
import { caretype } from "../../../../session/client/api.ts";
import { useEditForm } from "../../../../session/form/use-edit-form.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { type AssignmentValues, assignmentFields } from "../assignment/field-views.ts";
import { invalidateAssignments } from "../assignment/read-assignments.ts";
import { texts } from "./texts.en.ts";

const valuesOf = (assignment: Assignment): AssignmentValues =>
  recordValuesOf(assignmentFields, assignment, everybody);

/** Edits the reason of an assignment. Resolves conflicts with other users' changes. */
export function ReasonDialog({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const edit = useEditForm({
    schema: UpdateAssignment,
    record: assignment,
    valuesOf,
    inputOf: (values, { id, version }) => ({
      id,
      expectedVersion: version,
      ...detailsOf(assignmentFields, values),
    }),
    kind: "assignment",
    send: async (input, options, base) => {
      const updated = await caretype.assignment.update.mutate(input, options);
      await invalidateAssignments();
      const { id, version } = updated;
      const undo = async () => {
        await caretype.assignment.revert.mutate({ id, version: base.version, expectedVersion: version });
        await invalidateAssignments();
      };
      notifyDone(texts.isSaved(assignment.doctorName), version === base.version ? undefined : undo);
      onClose();
      return updated;
    },
  });
  return (
    <FieldsDialog
      {...edit}
      title={texts.reasonFor(assignment.doctorName)}
      submitLabel={commonTexts.save}
      views={assignmentFields}
      focused="reasonForVisit"
      onClose={onClose}
    />
  );
}
