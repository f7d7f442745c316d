import { type ErrorCode, errorCode, isErrorCode } from "@caretype/client";
import { useState } from "react";
import { useAction } from "../../kit/behavior/use-action.ts";
import { messageOf } from "../../kit/notice/error-notice.tsx";
import { useSentForm, type Validate } from "./use-sent-form.ts";

type Sending<Values extends Record<string, unknown>> = {
  initialValues: Values;
  validate?: Validate<Values>;
  send: (values: Values) => Promise<unknown>;
  fieldOf?: Partial<Record<ErrorCode, keyof Values & string>>;
  /** Messages that replace the server's at that field. */
  words?: Partial<Record<ErrorCode, string>>;
};

/**
 * A form that is sent once, such as a sign-in. Leaving it does not ask. Field errors are shown at their fields, and
 * the first one is focused. `error` belongs to no field.
 */
export function useSending<Values extends Record<string, unknown>>(options: Sending<Values>) {
  const { initialValues, validate, send } = options;
  const form = useSentForm(initialValues, validate);
  const [isAtField, setAtField] = useState(false);
  const action = useAction(async (values: Values) => {
    try {
      await send(values);
    } catch (error) {
      const errors = await errorsOf(error, options);
      setAtField(Object.keys(errors).length > 0);
      form.showErrors(errors);
      throw error;
    }
  });
  const submit = form.onSubmit((values) => void action.run(values));
  const { isPending, isSuccess, reset, error } = action;
  return { form, submit, isPending, isSuccess, reset, error: isAtField ? null : error };
}

/** Returns errors of the form's fields only. */
async function errorsOf<Values extends Record<string, unknown>>(
  error: unknown,
  { initialValues, fieldOf = {}, words = {} }: Sending<Values>,
): Promise<Record<string, string>> {
  const code = errorCode(error);
  const field = code && fieldOf[code];
  if (field) return { [field]: words[code] ?? messageOf(error) };
  if (!isErrorCode(error, "INVALID_INPUT")) return {};
  const { fieldErrors } = await import("../../kit/form/field-messages.ts");
  const known = Object.entries(fieldErrors(error)).filter(([name]) => Object.hasOwn(initialValues, name));
  return Object.fromEntries(known.map(([name, messages]) => [name, messages.join(". ")]));
}
