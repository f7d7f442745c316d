import type { Immunization, RouterInputs } from "@caretype/client";
import { wholeNumberIn } from "../clinical/record/parts.ts";
import {
  choiceView,
  conceptView,
  dateView,
  lineView,
  optionalConceptView,
  textView,
} from "../clinical/record/views.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { fields as labels, texts } from "./texts.en.ts";

/** The editable fields. An immunization never changes its patient. */
type Details = Omit<RouterInputs["immunization"]["update"], "id" | "expectedVersion">;

const occurred = dateView("occurred", labels.occurred);

export const immunizationFields: FieldViews<Immunization, Details> = {
  vaccine: conceptView("vaccine", labels.vaccine),
  occurred: {
    ...occurred,
    // Empty, it is sent as it is: the schema says that it is required.
    send: (values) => values.occurred?.trim(),
    input: { ...occurred.input, isRequired: true },
  },
  status: choiceView("status", labels.status, texts.statuses),
  statusReason: lineView("statusReason", labels.statusReason),
  doseNumber: {
    label: labels.doseNumber,
    show: ({ doseNumber }) => (doseNumber ? String(doseNumber) : null),
    send: ({ doseNumber }) => wholeNumberIn(doseNumber),
    input: { as: "line", digits: 2 },
    headings: [],
  },
  site: optionalConceptView("site", labels.site),
  route: optionalConceptView("route", labels.route),
  manufacturer: lineView("manufacturer", labels.manufacturer),
  lotNumber: lineView("lotNumber", labels.lotNumber),
  expires: dateView("expires", labels.expires),
  note: textView("note", labels.note),
};

export const noImmunization: ValuesOf<keyof Details> = {
  vaccine: "",
  occurred: "",
  status: "completed",
  statusReason: "",
  doseNumber: "",
  site: "",
  route: "",
  manufacturer: "",
  lotNumber: "",
  expires: "",
  note: "",
};
