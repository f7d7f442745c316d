import {
  CreateImmunization,
  Immunization as ImmunizationSchema,
  UpdateImmunization,
} from "@caretype/api/immunization/schema";
import type { Immunization } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
import { immunizationFields as fields, noImmunization } from "./immunization-fields.ts";
import { texts } from "./texts.en.ts";

const { create, update, enterInError } = caretype.immunization;

const immunizationKind: RecordKind<"immunization"> = {
  kind: "immunization",
  schemas: { record: ImmunizationSchema, create: CreateImmunization, update: UpdateImmunization },
  views: fields,
  empty: (today) => ({ ...noImmunization, occurred: today }),
  valuesOf: (immunization) => valuesOf(fields, immunization, everybody),
  nameOf: ({ vaccine }) => vaccine.text,
  own: (form) => ({
    vaccine: (
      <RecordCodeInput
        form={form}
        field="immunization.vaccine"
        label={fields.vaccine.label}
        path="vaccine"
        isRequired
      />
    ),
    site: <RecordCodeInput form={form} field={null} label={fields.site.label} path="site" isFirst={false} />,
    route: (
      <RecordCodeInput form={form} field={null} label={fields.route.label} path="route" isFirst={false} />
    ),
  }),
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
};

/** The forms for a patient's immunizations. */
export const ImmunizationDialogs = (props: RecordDialogsProps<Immunization>) => (
  <RecordDialogs kind={immunizationKind} {...props} />
);
