import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field.tsx";

type TextInputProps = FieldProps & Omit<ComponentProps<"input">, "children" | "size">;

/** Mantine's text field without its code. */
export const TextInput = ({ label, description, error, ...input }: TextInputProps) => (
  <Field label={label} description={description} error={error} isRequired={input.required}>
    {(field) => <input {...input} {...field} aria-invalid={error ? true : undefined} />}
  </Field>
);
