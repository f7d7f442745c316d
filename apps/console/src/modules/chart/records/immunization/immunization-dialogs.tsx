import * as schema from "@caretype/chart/immunization/schema";
import type { Immunization } from "@caretype/client";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { wholeNumberIn } from "../clinical/record/parts.ts";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { fields as labels, texts } from "./texts.en.ts";

const occurred = view.date("occurred", labels.occurred);

const fields: FieldViews<Immunization, DetailsOf<"immunization">> = {
  vaccine: view.concept("vaccine", labels.vaccine, "immunization.vaccine"),
  occurred: {
    ...occurred,
    // An empty value is sent, so that the schema reports it as required.
    send: (values) => values.occurred?.trim(),
    input: { ...occurred.input, isRequired: true },
  },
  status: view.choice("status", labels.status, texts.statuses),
  statusReason: view.line("statusReason", labels.statusReason),
  doseNumber: {
    label: labels.doseNumber,
    show: ({ doseNumber }) => (doseNumber ? String(doseNumber) : null),
    send: ({ doseNumber }) => wholeNumberIn(doseNumber),
    input: { as: "line", isNumber: true },
  },
  site: view.optionalConcept("site", labels.site),
  route: view.optionalConcept("route", labels.route),
  manufacturer: view.line("manufacturer", labels.manufacturer),
  lotNumber: view.line("lotNumber", labels.lotNumber),
  expires: view.date("expires", labels.expires),
  note: view.text("note", labels.note),
};

export const ImmunizationDialogs = dialogsOf<"immunization">({
  kind: "immunization",
  schemas: {
    record: schema.Immunization,
    create: schema.CreateImmunization,
    update: schema.UpdateImmunization,
  },
  views: fields,
  begunWith: (today) => ({ status: "completed", occurred: today }),
  nameOf: ({ vaccine }) => vaccine.text,
  texts,
});
