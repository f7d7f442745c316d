import { UpdateAssignment } from "@caretype/api/assignment/schema";
import type { Assignment } from "@caretype/client";
import { notifyDone } from "../../kit/notice/notify.tsx";
import { caretype } from "../../session/client/api.ts";
import { AskingDialog } from "../../session/form/asking-dialog.tsx";
import { ConflictDialog } from "../../session/form/conflict-dialog.tsx";
import { RecordForm } from "../../session/form/record-form.tsx";
import { useEditForm } from "../../session/form/use-edit-form.ts";
import { commonTexts } from "../../words/common/common.ts";
import { formatInstant } from "../../words/format/format.ts";
import { type AssignmentValues, assignmentFields } from "../assignment/field-views.ts";
import { invalidateAssignments } from "../assignment/read-assignments.ts";
import { everybody, viewsOf } from "../record/field-view.ts";
import { RecordInputs } from "../record/record-inputs.tsx";
import { conflictGroupsOf, detailsOf, valuesOf as recordValuesOf } from "../record/values.ts";
import { texts } from "./texts.en.ts";

const valuesOf = (assignment: Assignment): AssignmentValues =>
  recordValuesOf(assignmentFields, assignment, everybody);

const groups = conflictGroupsOf(assignmentFields);

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
  const { form, conflict } = edit;
  return (
    <>
      <AskingDialog
        title={texts.reasonFor(assignment.doctorName)}
        isAtRisk={() => form.isDirty()}
        isSaving={edit.isSaving}
        onClose={onClose}
      >
        {() => (
          <RecordForm {...edit} submitLabel={commonTexts.save} onCancel={onClose}>
            <RecordInputs form={form} views={viewsOf(assignmentFields)} focused="reasonForVisit" />
          </RecordForm>
        )}
      </AskingDialog>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
