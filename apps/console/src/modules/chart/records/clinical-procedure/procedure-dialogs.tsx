import * as schema from "@caretype/chart/clinical-procedure/schema";
import { type Doctor, doctorId as doctorIds, type Procedure } from "@caretype/client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { api, queryClient } from "../../../../session/client/api.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { DoctorPicker } from "../../../people/records/assignment/doctor-picker.tsx";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import type { DetailsOf, InputsForm } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { fields as labels, texts } from "./texts.en.ts";

const fields: FieldViews<Procedure, DetailsOf<"procedure">> = {
  code: view.concept("code", labels.code, "procedure.code"),
  status: view.choice("status", labels.status, texts.statuses),
  statusReason: view.line("statusReason", labels.statusReason),
  performedFrom: view.date("performedFrom", labels.performedFrom),
  performedUntil: view.date("performedUntil", labels.performedUntil),
  doctorId: {
    label: labels.doctorId,
    show: ({ doctorId }) => readNameOfDoctor(doctorId),
    send: ({ doctorId = "" }) => (doctorIds.is(doctorId) ? doctorId : null),
    entered: ({ doctorId }) => readNameOfDoctor(doctorId) ?? "",
    input: { as: "own" },
  },
  bodySite: view.optionalConcept("bodySite", labels.bodySite),
  outcome: view.text("outcome", labels.outcome),
  note: view.text("note", labels.note),
};

/** The doctor's name as loaded by the form. Null without a doctor. */
function readNameOfDoctor(id: string | null | undefined): string | null {
  if (!id || !doctorIds.is(id)) return null;
  return queryClient.getQueryData(api.doctor.byId.queryKey({ id }))?.name ?? commonTexts.unknown;
}

export const ProcedureDialogs = dialogsOf<"procedure">({
  kind: "procedure",
  schemas: { record: schema.Procedure, create: schema.CreateProcedure, update: schema.UpdateProcedure },
  views: fields,
  begunWith: () => ({ status: "completed" }),
  nameOf: ({ code }) => code.text,
  own: (form) => ({
    doctorId: <DoctorInput form={form} label={fields.doctorId.label} path="doctorId" />,
  }),
  texts,
});

type DoctorInputProps = { form: InputsForm; path: string; label: string };

/** The record's doctor. The form holds only the id. */
function DoctorInput({ form, path, label }: DoctorInputProps) {
  const [id, setId] = useState(() => form.getValues()[path] ?? "");
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
    <DoctorPicker
      label={label}
      path={path}
      error={form.getInputProps(path).error}
      isRequired={false}
      chosen={known ? (doctor.data ?? null) : null}
      onChoose={choose}
    />
  );
}
