import { type SyntheticEvent, useId, useRef, useState } from "react";

type Values = Record<string, unknown>;
type Errors = Readonly<Record<string, string>>;
type Checks<Form extends Values> = { [Name in keyof Form]?: (value: Form[Name]) => string | null };

/** Validates all values, or each by its name. */
export type Validate<Form extends Values> = Checks<Form> | ((values: Form) => Errors);

/** Number inputs pass a value instead of an event. */
function changedValue(changed: unknown): unknown {
  const input: unknown = Object(changed).currentTarget;
  if (input instanceof HTMLInputElement && input.type === "checkbox") return input.checked;
  return input instanceof HTMLElement && "value" in input ? input.value : changed;
}

function errorsIn<Form extends Values>(validate: Validate<Form> | undefined, values: Form): Errors {
  if (typeof validate === "function") return validate(values);
  const errors: Record<string, string> = {};
  for (const name in validate) {
    const message = validate[name]?.(values[name]);
    if (message) errors[name] = message;
  }
  return errors;
}

/** An uncontrolled form, so that typing renders nothing. Has the part of Mantine's form that entry pages need. */
export function useSentForm<Form extends Values>(initialValues: Form, validate?: Validate<Form>) {
  type Name = keyof Form & string;
  const id = useId();
  const values = useRef(initialValues);
  const [errors, setErrors] = useState<Errors>({});
  /** The errors of `validate`. */
  const found = useRef<Errors>({});
  /** Setting a field from outside renders it again. */
  const [renewed, setRenewed] = useState(0);
  /** A change may correct another field, too. */
  const clear = (name: Name) => {
    if (Object.keys(errors).length === 0) return;
    const now = errorsIn(validate, values.current);
    const isMended = (field: string) => field === name || (field in found.current && !(field in now));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !isMended(field))));
  };
  const showErrors = (shown: Errors) => {
    found.current = {};
    setErrors(shown);
    const [first] = Object.keys(shown);
    if (first) document.querySelector<HTMLElement>(`[data-path="${CSS.escape(`${id}${first}`)}"]`)?.focus();
  };
  const shared = (name: Name) => ({
    "data-path": `${id}${name}`,
    error: errors[name],
    onChange: (changed: unknown) => {
      values.current = { ...values.current, [name]: changedValue(changed) };
      clear(name);
    },
  });
  return {
    key: (name: Name) => `${name} ${renewed}`,
    getValues: () => values.current,
    setFieldValue<Field extends Name>(name: Field, value: Form[Field]) {
      values.current = { ...values.current, [name]: value };
      setRenewed((count) => count + 1);
    },
    getInputProps: <Field extends Name>(name: Field) => ({
      defaultValue: values.current[name],
      ...shared(name),
    }),
    getCheckboxProps: (name: Name) => ({
      defaultChecked: values.current[name] === true,
      ...shared(name),
    }),
    showErrors,
    onSubmit: (send: (values: Form) => void) => (event: SyntheticEvent) => {
      event.preventDefault();
      const wrong = errorsIn(validate, values.current);
      showErrors(wrong);
      found.current = wrong;
      if (Object.keys(wrong).length === 0) send(values.current);
    },
  };
}
