import type { CurrentRecord } from "@caretype/client";
import { viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import type { FormKind, InputsForm, RecordKind } from "./record-kind.ts";

type KindInputsProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  form: InputsForm;
  /** Null for a new one. */
  record: CurrentRecord<Kind> | null;
};

/** The inputs of a record's form. */
export const KindInputs = <Kind extends FormKind>({ kind, form, record }: KindInputsProps<Kind>) => (
  <RecordInputs form={form} views={viewsOf(kind.views)} own={kind.own(form, record)} />
);
