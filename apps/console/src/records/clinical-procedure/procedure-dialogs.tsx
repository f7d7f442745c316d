import {
  CreateProcedure,
  Procedure as ProcedureSchema,
  UpdateProcedure,
} from "@caretype/api/clinical-procedure/schema";
import { type Doctor, doctorId as doctorIds, type Procedure, type RouterInputs } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, caretype, queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { SearchPicker } from "../assignment/search-picker.tsx";
import { texts as assignmentTexts } from "../assignment/texts.en.ts";
import { useDoctorSearch } from "../assignment/use-people-search.ts";
import { RecordDialogs, type RecordDialogsProps } from "../clinical/record/record-dialogs.tsx";
import type { InputsForm, RecordKind } from "../clinical/record/record-kind.ts";
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

/** The editable fields. A procedure never changes its patient. */
type Details = Omit<RouterInputs["procedure"]["update"], "id" | "expectedVersion">;

const fields: FieldViews<Procedure, Details> = {
  code: conceptView("code", labels.code, "procedure.code"),
  status: choiceView("status", labels.status, texts.statuses),
  statusReason: lineView("statusReason", labels.statusReason),
  performedFrom: dateView("performedFrom", labels.performedFrom),
  performedUntil: dateView("performedUntil", labels.performedUntil),
  doctorId: {
    label: labels.doctorId,
    show: ({ doctorId }) => readNameOfDoctor(doctorId),
    send: ({ doctorId = "" }) => (doctorIds.is(doctorId) ? doctorId : null),
    entered: ({ doctorId }) => readNameOfDoctor(doctorId) ?? "",
    input: { as: "own" },
    headings: [],
  },
  bodySite: optionalConceptView("bodySite", labels.bodySite),
  outcome: textView("outcome", labels.outcome),
  note: textView("note", labels.note),
};

/** The name of a doctor as the form has read it. Null without one. */
function readNameOfDoctor(id: string | null | undefined): string | null {
  if (!id || !doctorIds.is(id)) return null;
  return queryClient.getQueryData(api.doctor.byId.queryKey({ id }))?.name ?? commonTexts.unknown;
}

const { create, update, enterInError } = caretype.procedure;

const procedureKind: RecordKind<"procedure"> = {
  kind: "procedure",
  schemas: { record: ProcedureSchema, create: CreateProcedure, update: UpdateProcedure },
  views: fields,
  empty: () => ({ ...emptyValues(fields, everybody), status: "completed" }),
  valuesOf: (procedure) => valuesOf(fields, procedure, everybody),
  nameOf: ({ code }) => code.text,
  own: (form) => ({
    doctorId: <DoctorInput form={form} label={fields.doctorId.label} path="doctorId" />,
  }),
  calls: { create: create.mutate, update: update.mutate, enterInError: enterInError.mutate },
  texts,
};

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
