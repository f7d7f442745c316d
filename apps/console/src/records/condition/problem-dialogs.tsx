import {
  Condition as ConditionSchema,
  CreateCondition,
  UpdateCondition,
} from "@caretype/api/condition/schema";
import type { Condition } from "@caretype/client";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import { choiceView, conceptView, dateView, optionalChoiceView, textView } from "../clinical/record/views.ts";
import { severities, verifications } from "../clinical/texts.en.ts";
import type { FieldViews } from "../record/field-view.ts";
import { fields as labels, texts } from "./texts.en.ts";

const problemFields: FieldViews<Condition, DetailsOf<"condition">> = {
  code: conceptView("code", labels.code, "condition.code"),
  category: choiceView("category", labels.category, texts.categories),
  clinicalStatus: choiceView("clinicalStatus", labels.clinicalStatus, texts.statuses),
  severity: optionalChoiceView("severity", labels.severity, severities),
  onset: dateView("onset", labels.onset),
  abatement: dateView("abatement", labels.abatement),
  verificationStatus: choiceView("verificationStatus", labels.verificationStatus, verifications),
  note: textView("note", labels.note),
};

export const ProblemDialogs = dialogsOf<"condition">({
  kind: "condition",
  schemas: { record: ConditionSchema, create: CreateCondition, update: UpdateCondition },
  views: problemFields,
  begunWith: () => ({
    category: "problem-list-item",
    clinicalStatus: "active",
    verificationStatus: "confirmed",
  }),
  nameOf: ({ code }) => code.text,
  texts,
  ending: {
    titleFor: texts.resolveFor,
    values: (today) => ({ clinicalStatus: "resolved", abatement: today }),
  },
});
