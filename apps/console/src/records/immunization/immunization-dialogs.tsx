import {
  CreateImmunization,
  Immunization as ImmunizationSchema,
  UpdateImmunization,
} from "@caretype/api/immunization/schema";
import type { Immunization, RouterInputs } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { wholeNumberIn } from "../clinical/record/parts.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import {
  choiceView,
  conceptView,
  dateView,
  lineView,
  optionalConceptView,
  textView,
} from "../clinical/record/views.ts";
import { everybody, type FieldViews } from "../record/field-view.ts";
import { emptyValues, valuesOf } from "../record/values.ts";
import { fields as labels, texts } from "./texts.en.ts";

/** The editable fields. An immunization never changes its patient. */
type Details = Omit<RouterInputs["immunization"]["update"], "id" | "expectedVersion">;

const occurred = dateView("occurred", labels.occurred);

const fields: FieldViews<Immunization, Details> = {
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

const { create, update, enterInError } = caretype.immunization;

const immunizationKind: RecordKind<"immunization"> = {
  kind: "immunization",
  schemas: { record: ImmunizationSchema, create: CreateImmunization, update: UpdateImmunization },
  views: fields,
  empty: (today) => ({ ...emptyValues(fields, everybody), status: "completed", occurred: today }),
  valuesOf: (immunization) => valuesOf(fields, immunization, everybody),
  nameOf: ({ vaccine }) => vaccine.text,
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
};

export const ImmunizationDialogs = (props: RecordDialogsProps<Immunization>) => (
  <RecordDialogs kind={immunizationKind} {...props} />
);
