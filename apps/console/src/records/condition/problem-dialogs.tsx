import {
  Condition as ConditionSchema,
  CreateCondition,
  UpdateCondition,
} from "@caretype/api/condition/schema";
import type { Condition, RouterInputs } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import { choiceView, conceptView, dateView, optionalChoiceView, textView } from "../clinical/record/views.ts";
import { severities, verifications } from "../clinical/texts.en.ts";
import { everybody, type FieldViews } from "../record/field-view.ts";
import { emptyValues, valuesOf } from "../record/values.ts";
import { fields as labels, texts } from "./texts.en.ts";

/** The editable fields. A problem never changes its patient. */
type ProblemDetails = Omit<RouterInputs["condition"]["update"], "id" | "expectedVersion" | "recordedAt">;

const problemFields: FieldViews<Condition, ProblemDetails> = {
  code: conceptView("code", labels.code, "condition.code"),
  category: choiceView("category", labels.category, texts.categories),
  clinicalStatus: choiceView("clinicalStatus", labels.clinicalStatus, texts.statuses),
  severity: optionalChoiceView("severity", labels.severity, severities),
  onset: dateView("onset", labels.onset),
  abatement: dateView("abatement", labels.abatement),
  verificationStatus: choiceView("verificationStatus", labels.verificationStatus, verifications),
  note: textView("note", labels.note),
};

const { create, update, enterInError } = caretype.condition;

const problemKind: RecordKind<"condition"> = {
  kind: "condition",
  schemas: { record: ConditionSchema, create: CreateCondition, update: UpdateCondition },
  views: problemFields,
  empty: () => ({
    ...emptyValues(problemFields, everybody),
    category: "problem-list-item",
    clinicalStatus: "active",
    verificationStatus: "confirmed",
  }),
  valuesOf: (problem) => valuesOf(problemFields, problem, everybody),
  nameOf: ({ code }) => code.text,
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
  ending: {
    titleFor: texts.resolveFor,
    values: (today) => ({ clinicalStatus: "resolved", abatement: today }),
  },
};

export const ProblemDialogs = (props: RecordDialogsProps<Condition>) => (
  <RecordDialogs kind={problemKind} {...props} />
);
