import * as schema from "@caretype/chart/condition/schema";
import type { Condition } from "@caretype/client";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { severities, verifications } from "../clinical/texts.en.ts";
import { fields as labels, texts } from "./texts.en.ts";

const problemFields: FieldViews<Condition, DetailsOf<"condition">> = {
  code: view.concept("code", labels.code, "condition.code"),
  category: view.choice("category", labels.category, texts.categories),
  clinicalStatus: view.choice("clinicalStatus", labels.clinicalStatus, texts.statuses),
  severity: view.optionalChoice("severity", labels.severity, severities),
  onset: view.date("onset", labels.onset),
  abatement: view.date("abatement", labels.abatement),
  verificationStatus: view.choice("verificationStatus", labels.verificationStatus, verifications),
  note: view.text("note", labels.note),
};

export const ProblemDialogs = dialogsOf<"condition">({
  kind: "condition",
  schemas: { record: schema.Condition, create: schema.CreateCondition, update: schema.UpdateCondition },
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
