import {
  CreateProcedure,
  Procedure as ProcedureSchema,
  UpdateProcedure,
} from "@caretype/api/clinical-procedure/schema";
import type { Procedure } from "@caretype/client";
import { caretype } from "../../session/client/api.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { RecordKind } from "../clinical/record/record-kind.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
import { DoctorInput } from "./doctor-input.tsx";
import { procedureFields as fields, noProcedure } from "./procedure-fields.ts";
import { texts } from "./texts.en.ts";

const { create, update, enterInError } = caretype.procedure;

const procedureKind: RecordKind<"procedure"> = {
  kind: "procedure",
  schemas: { record: ProcedureSchema, create: CreateProcedure, update: UpdateProcedure },
  views: fields,
  empty: () => noProcedure,
  valuesOf: (procedure) => valuesOf(fields, procedure, everybody),
  nameOf: ({ code }) => code.text,
  own: (form) => ({
    code: (
      <RecordCodeInput form={form} field="procedure.code" label={fields.code.label} path="code" isRequired />
    ),
    doctorId: <DoctorInput form={form} label={fields.doctorId.label} path="doctorId" />,
    bodySite: (
      <RecordCodeInput
        form={form}
        field={null}
        label={fields.bodySite.label}
        path="bodySite"
        isFirst={false}
      />
    ),
  }),
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
};

/** The forms for a patient's procedures. */
export const ProcedureDialogs = (props: RecordDialogsProps<Procedure>) => (
  <RecordDialogs kind={procedureKind} {...props} />
);
