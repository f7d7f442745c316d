import { type ErrorCode, errorCode, isErrorCode } from "@caretype/client";
import { type FormErrors, type FormValidateInput, useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { fieldErrors } from "../form/field-messages.ts";
import { messageOf } from "../shell/notice/error-notice.tsx";

type Sending<Values extends Record<string, unknown>> = {
  initialValues: Values;
  validate?: FormValidateInput<Values>;
  send: (values: Values) => Promise<unknown>;
  /** Error codes shown at a field. */
  fieldOf?: Partial<Record<ErrorCode, keyof Values & string>>;
  /** Messages that replace the server's at that field. */
  words?: Partial<Record<ErrorCode, string>>;
};

/**
 * A form that is sent once, such as a sign-in.
 * Leaving it does not ask. Field errors are shown at their fields, and the first one is focused. `error`
 * belongs to no field.
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
    // Do not cache the input, which often has a password.
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

/** Returns errors of the form's fields only. */
function errorsOf<Values extends Record<string, unknown>>(
  error: unknown,
  { initialValues, fieldOf = {}, words = {} }: Sending<Values>,
): FormErrors {
  const code = errorCode(error);
  const field = code && fieldOf[code];
  if (field) return { [field]: words[code] ?? messageOf(error) };
  if (!isErrorCode(error, "INVALID_INPUT")) return {};
  const known = Object.entries(fieldErrors(error)).filter(([name]) => Object.hasOwn(initialValues, name));
  return Object.fromEntries(known.map(([name, messages]) => [name, messages.join(". ")]));
}
