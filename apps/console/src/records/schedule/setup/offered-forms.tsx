import type { CurrentRecord } from "@caretype/client";
import { type ReactNode, useMemo } from "react";
import { notifyDone } from "../../../kit/notice/notify.tsx";
import { AskingDialog } from "../../../session/form/asking-dialog.tsx";
import { ConflictDialog } from "../../../session/form/conflict-dialog.tsx";
import { type FramedForm, RecordForm } from "../../../session/form/record-form.tsx";
import { useEditForm } from "../../../session/form/use-edit-form.ts";
import { useRecordForm } from "../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../words/common/common.ts";
import { formatInstant } from "../../../words/format/format.ts";
import { everybody, viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { conflictGroupsOf, detailsOf, valuesOf as recordValuesOf } from "../../record/values.ts";
import { texts } from "../texts.en.ts";
import { invalidateSetup, type OfferedKind, type OfferedName, type Values } from "./offered-kind.ts";

export type OfferedFormsProps<Item> = { opened: Item | "new"; onClose: () => void };

type FormsProps<Kind extends OfferedName> = OfferedFormsProps<CurrentRecord<Kind>> & {
  kind: OfferedKind<Kind>;
};

/** The form that is opened: for a new visit type or room, or for one that exists. */
export function OfferedForms<Kind extends OfferedName>({ kind, opened, onClose }: FormsProps<Kind>) {
  if (opened === "new") return <AddForm kind={kind} onClose={onClose} />;
  return <EditForm key={opened.id} kind={kind} record={opened} onClose={onClose} />;
}

type AddFormProps<Kind extends OfferedName> = { kind: OfferedKind<Kind>; onClose: () => void };

function AddForm<Kind extends OfferedName>({ kind, onClose }: AddFormProps<Kind>) {
  const { calls, empty, nameTaken, schemas, views } = kind;
  const inputOf = (values: Values) => detailsOf(views, values);
  const adding = useRecordForm<Values, CurrentRecord<Kind>>({
    schema: schemas.create,
    initialValues: empty,
    fieldOf: { [nameTaken]: "name" },
    inputOf,
    onSubmit: (values, call) => call(inputOf(values), calls.create),
    onSaved: ({ id, name, version: expectedVersion }) => {
      notifyDone(texts.isAdded(name), async () => {
        await calls.remove({ id, expectedVersion });
        await invalidateSetup();
      });
      onClose();
      void invalidateSetup();
    },
  });
  const { form } = adding;
  return (
    <FormDialog
      {...adding}
      title={kind.addTitle}
      submitLabel={commonTexts.add}
      isDirty={() => form.isDirty()}
      onClose={onClose}
    >
      <RecordInputs form={form} views={viewsOf(views)} focused="name" />
    </FormDialog>
  );
}

type EditFormProps<Kind extends OfferedName> = AddFormProps<Kind> & { record: CurrentRecord<Kind> };

function EditForm<Kind extends OfferedName>({ kind, record, onClose }: EditFormProps<Kind>) {
  const { calls, nameTaken, schemas, views } = kind;
  const groups = useMemo(() => conflictGroupsOf(views), [views]);
  const valuesOf = (each: CurrentRecord<Kind>): Values => recordValuesOf(views, each, everybody);
  const inputOf = (values: Values, { id, version }: CurrentRecord<Kind>) => ({
    id,
    expectedVersion: version,
    ...detailsOf(views, values),
  });
  const edit = useEditForm<Kind, Values, ReturnType<typeof inputOf>>({
    kind: kind.kind,
    schema: schemas.update,
    fieldOf: { [nameTaken]: "name" },
    record,
    valuesOf,
    inputOf,
    send: async (input, options, base) => {
      const saved = await calls.update(input, options);
      const undo = async () => {
        await calls.update(inputOf(valuesOf(base), saved));
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
        title={texts.editTitle(record.name)}
        submitLabel={commonTexts.save}
        isDirty={() => form.isDirty()}
        onClose={onClose}
      >
        <RecordInputs form={form} views={viewsOf(views)} focused="name" />
      </FormDialog>
      <ConflictDialog
        conflict={conflict}
        groups={groups}
        changed={({ updatedAt }) => texts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}

type FormDialogProps = FramedForm & {
  title: ReactNode;
  submitLabel: string;
  isDirty: () => boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog, which asks before it closes with unsaved changes. */
export function FormDialog({ title, isDirty, onClose, children, ...form }: FormDialogProps) {
  return (
    <AskingDialog title={title} isAtRisk={isDirty} isSaving={form.isSaving} onClose={onClose}>
      {() => (
        <RecordForm {...form} onCancel={onClose}>
          {children}
        </RecordForm>
      )}
    </AskingDialog>
  );
}
