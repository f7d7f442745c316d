import {
  CreateMedication,
  Medication as MedicationSchema,
  UpdateMedication,
} from "@caretype/api/medication/schema";
import type { Medication } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { optionsOf } from "../clinical/options.ts";
import { PartsInput } from "../clinical/record/parts-input.tsx";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { InputsForm, RecordKind } from "../clinical/record/record-kind.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
import { defaultTiming, medicationFields as fields, noMedication } from "./medication-fields.ts";
import { texts } from "./texts.en.ts";

const { create, update, enterInError } = caretype.medication;

const inputs = (form: InputsForm) => ({
  drug: (
    <RecordCodeInput form={form} field="medication.drug" label={fields.drug.label} path="drug" isRequired />
  ),
  dose: (
    <PartsInput
      form={form}
      path="dose"
      label={fields.dose.label}
      parts={[
        { name: "number", label: texts.doseNumber, isNumber: true, maxLength: 42 },
        { name: "unit", label: texts.doseUnit, maxLength: 50 },
      ]}
    />
  ),
  timing: (
    <PartsInput
      form={form}
      path="timing"
      label={fields.timing.label}
      parts={[
        { name: "frequency", label: texts.frequency, isNumber: true, maxLength: 3 },
        { name: "period", label: texts.period, isNumber: true, maxLength: 4, meant: defaultTiming.period },
        {
          name: "periodUnit",
          label: texts.periodUnit,
          options: optionsOf(texts.periodUnits),
          meant: defaultTiming.periodUnit,
        },
      ]}
    />
  ),
  route: <RecordCodeInput form={form} field={null} label={fields.route.label} path="route" isFirst={false} />,
});

const medicationKind: RecordKind<"medication"> = {
  kind: "medication",
  schemas: { record: MedicationSchema, create: CreateMedication, update: UpdateMedication },
  views: fields,
  empty: () => noMedication,
  valuesOf: (medication) => valuesOf(fields, medication, everybody),
  nameOf: ({ drug }) => drug.text,
  own: inputs,
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
  ending: { titleFor: texts.stopFor, values: (today) => ({ status: "stopped", until: today }) },
};

/** The forms for a patient's drugs. */
export const MedicationDialogs = (props: RecordDialogsProps<Medication>) => (
  <RecordDialogs kind={medicationKind} {...props} />
);
