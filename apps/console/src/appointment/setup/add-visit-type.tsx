import { CreateVisitType } from "@caretype/api/visit-type/schema";
import { caretype } from "../../api.ts";
import { useRecordForm } from "../../form/use-record-form.ts";
import { viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { detailsOf } from "../../record/values.ts";
import { notifyDone } from "../../shell/notice/notify.tsx";
import { appointmentSetupTexts as texts } from "../../texts/appointment-setup.ts";
import { commonTexts } from "../../texts/common.ts";
import { type VisitTypeValues, visitTypeFields } from "./field-views.ts";
import { FormDialog } from "./form-dialog.tsx";
import { invalidateSetup } from "./setup-cache.ts";

const views = viewsOf(visitTypeFields);
const fieldOf = { VISIT_TYPE_NAME_TAKEN: "name" } as const;
const initialValues: VisitTypeValues = {
  name: "",
  minutes: "20",
  bufferBefore: "0",
  bufferAfter: "0",
  seats: "1",
};

export function AddVisitType({ onClose }: { onClose: () => void }) {
  const adding = useRecordForm({
    schema: CreateVisitType,
    initialValues,
    fieldOf,
    inputOf: (values) => detailsOf(visitTypeFields, values),
    onSubmit: (values, call) => {
      const input = CreateVisitType.parse(detailsOf(visitTypeFields, values));
      return call(input, (options) => caretype.visitType.create.mutate(input, options));
    },
    onSaved: ({ id, name, version }) => {
      notifyDone(texts.isAdded(name), async () => {
        await caretype.visitType.remove.mutate({ id, expectedVersion: version });
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
      title={texts.visitTypes.add}
      submitLabel={commonTexts.add}
      isDirty={() => form.isDirty()}
      onClose={onClose}
    >
      <RecordInputs form={form} views={views} focused="name" />
    </FormDialog>
  );
}
