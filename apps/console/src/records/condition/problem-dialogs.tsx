import {
  Condition as ConditionSchema,
  CreateCondition,
  UpdateCondition,
} from "@caretype/api/condition/schema";
import type { Condition } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { today } from "../../words/format/format.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
import { noProblem, problemFields } from "./problem-fields.ts";
import { texts } from "./texts.en.ts";

const { create, update, enterInError } = caretype.condition;

const problemKind: RecordKind<"condition"> = {
  kind: "condition",
  schemas: { record: ConditionSchema, create: CreateCondition, update: UpdateCondition },
  views: problemFields,
  empty: () => noProblem,
  valuesOf: (problem) => valuesOf(problemFields, problem, everybody),
  nameOf: ({ code }) => code.text,
  own: (form) => ({
    code: (
      <RecordCodeInput
        form={form}
        field="condition.code"
        label={problemFields.code.label}
        path="code"
        isRequired
      />
    ),
  }),
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
  ending: {
    titleFor: texts.resolveFor,
    values: () => ({ clinicalStatus: "resolved", abatement: today() }),
  },
};

/** The forms for a patient's problems. */
export const ProblemDialogs = (props: RecordDialogsProps<Condition>) => (
  <RecordDialogs kind={problemKind} {...props} />
);
