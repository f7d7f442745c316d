import {
  doctorId as doctorIds,
  type Procedure,
  doctorId as parseDoctorId,
  type RouterInputs,
} from "@caretype/client";
import { api, queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
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

/** The editable fields. A procedure never changes its patient. */
type Details = Omit<RouterInputs["procedure"]["update"], "id" | "expectedVersion">;

export const procedureFields: FieldViews<Procedure, Details> = {
  code: conceptView("code", labels.code),
  status: choiceView("status", labels.status, texts.statuses),
  statusReason: lineView("statusReason", labels.statusReason),
  performedFrom: dateView("performedFrom", labels.performedFrom),
  performedUntil: dateView("performedUntil", labels.performedUntil),
  doctorId: {
    label: labels.doctorId,
    show: ({ doctorId }) => readNameOfDoctor(doctorId),
    send: ({ doctorId = "" }) => (parseDoctorId.is(doctorId) ? doctorId : null),
    entered: ({ doctorId }) => readNameOfDoctor(doctorId) ?? "",
    input: { as: "own" },
    headings: [],
  },
  bodySite: optionalConceptView("bodySite", labels.bodySite),
  outcome: textView("outcome", labels.outcome),
  note: textView("note", labels.note),
};

export const noProcedure: ValuesOf<keyof Details> = {
  code: "",
  status: "completed",
  statusReason: "",
  performedFrom: "",
  performedUntil: "",
  doctorId: "",
  bodySite: "",
  outcome: "",
  note: "",
};

/** The name of a doctor as the form has read it. Null without one. */
function readNameOfDoctor(id: string | null | undefined): string | null {
  if (!id || !doctorIds.is(id)) return null;
  return queryClient.getQueryData(api.doctor.byId.queryKey({ id }))?.name ?? commonTexts.unknown;
}
