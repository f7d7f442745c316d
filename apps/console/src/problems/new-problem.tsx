import { CreateCondition } from "@caretype/api/condition/schema";
import type { Condition, Patient, RouterInputs } from "@caretype/client";
import { caretype } from "../api.ts";
import { byField } from "../clinical/by-field.ts";
import { RecordDialog } from "../clinical/record-dialog.tsx";
import { useReadAgain } from "../clinical/use-chart-change.ts";
import { useRecordForm } from "../form/use-record-form.ts";
import { detailsOf } from "../record/values.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { commonTexts } from "../texts/common.ts";
import { problemsTexts as texts } from "../texts/problems.ts";
import { noProblem, type ProblemValues, problemFields } from "./problem-fields.ts";
import { ProblemInputs } from "./problem-inputs.tsx";

const schema = byField(CreateCondition);

type NewProblemProps = { patient: Patient; onClose: () => void };

export function NewProblem({ patient, onClose }: NewProblemProps) {
  const readAgain = useReadAgain();
  // The form has validated the values with the schema.
  const inputOf = (values: ProblemValues) =>
    ({ patientId: patient.id, ...detailsOf(problemFields, values) }) as RouterInputs["condition"]["create"];
  const form = useRecordForm<ProblemValues, Condition>({
    schema,
    initialValues: noProblem,
    inputOf,
    onSubmit: async (values, call) => {
      const input = inputOf(values);
      const added = await call(input, (options) => caretype.condition.create.mutate(input, options));
      void readAgain();
      notifyDone(texts.isAdded(added.code.text));
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
      <ProblemInputs form={form.form} />
    </RecordDialog>
  );
}
