import { Group, type GroupProps, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Option } from "../../../../../records/record/field-view.ts";
import { FieldGroup } from "./field-group.tsx";
import { type Parts, readParts, writeParts } from "./parts.ts";
import type { InputsForm } from "./record-kind.ts";

export type Part = {
  name: string;
  label: string;
  /** Default: a line of text. */
  options?: readonly Option[];
  /** The value of an empty input. Default: none. */
  meant?: string;
  isNumber?: boolean;
};

type PartsInputProps = { form: InputsForm; path: string; label: string; parts: readonly Part[] };

/** A field with several inputs, which the form holds as one string. */
export function PartsInput({ form, path, label, parts }: PartsInputProps) {
  const [values, setValues] = useState(() => readParts(form.getValues()[path]));
  const error = form.getInputProps(path).error;
  const change = (changes: Parts) => {
    const next: Parts = { ...values, ...changes };
    setValues(next);
    form.setFieldValue(path, writeParts(next), { forceUpdate: false });
  };
  return (
    <FieldGroup label={label} path={path} error={error}>
      <Group gap="xs" wrap="nowrap" align="end">
        <PartInputs
          parts={parts}
          values={values}
          hasError={Boolean(error)}
          onChange={change}
          flex={1}
          miw={0}
        />
      </Group>
    </FieldGroup>
  );
}

type PartInputsProps = Pick<GroupProps, "flex" | "miw"> & {
  parts: readonly Part[];
  values: Parts;
  hasError?: boolean;
  onChange: (changes: Parts) => void;
};

export const PartInputs = ({ parts, values, hasError = false, onChange, ...size }: PartInputsProps) =>
  parts.map(({ name, label, options, meant, isNumber }) => {
    const value = values[name] ?? "";
    const common = {
      label,
      labelProps: { fz: "xs", fw: 400 },
      error: hasError,
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        onChange({ [name]: currentTarget.value }),
      ...size,
    };
    return options ? (
      <NativeSelect key={name} {...common} value={value || (meant ?? "")} data={[...options]} />
    ) : (
      <TextInput
        key={name}
        {...common}
        value={value}
        placeholder={meant}
        inputMode={isNumber ? "decimal" : undefined}
      />
    );
  });
