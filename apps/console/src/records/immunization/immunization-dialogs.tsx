import {
  CreateImmunization,
  Immunization as ImmunizationSchema,
  UpdateImmunization,
} from "@caretype/api/immunization/schema";
import type { Immunization } from "@caretype/client";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { wholeNumberIn } from "../clinical/record/parts.ts";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import {
  choiceView,
  conceptView,
  dateView,
  lineView,
  optionalConceptView,
  textView,
} from "../clinical/record/views.ts";
import type { FieldViews } from "../record/field-view.ts";
import { fields as labels, texts } from "./texts.en.ts";

const occurred = dateView("occurred", labels.occurred);

const fields: FieldViews<Immunization, DetailsOf<"immunization">> = {
  vaccine: conceptView("vaccine", labels.vaccine, "immunization.vaccine"),
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

export const ImmunizationDialogs = dialogsOf<"immunization">({
  kind: "immunization",
  schemas: { record: ImmunizationSchema, create: CreateImmunization, update: UpdateImmunization },
  views: fields,
  begunWith: (today) => ({ status: "completed", occurred: today }),
  nameOf: ({ vaccine }) => vaccine.text,
  texts,
});
