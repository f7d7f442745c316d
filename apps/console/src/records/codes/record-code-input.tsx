import type { UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { CodeInput, type CodeInputProps } from "./code-input.tsx";
import { readCodedText, writeCodedText } from "./coded-text.ts";

type RecordCodeInputProps = Pick<CodeInputProps, "field" | "label" | "path" | "isRequired" | "isFirst"> & {
  form: Pick<
    UseFormReturnType<Record<string, string | undefined>>,
    "key" | "getValues" | "getInputProps" | "setFieldValue"
  >;
};

/** The input of a record's form for a concept. The form holds it as one text. */
export const RecordCodeInput = (props: RecordCodeInputProps) => (
  <Uncontrolled key={props.form.key(props.path)} {...props} />
);

function Uncontrolled({ form, ...props }: RecordCodeInputProps) {
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
