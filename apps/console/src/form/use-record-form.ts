import { fieldErrors, isErrorCode } from "@caretype/client";
import { type FormErrors, schemaResolver, useForm } from "@mantine/form";
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { notifyFailed } from "../shell/notify.tsx";
import { focusFirst, incompleteDates, inputOf as inputAt } from "./field-nodes.ts";
import { isSigningOut } from "./signing-out.ts";

type RecordFormOptions<Values extends Record<string, unknown>> = {
  /** The API's own, so that what the form refuses is what the server would refuse. */
  schema: z.ZodType;
  initialValues: Values;
  /** What the schema is asked about, where the fields hold something else, such as an empty text for null. */
  inputOf?: (values: Values) => unknown;
  /** Rejects as the call does; what the server says of a field is shown at it. */
  onSubmit: (values: Values) => Promise<unknown>;
};

/** Why nothing was saved, as far as it is about no field of the form. */
export type Refusal = { error: unknown; messages: readonly string[] };

/**
 * A form over a schema of the API. Errors are shown at their fields, and the first of them gets the focus; all others
 * are the `refusal`, for `RecordForm` or the page to show. A page with unsaved changes asks before it is left. `save`
 * never rejects, and does nothing while it is at it.
 */
export function useRecordForm<Values extends Record<string, unknown>>(options: RecordFormOptions<Values>) {
  const { schema, initialValues, inputOf = (values) => values, onSubmit } = options;
  const check = useMemo(() => schemaResolver(schema, { sync: true }), [schema]);
  const form = useForm<Values>({
    mode: "uncontrolled",
    initialValues,
    validate: (values) => ({ ...check(Object(inputOf(values))), ...incompleteDates(Object.keys(values)) }),
  });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { isSaving, once } = useOneAtATime();
  const isForgotten = useRef(false);
  const isUnsaved = () => form.isDirty() && !isSaving() && !isForgotten.current && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true });
  const isShown = useIsShown();

  const show = (errors: FormErrors, error: unknown = null) => {
    form.setErrors(errors);
    const messages = Object.entries(errors).flatMap(([path, text]) => (inputAt(path) ? [] : [String(text)]));
    setRefusal(messages.length > 0 ? { error, messages } : null);
    focusFirst(Object.keys(errors));
  };
  const refuse = (error: unknown) => {
    if (!isShown.current) return notifyFailed("What you entered was not saved", error);
    if (isErrorCode(error, "INVALID_INPUT")) return show(firstOfEach(fieldErrors(error)), error);
    setRefusal({ error, messages: [] });
  };
  const save = form.onSubmit(
    (values) =>
      once(async () => {
        setRefusal(null);
        try {
          await onSubmit(values);
          form.resetDirty();
        } catch (error) {
          refuse(error);
        }
      }),
    (errors) => show(errors),
  );
  return {
    ...{ form, save, blocker, refusal, isSaving: form.submitting },
    forgetRefusal: () => setRefusal(null),
    /** Whoever gives up what was entered on purpose is not asked about it when they leave. */
    forget: () => {
      isForgotten.current = true;
    },
  };
}

/** Runs one thing at a time: what comes meanwhile, such as a second click, waits for what runs, and is passed over. */
function useOneAtATime() {
  const running = useRef<Promise<void> | null>(null);
  const once = (work: () => Promise<void>) => {
    running.current ??= work().finally(() => {
      running.current = null;
    });
    return running.current;
  };
  return { isSaving: () => running.current !== null, once };
}

/** Whether the form is still there to show what comes back. */
function useIsShown() {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}

const firstOfEach = (errors: Record<string, readonly string[]>): FormErrors =>
  Object.fromEntries(Object.entries(errors).map(([field, [message]]) => [field, message]));
