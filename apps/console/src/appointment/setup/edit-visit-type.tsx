import { UpdateVisitType } from "@caretype/api/visit-type/schema";
import type { VisitType } from "@caretype/client";
import { caretype } from "../../api.ts";
import { ConflictDialog } from "../../form/conflict-dialog.tsx";
import { useEditForm } from "../../form/use-edit-form.ts";
import { everybody, viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { conflictGroupsOf, detailsOf, valuesOf as recordValuesOf } from "../../record/values.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { formatInstant } from "../../shell/text/format.ts";
import { appointmentSetupTexts as texts } from "../../texts/appointment-setup.ts";
import { commonTexts } from "../../texts/common.ts";
import { type VisitTypeValues, visitTypeFields } from "./field-views.ts";
import { FormDialog } from "./form-dialog.tsx";
import { invalidateSetup } from "./setup-cache.ts";

const views = viewsOf(visitTypeFields);
const groups = conflictGroupsOf(visitTypeFields);
const fieldOf = { VISIT_TYPE_NAME_TAKEN: "name" } as const;
const valuesOf = (visitType: VisitType): VisitTypeValues =>
  recordValuesOf(visitTypeFields, visitType, everybody);
type EditVisitTypeProps = { visitType: VisitType; onClose: () => void };

export function EditVisitType({ visitType, onClose }: EditVisitTypeProps) {
  const edit = useEditForm({
    schema: UpdateVisitType,
    fieldOf,
    record: visitType,
    valuesOf,
    inputOf: (values, { id, version }) => ({
      id,
      expectedVersion: version,
      ...detailsOf(visitTypeFields, values),
    }),
    kind: "visitType",
    send: async (input, options, base) => {
      const saved = await caretype.visitType.update.mutate(input, options);
      const undo = async () => {
        const { id, version: expectedVersion } = saved;
        await caretype.visitType.update.mutate({
          id,
          expectedVersion,
          ...detailsOf(visitTypeFields, valuesOf(base)),
        });
        await invalidateSetup();
      };
      notifyDone(texts.isSaved(saved.name), saved.version === base.version ? undefined : undo);
      return saved;
    },
    onSaved: () => {
      onClose();
      void invalidateSetup();
    },
  });
  const { form, conflict } = edit;
  return (
    <>
      <FormDialog
        {...edit}
        title={texts.editTitle(visitType.name)}
        submitLabel={commonTexts.save}
        isDirty={() => form.isDirty()}
        onClose={onClose}
      >
        <RecordInputs form={form} views={views} focused="name" />
      </FormDialog>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
