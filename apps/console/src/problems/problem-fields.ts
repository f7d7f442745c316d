import type { Condition, RouterInputs } from "@caretype/client";
import { chosenIn, chosenLabel, labelIn, optionsOf } from "../clinical/options.ts";
import { codedTextOf, readCodedText, shownCodedText, writeCodedText } from "../codes/field/coded-text.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { problemsTexts as texts } from "../texts/problems.ts";
import { recordListTexts } from "../texts/record-list.ts";

/** The editable fields. A problem never changes its patient. */
type ProblemDetails = Omit<RouterInputs["condition"]["update"], "id" | "expectedVersion" | "recordedAt">;
export type ProblemValues = ValuesOf<keyof ProblemDetails>;

const { notSaid, partialDate, severities, verifications } = recordListTexts;

export const problemFields: FieldViews<Condition, ProblemDetails> = {
  code: {
    label: texts.fields.code,
    show: ({ code }) => code?.text ?? null,
    value: ({ code }) => writeCodedText(codedTextOf(code)),
    send: ({ code }) => readCodedText(code),
    entered: ({ code }) => shownCodedText(code),
    input: { as: "own" },
    headings: [],
  },
  category: {
    label: texts.fields.category,
    show: ({ category }) => labelIn(texts.categories, category),
    send: ({ category }) => chosenIn(texts.categories, category) ?? undefined,
    entered: ({ category }) => chosenLabel(texts.categories, category),
    input: { as: "select", options: optionsOf(texts.categories) },
    headings: [],
  },
  clinicalStatus: {
    label: texts.fields.clinicalStatus,
    show: ({ clinicalStatus }) => labelIn(texts.statuses, clinicalStatus),
    send: ({ clinicalStatus }) => chosenIn(texts.statuses, clinicalStatus) ?? undefined,
    entered: ({ clinicalStatus }) => chosenLabel(texts.statuses, clinicalStatus),
    input: { as: "select", options: optionsOf(texts.statuses) },
    headings: [],
  },
  severity: {
    label: texts.fields.severity,
    show: ({ severity }) => labelIn(severities, severity),
    send: ({ severity }) => chosenIn(severities, severity),
    entered: ({ severity }) => chosenLabel(severities, severity),
    input: { as: "select", options: optionsOf(severities, notSaid) },
    headings: [],
  },
  onset: {
    label: texts.fields.onset,
    show: ({ onset }) => onset ?? null,
    send: ({ onset }) => onset?.trim() || null,
    input: { as: "line", description: partialDate },
    headings: [],
  },
  abatement: {
    label: texts.fields.abatement,
    show: ({ abatement }) => abatement ?? null,
    send: ({ abatement }) => abatement?.trim() || null,
    input: { as: "line", description: partialDate },
    headings: [],
  },
  verificationStatus: {
    label: texts.fields.verificationStatus,
    show: ({ verificationStatus }) => labelIn(verifications, verificationStatus),
    send: ({ verificationStatus }) => chosenIn(verifications, verificationStatus) ?? undefined,
    entered: ({ verificationStatus }) => chosenLabel(verifications, verificationStatus),
    input: { as: "select", options: optionsOf(verifications) },
    headings: [],
  },
  note: {
    label: texts.fields.note,
    show: ({ note }) => note ?? null,
    input: { as: "text", minRows: 2, maxRows: 8 },
    isLong: true,
    headings: [],
  },
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
