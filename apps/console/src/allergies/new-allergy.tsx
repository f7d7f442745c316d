import { CreateAllergy } from "@caretype/api/allergy/schema";
import type { Allergy, Patient, RouterInputs } from "@caretype/client";
import { caretype } from "../api.ts";
import { byField } from "../clinical/by-field.ts";
import { RecordDialog } from "../clinical/record-dialog.tsx";
import { useReadAgain } from "../clinical/use-chart-change.ts";
import { useRecordForm } from "../form/use-record-form.ts";
import { detailsOf } from "../record/values.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { allergiesTexts as texts } from "../texts/allergies.ts";
import { commonTexts } from "../texts/common.ts";
import { type AllergyValues, allergyFields, noAllergy } from "./allergy-fields.ts";
import { AllergyInputs } from "./allergy-inputs.tsx";

const schema = byField(CreateAllergy);

type NewAllergyProps = { patient: Patient; onClose: () => void };

export function NewAllergy({ patient, onClose }: NewAllergyProps) {
  const readAgain = useReadAgain();
  // The form has validated the values with the schema.
  const inputOf = (values: AllergyValues) =>
    ({ patientId: patient.id, ...detailsOf(allergyFields, values) }) as RouterInputs["allergy"]["create"];
  const form = useRecordForm<AllergyValues, Allergy>({
    schema,
    initialValues: noAllergy,
    inputOf,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      const added = await call(input, (options) => caretype.allergy.create.mutate(input, options));
      void readAgain();
      notifyDone(texts.isAdded(added.substance.text));
      onClose();
      return added;
    },
  });
  return (
    <RecordDialog
      title={texts.addFor(patient.name)}
      form={form}
      submitLabel={commonTexts.add}
      onClose={onClose}
    >
      <AllergyInputs form={form.form} />
    </RecordDialog>
  );
}
