import { RecordCodeInput } from "../codes/field/record-code-input.tsx";
import type { useRecordForm } from "../form/use-record-form.ts";
import { viewsOf } from "../record/field-view.ts";
import { RecordInputs } from "../record/record-inputs.tsx";
import { type ProblemValues, problemFields } from "./problem-fields.ts";

type ProblemInputsProps = { form: ReturnType<typeof useRecordForm<ProblemValues>>["form"] };

/** The inputs of a problem's form. */
export const ProblemInputs = ({ form }: ProblemInputsProps) => (
  <RecordInputs
    form={form}
    views={viewsOf(problemFields)}
    own={{
      code: (
        <RecordCodeInput
          form={form}
          field="condition.code"
          label={problemFields.code.label}
          path="code"
          isRequired
        />
      ),
    }}
  />
);
