import { UpdateCondition } from "@caretype/api/condition/schema";
import type { Condition, Patient } from "@caretype/client";
import { useEffect, useEffectEvent } from "react";
import { caretype } from "../api.ts";
import { byField } from "../clinical/by-field.ts";
import { RecordDialog } from "../clinical/record-dialog.tsx";
import { useReadAgain } from "../clinical/use-chart-change.ts";
import { ConflictDialog } from "../form/conflict-dialog.tsx";
import { useEditForm } from "../form/use-edit-form.ts";
import { everybody } from "../record/field-view.ts";
import { changesOf, conflictGroupsOf, valuesOf as recordValuesOf } from "../record/values.ts";
import { notifyDone } from "../shell/notice/notify.tsx";
import { formatInstant, today } from "../shell/text/format.ts";
import { commonTexts } from "../texts/common.ts";
import { problemsTexts as texts } from "../texts/problems.ts";
import { recordListTexts } from "../texts/record-list.ts";
import { type ProblemValues, problemFields } from "./problem-fields.ts";
import { ProblemInputs } from "./problem-inputs.tsx";

const schema = byField(UpdateCondition);
const groups = conflictGroupsOf(problemFields);
const valuesOf = (problem: Condition): ProblemValues => recordValuesOf(problemFields, problem, everybody);

type EditProblemProps = {
  patient: Patient;
  problem: Condition;
  /** Begins with today as the end, and the status of what is over. */
  isResolving: boolean;
  onClose: () => void;
};

/** Saves what was changed. A conflict with somebody else's change shows both. */
export function EditProblem({ patient, problem, isResolving, onClose }: EditProblemProps) {
  const readAgain = useReadAgain();
  const edit = useEditForm({
    kind: "condition",
    schema,
    record: problem,
    valuesOf,
    inputOf: (values: ProblemValues, base) => ({
      id: base.id,
      expectedVersion: base.version,
      ...changesOf(problemFields, values, valuesOf(base)),
    }),
    send: async (input, options) => {
      const saved = await caretype.condition.update.mutate(input, options);
      void readAgain();
      notifyDone(texts.isSaved(saved.code.text));
      onClose();
      return saved;
    },
  });
  const prefill = useEffectEvent(() => {
    if (isResolving) edit.form.setValues({ clinicalStatus: "resolved", abatement: today() });
  });
  useEffect(() => prefill(), []);
  return (
    <>
      <RecordDialog
        title={isResolving ? texts.resolveFor(patient.name) : texts.editFor(patient.name)}
        form={edit}
        submitLabel={commonTexts.save}
        onClose={onClose}
        shownElsewhere={["STALE_VERSION"]}
      >
        <ProblemInputs form={edit.form} />
      </RecordDialog>
      <ConflictDialog
        conflict={edit.conflict}
        groups={groups}
        changed={({ updatedAt }) => recordListTexts.wasSaved(formatInstant(updatedAt))}
      />
    </>
  );
}
