import type { CurrentRecord } from "@caretype/client";
import { type ComponentProps, type ReactNode, useMemo } from "react";
import { AskingDialog } from "../../session/form/asking-dialog.tsx";
import { ConflictDialog } from "../../session/form/conflict-dialog.tsx";
import { RecordForm } from "../../session/form/record-form.tsx";
import type { EditConflict } from "../../session/form/use-edit-form.ts";
import { formatInstant } from "../../words/format/format.ts";
import { type FieldView, type ValuesOf, viewsOf } from "./field-view.ts";
import { RecordInputs } from "./record-inputs.tsx";
import { texts } from "./texts.en.ts";
import { conflictGroupsOf } from "./values.ts";

type FormDialogProps = Omit<ComponentProps<typeof RecordForm>, "onCancel"> & {
  title: ReactNode;
  form: { isDirty: () => boolean };
  onClose: () => void;
};

/** A form in a dialog, which asks before it closes with unsaved changes. */
export const FormDialog = ({ title, form, onClose, ...frame }: FormDialogProps) => (
  <AskingDialog title={title} isAtRisk={() => form.isDirty()} isSaving={frame.isSaving} onClose={onClose}>
    {() => <RecordForm {...frame} onCancel={onClose} />}
  </AskingDialog>
);

type FieldsDialogProps<Value extends CurrentRecord, Name extends string> = Omit<
  FormDialogProps,
  "children"
> & {
  form: ComponentProps<typeof RecordInputs>["form"];
  views: Readonly<Record<Name, FieldView<Value, Name>>>;
  focused: Name;
  /** Content above the fields, such as a picker. */
  above?: ReactNode;
  /** Only for an existing record. */
  conflict?: EditConflict<Value, ValuesOf<Name>> | null;
};

/** Shared by all of a record's fields. */
export function FieldsDialog<Value extends CurrentRecord & { updatedAt: string }, Name extends string>({
  views,
  focused,
  above,
  conflict = null,
  ...dialog
}: FieldsDialogProps<Value, Name>) {
  const groups = useMemo(() => conflictGroupsOf(views), [views]);
  return (
    <>
      <FormDialog {...dialog}>
        {above}
        <RecordInputs form={dialog.form} views={viewsOf(views)} focused={focused} />
      </FormDialog>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
