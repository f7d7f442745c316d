import {
  CreateProcedure,
  Procedure as ProcedureSchema,
  UpdateProcedure,
} from "@caretype/api/clinical-procedure/schema";
import { type Doctor, doctorId as doctorIds, type Procedure } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { SearchPicker } from "../assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../assignment/texts.en.ts";
import { useDoctorSearch } from "../assignment/use-doctor-search.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { InputsForm, RecordKind } from "../clinical/record/record-kind.ts";
import { RecordCodeInput } from "../codes/record-code-input.tsx";
import { everybody } from "../record/field-view.ts";
import { valuesOf } from "../record/values.ts";
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

type DoctorInputProps = { form: InputsForm; path: string; label: string };

/** The doctor of a record, whose id the form holds. */
const DoctorInput = (props: DoctorInputProps) => <Uncontrolled key={props.form.key(props.path)} {...props} />;

function Uncontrolled({ form, path, label }: DoctorInputProps) {
  const [id, setId] = useState(() => form.getValues()[path] ?? "");
  const [text, setText] = useState("");
  const known = doctorIds.is(id) ? id : null;
  const doctor = useQuery(
    api.doctor.byId.queryOptions(known ? { id: known } : skipToken, { staleTime: 60_000 }),
  );
  const choose = (chosen: Doctor | null) => {
    if (chosen) queryClient.setQueryData(api.doctor.byId.queryKey({ id: chosen.id }), chosen);
    setId(chosen?.id ?? "");
    form.setFieldValue(path, chosen?.id ?? "", { forceUpdate: false });
  };
  return (
    <SearchPicker<Doctor>
      label={label}
      path={path}
      placeholder=""
      empty={assignmentTexts.picker.noDoctor}
      error={form.getInputProps(path).error}
      isRequired={false}
      text={text}
      found={useDoctorSearch(text)}
      chosen={known ? (doctor.data ?? null) : null}
      onText={setText}
      onChoose={choose}
      describe={({ specializationLabel }) => specializationLabel}
    />
  );
}
