import type { CurrentRecord } from "@caretype/client";
import { RecordCodeInput } from "../../codes/record-code-input.tsx";
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
export function KindInputs<Kind extends FormKind>({ kind, form, record }: KindInputsProps<Kind>) {
  const views = viewsOf(kind.views);
  const concepts = views.flatMap(([path, { label, input }]) => {
    if (input.as !== "concept") return [];
    const props = { form, label, path, field: input.field };
    const isRequired = input.field !== null;
    return [[path, <RecordCodeInput key={path} {...props} isRequired={isRequired} isFirst={isRequired} />]];
  });
  const own = { ...Object.fromEntries(concepts), ...kind.own?.(form, record) };
  return <RecordInputs form={form} views={views} own={own} />;
}
