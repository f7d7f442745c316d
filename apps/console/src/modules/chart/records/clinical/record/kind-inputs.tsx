import type { CurrentRecord } from "@caretype/client";
import { Fragment, useState } from "react";
import { viewsOf } from "../../../../../records/record/field-view.ts";
import { RecordInputs } from "../../../../../records/record/record-inputs.tsx";
import { CodeInput, type CodeInputProps } from "../../codes/code-input.tsx";
import { readCodedText, writeCodedText } from "../../codes/coded-text.ts";
import type { FormKind, InputsForm, RecordKind } from "./record-kind.ts";

export type KindInputsProps<Kind extends FormKind> = {
  kind: RecordKind<Kind>;
  form: InputsForm;
  /** Null for a new one. */
  record: CurrentRecord<Kind> | null;
  /** Whether to ask for a reason to save despite warnings. */
  isWarned: boolean;
};

const nothing = <Fragment />;

export function KindInputs<Kind extends FormKind>({ kind, form, record, isWarned }: KindInputsProps<Kind>) {
  const views = viewsOf(kind.views);
  const concepts = views.flatMap(([path, { label, input }]) => {
    if (input.as !== "concept") return [];
    const props = { form, label, path, field: input.field };
    const isRequired = input.field !== null;
    return [[path, <RecordCodeInput key={path} {...props} isRequired={isRequired} isFirst={isRequired} />]];
  });
  // A reason is only asked for after a warning.
  const unasked = isWarned || form.getValues().overrideReason ? {} : { overrideReason: nothing };
  const own = { ...unasked, ...Object.fromEntries(concepts), ...kind.own?.(form, record) };
  return <RecordInputs form={form} views={views} own={own} />;
}

type RecordCodeInputProps = Pick<CodeInputProps, "field" | "label" | "path" | "isRequired" | "isFirst"> & {
  form: InputsForm;
};

/** Input for a coded concept, which the form holds as one string. */
function RecordCodeInput({ form, ...props }: RecordCodeInputProps) {
  const { path } = props;
  const [value, setValue] = useState(() => readCodedText(form.getValues()[path]));
  return (
    <CodeInput
      {...props}
      value={value}
      error={form.getInputProps(path).error}
      onChange={(next) => {
        setValue(next);
        form.setFieldValue(path, writeCodedText(next), { forceUpdate: false });
      }}
    />
  );
}
