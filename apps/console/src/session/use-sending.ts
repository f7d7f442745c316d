import { type ErrorCode, errorCode, fieldErrors, isErrorCode } from "@caretype/client";
import { type FormErrors, type FormValidateInput, useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";

type Sending<Values extends Record<string, unknown>> = {
  initialValues: Values;
  validate?: FormValidateInput<Values>;
  send: (values: Values) => Promise<unknown>;
  /** Refusals that are said at a field. */
  fieldOf?: Partial<Record<ErrorCode, keyof Values & string>>;
  /** In place of the server's words at that field. */
  words?: Partial<Record<ErrorCode, string>>;
};

/**
 * A form that is sent once and then over, such as a sign-in: nothing is asked when it is left. What the server says of a
 * field is shown at it, and the focus goes there; `error` is what is about no field.
 */
export function useSending<Values extends Record<string, unknown>>(options: Sending<Values>) {
  const { initialValues, validate, send } = options;
  const form = useForm<Values>({ mode: "uncontrolled", initialValues, ...(validate && { validate }) });
  const showErrors = (errors: FormErrors) => {
    form.setErrors(errors);
    const [first] = Object.keys(errors);
    if (first) form.getInputNode(first)?.focus();
  };
  const mutation = useMutation({
    mutationFn: send,
    // What was sent is a password, mostly: it is kept nowhere.
    gcTime: 0,
    onError: (error) => showErrors(errorsOf(error, options)),
  });
  const isAtField = mutation.isError && Object.keys(errorsOf(mutation.error, options)).length > 0;
  const submit = form.onSubmit((values) => {
    if (!mutation.isPending) mutation.mutate(values);
  }, showErrors);
  const { isPending, isSuccess, reset } = mutation;
  return { form, submit, isPending, isSuccess, reset, error: isAtField ? null : mutation.error };
}

/** Of the form's own fields alone. */
function errorsOf<Values extends Record<string, unknown>>(
  error: unknown,
  { initialValues, fieldOf = {}, words = {} }: Sending<Values>,
): FormErrors {
  const code = errorCode(error);
  const field = code && fieldOf[code];
  if (field) return { [field]: words[code] ?? (error instanceof Error ? error.message : "") };
  if (!isErrorCode(error, "INVALID_INPUT")) return {};
  const known = Object.entries(fieldErrors(error)).filter(([name]) => Object.hasOwn(initialValues, name));
  return Object.fromEntries(known.map(([name, messages]) => [name, messages.join(". ")]));
}
