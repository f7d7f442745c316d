import { Group, Input, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Option } from "../../record/field-view.ts";
import { FieldGroup } from "./field-group.tsx";
import { type Parts, readParts, writeParts } from "./parts.ts";
import type { InputsForm } from "./record-kind.ts";

type Part = {
  name: string;
  label: string;
  /** Default: a line of text. */
  options?: readonly Option[];
  /** What is meant while nothing is entered. Default: nothing. */
  meant?: string;
  isNumber?: boolean;
};

type PartsInputProps = { form: InputsForm; path: string; label: string; parts: readonly Part[] };

/** A field with several inputs, which the form holds as one text. */
export function PartsInput({ form, path, label, parts }: PartsInputProps) {
  const [values, setValues] = useState(() => readParts(form.getValues()[path]));
  const error = form.getInputProps(path).error;
  const change = (name: string, text: string) => {
    const next: Parts = { ...values, [name]: text };
    setValues(next);
    form.setFieldValue(path, writeParts(next), { forceUpdate: false });
  };
  return (
    <FieldGroup label={label} path={path}>
      <Group gap="xs" wrap="nowrap" align="end">
        {parts.map((part) => (
          <PartInput
            key={part.name}
            part={part}
            hasError={Boolean(error)}
            value={values[part.name] ?? ""}
            onChange={(text) => change(part.name, text)}
          />
        ))}
      </Group>
      {error ? <Input.Error mt={5}>{error}</Input.Error> : null}
    </FieldGroup>
  );
}

function PartInput({
  part: { label, options, isNumber, meant },
  value,
  hasError,
  onChange,
}: {
  part: Part;
  value: string;
  hasError: boolean;
  onChange: (text: string) => void;
}) {
  const common = {
    label,
    labelProps: { fz: "xs", fw: 400 },
    flex: 1,
    miw: 0,
    value,
    error: hasError,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value),
  };
  if (options) return <NativeSelect {...common} value={value || meant} data={[...options]} />;
  return (
    <TextInput
      {...common}
      placeholder={meant}
      autoComplete="off"
      inputMode={isNumber ? "decimal" : undefined}
    />
  );
}
