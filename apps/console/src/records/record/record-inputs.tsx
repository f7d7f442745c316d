import {
  Autocomplete,
  Group,
  type InputWrapperProps,
  NativeSelect,
  Radio,
  type RadioGroupProps,
  SimpleGrid,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Fragment, type ReactNode } from "react";
import { DateField } from "../../kit/form/date-field.tsx";
import { PhoneField } from "../../kit/phone/phone-field.tsx";
import type { FieldView, Input, Option } from "./field-view.ts";

type Form = Pick<UseFormReturnType<Record<string, string | undefined>>, "key" | "getInputProps">;

type RecordInputsProps<Value, Name extends string> = {
  form: Form;
  /** The views that the user may set, in display order. */
  views: readonly (readonly [Name, FieldView<Value, Name>])[];
  /** Inputs rendered by the form. */
  own?: Partial<Record<Name, ReactNode>>;
  /** Loaded suggestions. */
  suggestions?: Partial<Record<Name, readonly string[]>>;
  /** The field to focus when the form opens. */
  focused?: Name;
};

export function RecordInputs<Value, Name extends string>(props: RecordInputsProps<Value, Name>) {
  const { form, views, own, suggestions, focused } = props;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      {views.map(([name, view]) => {
        if (view.partOf !== undefined) return null;
        const input = own?.[name] ?? (
          <RecordInput
            form={form}
            name={name}
            view={view}
            suggestions={suggestions?.[name]}
            isFocused={focused === name}
          />
        );
        // Remounts inputs when the form's values are set.
        const key = form.key(name);
        if (!wide.has(view.input.as)) return <Fragment key={key}>{input}</Fragment>;
        return (
          <div key={key} style={{ gridColumn: "1 / -1" }}>
            {input}
          </div>
        );
      })}
    </SimpleGrid>
  );
}

type RecordInputProps<Value, Name extends string> = {
  form: Form;
  name: Name;
  view: FieldView<Value, Name>;
  suggestions: readonly string[] | undefined;
  isFocused: boolean;
};

function RecordInput<Value, Name extends string>(props: RecordInputProps<Value, Name>) {
  const { form, name, suggestions, isFocused } = props;
  const { label, input } = props.view;
  const common = {
    label,
    inputWrapperOrder,
    ...(isFocused && { "data-autofocus": true }),
    ...form.getInputProps(name),
  };
  switch (input.as) {
    case "line":
      return <TextInput {...common} {...lineProps(input)} />;
    case "email":
      return <TextInput {...common} type="email" />;
    case "date":
      return (
        <DateField
          {...common}
          is={input.isDay ? "day" : "partial"}
          hint={input.description}
          required={input.isRequired ?? false}
        />
      );
    case "phone":
      return <PhoneField {...common} />;
    case "text": {
      const { minRows, maxRows, description, isRequired } = input;
      const rows = { minRows, maxRows, autosize: true };
      return <Textarea {...common} {...rows} description={description} required={isRequired} />;
    }
    case "radio":
      return <RadioInput options={input.options} {...common} />;
    case "select":
      return <NativeSelect {...common} data={[...input.options]} />;
    case "suggestions": {
      const data = suggestions ?? input.suggestions?.() ?? [];
      return <Autocomplete {...common} description={input.description} data={[...data]} limit={20} />;
    }
    case "concept":
    case "own":
      return null;
  }
}

const lineProps = ({ description, isRequired, isNumber }: Extract<Input, { as: "line" }>) => ({
  description,
  required: isRequired,
  ...(isNumber && { inputMode: "numeric" as const }),
});

type RadioInputProps = RadioGroupProps & { options: readonly Option[] };

const RadioInput = ({ options, ...props }: Omit<RadioInputProps, "children">) => (
  <Radio.Group {...props} required>
    <Group mt={6} mb={4}>
      {options.map((option) => (
        <Radio key={option.value} {...option} />
      ))}
    </Group>
  </Radio.Group>
);

/** Descriptions below the inputs keep neighboring inputs aligned. */
const inputWrapperOrder: InputWrapperProps["inputWrapperOrder"] = ["label", "input", "description", "error"];

/** Inputs that take a whole row. */
const wide: ReadonlySet<string> = new Set(["text", "radio", "concept", "own"]);
