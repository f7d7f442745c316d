import type { Condition, RouterInputs } from "@caretype/client";
import { choiceView, conceptView, dateView, optionalChoiceView, textView } from "../clinical/record/views.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { texts } from "./texts.en.ts";

/** The editable fields. A problem never changes its patient. */
type ProblemDetails = Omit<RouterInputs["condition"]["update"], "id" | "expectedVersion" | "recordedAt">;
type ProblemValues = ValuesOf<keyof ProblemDetails>;

const { severities, verifications } = recordListTexts;
const labels = texts.fields;

export const problemFields: FieldViews<Condition, ProblemDetails> = {
  code: conceptView("code", labels.code),
  category: choiceView("category", labels.category, texts.categories),
  clinicalStatus: choiceView("clinicalStatus", labels.clinicalStatus, texts.statuses),
  severity: optionalChoiceView("severity", labels.severity, severities),
  onset: dateView("onset", labels.onset),
  abatement: dateView("abatement", labels.abatement),
  verificationStatus: choiceView("verificationStatus", labels.verificationStatus, verifications),
  note: textView("note", labels.note),
};

export const noProblem: ProblemValues = {
  code: "",
  category: "problem-list-item",
  clinicalStatus: "active",
  severity: "",
  onset: "",
  abatement: "",
  verificationStatus: "confirmed",
  note: "",
};
