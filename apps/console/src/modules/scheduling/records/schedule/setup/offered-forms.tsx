import type { CurrentRecord } from "@caretype/client";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { everybody } from "../../../../../records/record/field-view.ts";
import { FieldsDialog } from "../../../../../records/record/form-dialog.tsx";
import { detailsOf, valuesOf as recordValuesOf } from "../../../../../records/record/values.ts";
import { useEditForm } from "../../../../../session/form/use-edit-form.ts";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { texts } from "../texts.en.ts";
import { invalidateSetup, type OfferedKind, type OfferedName, type Values } from "./offered-kind.ts";

export type OfferedFormsProps<Item> = { opened: Item | "new"; onClose: () => void };

type FormsProps<Kind extends OfferedName> = OfferedFormsProps<CurrentRecord<Kind>> & {
  kind: OfferedKind<Kind>;
};

/** The open form: for a new or existing visit type or room. */
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
  const { addTitle: title } = kind;
  return (
    <FieldsDialog {...adding} {...{ title, views, onClose }} submitLabel={commonTexts.add} focused="name" />
  );
}

type EditFormProps<Kind extends OfferedName> = AddFormProps<Kind> & { record: CurrentRecord<Kind> };

function EditForm<Kind extends OfferedName>({ kind, record, onClose }: EditFormProps<Kind>) {
  const { calls, nameTaken, schemas, views } = kind;
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
  return (
    <FieldsDialog
      {...edit}
      title={texts.editTitle(record.name)}
      submitLabel={commonTexts.save}
      views={views}
      focused="name"
      onClose={onClose}
    />
  );
}
